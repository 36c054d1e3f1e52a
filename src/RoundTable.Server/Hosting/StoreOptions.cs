namespace RoundTable.Server.Hosting;

/// <summary>Where the journal is, and how much may wait for it.</summary>
public sealed class StoreOptions
{
    /// <summary>
    /// Connection string of a PostgreSQL database, in the keywords of Npgsql
    /// (<c>Host=db.example;Database=roundtable;Username=roundtable;Password=...</c>); several servers may share it.
    /// Default none: SQLite in the data folder, for one server.
    /// </summary>
    public string? Postgres { get; set; }

    /// <summary>How many writes may wait before further ones are refused. Default 4,096.</summary>
    public int QueueWrites { get; set; } = 4096;

    /// <summary>How many bytes may wait before further writes are refused. Default 64 MiB.</summary>
    public long QueueBytes { get; set; } = 64 * 1024 * 1024;
}
