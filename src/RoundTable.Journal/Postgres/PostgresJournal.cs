using Npgsql;

namespace RoundTable.Journal;

/// <summary>
/// A journal in a PostgreSQL database that several servers share. Each server commits its appends in groups; a row lock
/// on a stream's head keeps its numbers gap-free whoever writes. While the database is away appends wait, as many as the
/// options allow, and are written when it is back; what reads or takes work says that the store is down. So it is too
/// before it was reached for the first time (<see cref="Create"/>).
/// </summary>
public sealed partial class PostgresJournal : IJournal, IJournalFeed
{
    /// <summary>How long a database that is away is waited for once closing has begun, for what was accepted before.</summary>
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(5);

    private readonly PostgresStore _store;
    private readonly StoreReader _reader;
    private readonly PostgresDueWork _dueWork;
    private readonly PostgresFeed _feed;
    private readonly PostgresHistory _history;
    private readonly CommitLoop _loop;
    private readonly CancellationTokenSource _closing;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _closingBegan;
    private bool _closed;

    private PostgresJournal(NpgsqlDataSource source, PostgresHistory history, string server, PostgresJournalOptions options, TimeProvider time, JournalMeter? meter)
    {
        _closing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _store = new PostgresStore(source, time);
        var known = new StreamHeads();
        var notices = new PostgresNotices(server, time);
        _history = history;
        _reader = new PostgresReader(_store, known);
        _dueWork = new PostgresDueWork(source);
        _feed = new PostgresFeed(_store, _history, options.ConnectionString, notices, time);
        var commit = new PostgresCommit(source, _history, known, notices, options.StallTimeout, time, _closing.Token);
        _loop = new CommitLoop(
            options.QueueCapacity, options.QueueBytes, options.MaxBatch, RunAsync, isFinal: _ => false, time, meter);

        async ValueTask RunAsync(IReadOnlyList<PendingWrite> writes)
        {
            if (!_reached.Task.IsCompleted)
                await WaitUntilReachedAsync().ConfigureAwait(false);
            await commit.RunAsync(writes).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Completes with the reason once the database has gone on from an earlier state (a replica took over, or a backup was put back): what
    /// this process remembers may never have been there, so another one must start. It writes nothing from then on.
    /// </summary>
    public Task<Exception> Failed => _history.Left;

    /// <inheritdoc/>
    public int MaxMessageBytes => PostgresNotice.MaxMessageBytes;

    /// <summary>A journal in a database that need not be there yet: <see cref="ReachAsync"/> connects.</summary>
    /// <param name="options">Where it lives.</param>
    /// <param name="server">A name of this life of the server that no other has, by which it knows its own notifications; one line.</param>
    /// <param name="time">Clock of this server's records.</param>
    /// <param name="meter">Hears of commits; not disposed by the journal. Null: nobody.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static PostgresJournal Create(PostgresJournalOptions options, string server, TimeProvider time, JournalMeter? meter)
    {
        options.Validate();
        var history = new PostgresHistory();
        return new PostgresJournal(history.CreateSource(options.PooledConnectionString), history, server, options, time, meter);
    }

    /// <summary>Connects, making or upgrading the tables where needed. After a failure it may be tried again.</summary>
    /// <exception cref="JournalUnavailableException">The database cannot be reached
    /// (<see cref="JournalUnavailableException.MayPass"/>), is of a newer version, or is set so that a commit may be lost.</exception>
    public ValueTask ReachAsync(CancellationToken ct = default) => PrepareAsync(PostgresSchema.UpgradeAsync, ct);

    /// <summary>Connects to read, and leaves the tables of an older version as they are.</summary>
    /// <exception cref="JournalUnavailableException">The database cannot be reached, holds no journal, or one of a newer version.</exception>
    public ValueTask ReachToReadAsync(CancellationToken ct = default) => PrepareAsync(PostgresSchema.CheckAsync, ct);

    private async ValueTask PrepareAsync(Func<NpgsqlDataSource, CancellationToken, ValueTask> prepare, CancellationToken ct)
    {
        try
        {
            await prepare(_store.Source, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresStore.IsUnavailable(e))
        {
            throw new JournalUnavailableException("The journal cannot be opened.", e);
        }

        _store.Reach();
        _reached.TrySetResult();
    }

    /// <summary>Connects, making or upgrading the tables where needed.</summary>
    /// <param name="options">Where it lives.</param>
    /// <param name="time">Clock of this server's records.</param>
    /// <param name="meter">Hears of commits; not disposed by the journal. Null: nobody.</param>
    /// <param name="ct">Gives up opening.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="JournalUnavailableException">The database cannot be reached, is of a newer version, or is set so
    /// that a commit may be lost.</exception>
    public static async ValueTask<PostgresJournal> OpenAsync(
        PostgresJournalOptions options, TimeProvider time, JournalMeter? meter, CancellationToken ct = default)
    {
        options.Validate();
        var history = new PostgresHistory();
        var source = history.CreateSource(options.PooledConnectionString);
        try
        {
            await PostgresSchema.UpgradeAsync(source, ct).ConfigureAwait(false);
            var journal = new PostgresJournal(source, history, await NameAsync(source, ct).ConfigureAwait(false), options, time, meter);
            journal._store.Reach();
            journal._reached.SetResult();
            return journal;
        }
        catch (Exception e) when (PostgresStore.IsUnavailable(e))
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw new JournalUnavailableException("The journal cannot be opened.", e);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc cref="OpenAsync(PostgresJournalOptions, TimeProvider, JournalMeter?, CancellationToken)"/>
    public static ValueTask<PostgresJournal> OpenAsync(
        PostgresJournalOptions options, TimeProvider time, CancellationToken ct = default) => OpenAsync(options, time, meter: null, ct);

    /// <inheritdoc/>
    public IAsyncEnumerable<FeedNotice> WatchAsync(CancellationToken ct = default) => _feed.WatchAsync(ct);

    /// <inheritdoc/>
    public ValueTask TellAsync(IReadOnlyList<string> messages, CancellationToken ct = default) => _feed.TellAsync(messages, ct);

    /// <inheritdoc/>
    public void BeginClosing()
    {
        if (Interlocked.Exchange(ref _closingBegan, 1) == 0)
            _closing.CancelAfter(ClosingPatience);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _store.Close();
        BeginClosing();
        await _loop.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    private async ValueTask WaitUntilReachedAsync()
    {
        try
        {
            await _reached.Task.WaitAsync(_closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new JournalUnavailableException("The journal was closed before its database was reached.", e);
        }
    }

    /// <summary>A name of this life of the server, by which it knows its own notifications.</summary>
    private static async ValueTask<string> NameAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.Command("SELECT gen_random_uuid()::text");
        return (string)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }
}
