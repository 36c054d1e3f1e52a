using Npgsql;

namespace RoundTable.Journal;

/// <summary>
/// A journal in a PostgreSQL database that several servers share. Each server commits its appends in groups; a row lock
/// on a stream's head keeps its numbers gap-free whoever writes. A broken connection fails what was on it, and the next
/// call connects again.
/// </summary>
public sealed partial class PostgresJournal : IJournal, IJournalFeed
{
    private readonly PostgresStore _store;
    private readonly StoreReader _reader;
    private readonly PostgresDueWork _dueWork;
    private readonly PostgresFeed _feed;
    private readonly CommitLoop _loop;
    private bool _closed;

    private PostgresJournal(NpgsqlDataSource source, PostgresJournalOptions options, TimeProvider time, JournalMeter? meter)
    {
        _store = new PostgresStore(source);
        _reader = new PostgresReader(_store);
        _dueWork = new PostgresDueWork(source);
        _feed = new PostgresFeed(options.ConnectionString, time);
        var commit = new PostgresCommit(source, options.StallTimeout, time);
        _loop = new CommitLoop(options.QueueCapacity, options.MaxBatch, commit.RunAsync, isFinal: _ => false, time, meter);
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
        var source = NpgsqlDataSource.Create(options.PooledConnectionString);
        try
        {
            await PostgresSchema.UpgradeAsync(source, ct).ConfigureAwait(false);
            return new PostgresJournal(source, options, time, meter);
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
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _store.Close();
        await _loop.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
    }
}
