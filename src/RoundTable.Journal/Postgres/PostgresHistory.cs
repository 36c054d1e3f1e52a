using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>
/// Whether the database is still the one whose records this server remembers. A replica that takes over, and a backup that is put back,
/// may lack the last moments: numbers would go on from an earlier one, and what is in memory would be another history under the same
/// numbers. PostgreSQL counts that as a new timeline. Safe for concurrent callers.
/// </summary>
internal sealed class PostgresHistory
{
    private const string Sql = """
        SELECT CASE WHEN pg_is_in_recovery() THEN 'replica'
          ELSE (SELECT system_identifier::text FROM pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) END
        """;

    private const string Replica = "replica";

    /// <summary>Seconds: a host that says nothing would keep whoever waits for a connection.</summary>
    private const int Patience = 5;

    private const string Reason =
        "The database has gone on from an earlier state, on another timeline: what this server remembers may never have been there.";

    private readonly TaskCompletionSource<Exception> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _known;

    /// <summary>Completes with the reason once the database has another history.</summary>
    internal Task<Exception> Left => _left.Task;

    /// <summary>Pooled connections; it is looked over each of them before anybody uses it, whoever opened it.</summary>
    internal NpgsqlDataSource CreateSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UsePhysicalConnectionInitializer(
            _ => throw new NotSupportedException("Connections are opened without blocking."),
            async connection => await CheckAsync(connection, CancellationToken.None).ConfigureAwait(false));
        return builder.Build();
    }

    /// <summary>Looks, over a connection that is open.</summary>
    /// <exception cref="JournalUnavailableException">It is another one, now or as seen before.</exception>
    /// <exception cref="PostgresException">It leads to a replica, which may take over with the connection open.</exception>
    internal async ValueTask CheckAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        ThrowIfLeft();
        if (await ReadAsync(connection, ct).ConfigureAwait(false) is not { } now)
        {
            return;
        }

        if (now == Replica)
        {
            throw new PostgresException("This is a replica.", "ERROR", "ERROR", PostgresErrorCodes.ReadOnlySqlTransaction);
        }

        var known = Interlocked.CompareExchange(ref _known, now, null) ?? now;
        if (known != now)
        {
            Leave();
        }
    }

    /// <summary>Compares where a stream was known to end with where it ends now: within one history that only moves on.</summary>
    /// <exception cref="JournalUnavailableException">It ends earlier, or with another record.</exception>
    internal void Compare(StreamHead known, StreamHead now)
    {
        if (now.Seq < known.Seq || (now.Seq == known.Seq && !now.Hash.Span.SequenceEqual(known.Hash.Span)))
        {
            Leave();
        }
    }

    /// <summary>Nothing is written any more by what is remembered of another history.</summary>
    /// <exception cref="JournalUnavailableException">It was left.</exception>
    internal void ThrowIfLeft()
    {
        if (_left.Task.IsCompleted)
        {
            throw new JournalUnavailableException(Reason);
        }
    }

    [DoesNotReturn]
    private void Leave()
    {
        _left.TrySetResult(new JournalUnavailableException(Reason));
        throw new JournalUnavailableException(Reason);
    }

    // Null where whoever runs the database does not let it be asked.
    private static async ValueTask<string?> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = Patience };
        try
        {
            return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) as string;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.FeatureNotSupported)
        {
            return null;
        }
    }
}
