using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

/// <summary>
/// A journal in one SQLite file, for one server: one writing connection with group commit, and pooled reading
/// connections that never wait for it. A write is acknowledged after the write-ahead log was flushed to disk.
/// </summary>
/// <remarks>SQLite works on the calling thread: reads complete before they return.</remarks>
public sealed partial class SqliteJournal : IJournal
{
    private readonly SqliteConnections _connections;
    private readonly SqliteReader _reader;
    private readonly SqliteWriter? _writer;
    private readonly CommitLoop _loop;
    private readonly TimeProvider _time;
    private bool _closed;

    private SqliteJournal(
        SqliteConnections connections,
        SqliteConnection? writing,
        SqliteJournalOptions options,
        TimeProvider time,
        JournalMeter? meter)
    {
        _connections = connections;
        _reader = new SqliteReader(connections);
        _writer = writing is null ? null : new SqliteWriter(new SqliteStatements(writing));
        _time = time;
        _loop = new CommitLoop(options.QueueCapacity, options.QueueBytes, options.MaxBatch, Commit, IsFinal, time, meter);
    }

    /// <summary>
    /// Completes with the reason once the store has failed for good: from then on it takes no write until it is opened
    /// again, by another process for safety. Never completes as long as all goes well; closing does not complete it.
    /// </summary>
    public Task<Exception> Failed => _loop.Failed;

    /// <summary>Opens the journal, making or upgrading the file where needed.</summary>
    /// <param name="options">Where it lives.</param>
    /// <param name="time">Clock of the records.</param>
    /// <param name="meter">Hears of commits; not disposed by the journal. Null: nobody.</param>
    /// <param name="ct">Not used once the file is open.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="JournalUnavailableException">The file cannot be opened, is no journal, or is of a newer version.</exception>
    public static ValueTask<SqliteJournal> OpenAsync(
        SqliteJournalOptions options, TimeProvider time, JournalMeter? meter, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        return Open(
            options,
            () =>
            {
                var connections = new SqliteConnections(options);
                return new SqliteJournal(connections, connections.OpenWriting(), options, time, meter);
            });
    }

    /// <summary>Opens a journal that is there, also one of an older version or one that may not be written to: the file stays as it is.</summary>
    /// <param name="options">Where it lives.</param>
    /// <param name="time">Clock of the records.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="JournalUnavailableException">There is none, it cannot be opened, or it is of a newer version.</exception>
    public static ValueTask<SqliteJournal> OpenToReadAsync(SqliteJournalOptions options, TimeProvider time) => Open(
        options,
        () =>
        {
            var connections = new SqliteConnections(options, onlyReads: true);
            connections.Check();
            return new SqliteJournal(connections, writing: null, options, time, meter: null);
        });

    private static ValueTask<SqliteJournal> Open(SqliteJournalOptions options, Func<SqliteJournal> open)
    {
        options.Validate();
        try
        {
            return ValueTask.FromResult(open());
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException($"The journal {options.Path} cannot be opened.", e);
        }
    }

    /// <inheritdoc cref="OpenAsync(SqliteJournalOptions, TimeProvider, JournalMeter?, CancellationToken)"/>
    public static ValueTask<SqliteJournal> OpenAsync(
        SqliteJournalOptions options, TimeProvider time, CancellationToken ct = default) => OpenAsync(options, time, meter: null, ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _reader.Close();
        await _loop.DisposeAsync().ConfigureAwait(false);
        _connections.Dispose();
        _writer?.Dispose();
    }

    private ValueTask Commit(IReadOnlyList<PendingWrite> writes)
    {
        var writer = _writer ?? throw new JournalUnavailableException("The journal was opened to be read only.");
        writer.Begin();
        try
        {
            var batch = new SqliteBatch(writer, _time.GetUtcNow());
            foreach (var write in writes)
            {
                if (write is PendingAppend append)
                {
                    batch.Apply(append);
                }
                else
                {
                    ((ISqliteWrite)write).Apply(batch);
                }
            }

            batch.MoveHeads();
            writer.Commit();
        }
        catch
        {
            writer.Rollback();
            throw;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// A full disk or a busy file passes. After any other error of SQLite (a failed flush above all) nothing is certain
    /// about what the file holds until it has been opened and recovered again.
    /// </summary>
    private static bool IsFinal(Exception e) =>
        e is SqliteException { SqliteErrorCode: not (SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED) };
}
