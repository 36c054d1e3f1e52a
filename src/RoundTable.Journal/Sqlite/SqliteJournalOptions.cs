namespace RoundTable.Journal;

/// <summary>Where a <see cref="SqliteJournal"/> lives and how much may wait for it.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>Path of the database file; it and its folder are made when they are not there. Required.</summary>
    public required string Path { get; init; }

    /// <summary>How many bytes of payload may wait before further writes are refused; one alone always may. Default 64 MiB.</summary>
    public long QueueBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many writes may wait before further ones are refused. Default 4,096.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>How many writes share one transaction at most. Default 512.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>How long a write waits for another process that holds the file; whole seconds. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.FromSeconds(1));
    }
}
