using Npgsql;

namespace RoundTable.Journal;

/// <summary>
/// A journal in a PostgreSQL database that several servers share. Each server commits its appends in groups; a row lock
/// on a stream's head keeps its numbers gap-free whoever writes. While the database is away appends wait, as many as the
/// options allow, and are written when it is back; what reads or takes work says that the store is down.
/// </summary>
public sealed partial class PostgresJournal : IJournal, IJournalFeed
{
    /// <summary>How long closing waits for a database that is away, for what was accepted before.</summary>
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(5);

    private readonly PostgresStore _store;
    private readonly StoreReader _reader;
    private readonly PostgresDueWork _dueWork;
    private readonly PostgresFeed _feed;
    private readonly CommitLoop _loop;
    private readonly CancellationTokenSource _closing;
    private bool _closed;

    private PostgresJournal(NpgsqlDataSource source, string server, PostgresJournalOptions options, TimeProvider time, JournalMeter? meter)
    {
        _closing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _store = new PostgresStore(source, time);
        _reader = new PostgresReader(_store);
        _dueWork = new PostgresDueWork(source);
        _feed = new PostgresFeed(_store, options.ConnectionString, server, time);
        var commit = new PostgresCommit(source, options.StallTimeout, server, time, _closing.Token);
        _loop = new CommitLoop(
            options.QueueCapacity, options.QueueBytes, options.MaxBatch, commit.RunAsync, isFinal: _ => false, time, meter);
    }

    /// <inheritdoc/>
    public int MaxMessageBytes => PostgresNotice.MaxMessageBytes;

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
            return new PostgresJournal(source, await NameAsync(source, ct).ConfigureAwait(false), options, time, meter);
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
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _store.Close();
        _closing.CancelAfter(ClosingPatience);
        await _loop.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    /// <summary>A name of this life of the server, by which it knows its own notifications.</summary>
    private static async ValueTask<string> NameAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.Command("SELECT gen_random_uuid()::text");
        return (string)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }
}
