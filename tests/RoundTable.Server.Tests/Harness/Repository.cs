namespace RoundTable.Server.Tests.Harness;

/// <summary>The checked-out tree, for tests of files in it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RoundTable.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No RoundTable.sln above the test's folder.");
    }
}
