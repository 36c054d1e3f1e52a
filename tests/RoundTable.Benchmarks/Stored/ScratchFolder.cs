namespace RoundTable.Benchmarks.Stored;

/// <summary>A folder for one run, removed afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <param name="under">Where to make it: the disk that is measured. Null means the temporary folder.</param>
    public ScratchFolder(string? under)
    {
        Directory.CreateDirectory(under ??= System.IO.Path.GetTempPath());
        Path = System.IO.Path.Combine(under, $"roundtable-benchmark-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
