using System.Data.Common;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>Where a <see cref="PostgresJournal"/> lives and how much may wait for it.</summary>
public sealed record PostgresJournalOptions
{
    /// <summary>Connection string, in the keywords of Npgsql. The user may create tables in the database. Required.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>How many bytes of payload may wait before further writes are refused; one alone always may. Default 64 MiB.</summary>
    public long QueueBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many appends may wait on this server before further ones are refused. Default 4,096.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>How many appends share one transaction at most. Default 512.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>
    /// How many statements each connection keeps prepared: it nearly doubles what one writer can do. 0 behind a pooler
    /// that does not keep sessions. Default 32.
    /// </summary>
    public int PreparedStatements { get; init; } = 32;

    /// <summary>
    /// How long this server may stand still inside a transaction, as a paused machine does, before PostgreSQL undoes it
    /// and lets the other servers pass. Whole milliseconds. Default 10 s.
    /// </summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a text is a connection string that names a host.</summary>
    public static bool IsConnectionString(string text)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // One that says nothing would otherwise keep everybody waiting for 15 s; where that is too short, the connection string says how long.
    private const int SecondsToConnect = 3;

    // A commit that takes too long is not waited for after it was cancelled, but left with its connection: PostgreSQL ends the wait for
    // a replica when it is cancelled, and then says that all is well.
    internal string PooledConnectionString => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        MaxAutoPrepare = PreparedStatements,
        AutoPrepareMinUsages = 2,
        CancellationTimeout = -1,
        Timeout = SaysTimeout ? new NpgsqlConnectionStringBuilder(ConnectionString).Timeout : SecondsToConnect,
    }.ConnectionString;

    private bool SaysTimeout => new DbConnectionStringBuilder { ConnectionString = ConnectionString }.ContainsKey(nameof(NpgsqlConnectionStringBuilder.Timeout));

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ConnectionString);
        ArgumentException.ThrowIfNullOrEmpty(new NpgsqlConnectionStringBuilder(ConnectionString).Host, nameof(ConnectionString));
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(PreparedStatements);
        ArgumentOutOfRangeException.ThrowIfLessThan(StallTimeout, TimeSpan.FromMilliseconds(1));
    }
}
