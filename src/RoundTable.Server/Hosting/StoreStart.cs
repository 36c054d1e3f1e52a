using RoundTable.Journal;
using RoundTable.Server.Erasure;
using RoundTable.Server.Security;

namespace RoundTable.Server.Hosting;

/// <summary>
/// Reaches the store at the start. A database that is away is waited for: the server listens meanwhile, says that it is alive and
/// not ready, and answers what it is asked with <c>server.unavailable</c>. What somebody has to mend, such as keys that do not open the
/// journal or a database of a newer version, ends the server. Erasures that a copy of the keys undid are done again before anybody is served.
/// </summary>
internal sealed partial class StoreStart(
    StoredJournal store, IJournal journal, Vault vault, Retention retention, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<StoreStart> logger)
    : BackgroundService
{
    // The first time, before anybody hears that the server is alive.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // There may be a schema to change, and there may be many keys.
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(10);

    // There may be many reports of erasure to read.
    private static readonly TimeSpan PatienceForErasures = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _waits;

    /// <summary>Completes when the store was reached, its keys fit, and what was erased is erased.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Whether the server listens and waits for that: until then nobody is served.</summary>
    public bool Waits => _waits;

    /// <summary>Tries once, so that a fault that is there at the start is one line (<see cref="StartFault"/>).</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the grains are disposed, whose turns may wait for a database that is away, or that came back as one that cannot be used.
        lifetime.ApplicationStopping.Register(store.Journal.BeginClosing);
        _waits = !await TryAsync(Patience, cancellationToken);
        if (_waits)
            LogAway(logger);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reaches the journal and its keys, or says why not.</summary>
    /// <exception cref="JournalUnavailableException">One is away, or not as it must be.</exception>
    public static async Task ReachAsync(IServiceProvider services, CancellationToken ct)
    {
        await ReachAsync(services.GetRequiredService<StoredJournal>(), ct);
        await CheckKeysAsync(services.GetRequiredService<IJournal>(), services.GetRequiredService<Vault>(), ct);
    }

    /// <summary>Reaches the journal to read it, of whatever version up to our own, and its keys.</summary>
    /// <exception cref="JournalUnavailableException">One is away, or not as it must be.</exception>
    public static async Task ReachToReadAsync(IServiceProvider services, CancellationToken ct)
    {
        await ReachToReadAsync(services.GetRequiredService<StoredJournal>(), ct);
        await CheckKeysAsync(services.GetRequiredService<IJournal>(), services.GetRequiredService<Vault>(), ct);
    }

    /// <summary>Reaches the journal as it is stored to read it, without its keys.</summary>
    /// <exception cref="JournalUnavailableException">It is away, or not as it must be.</exception>
    public static async Task ReachToReadAsync(StoredJournal store, CancellationToken ct)
    {
        if (store.Journal is PostgresJournal postgres)
            await postgres.ReachToReadAsync(ct);
    }

    private static async Task ReachAsync(StoredJournal store, CancellationToken ct)
    {
        if (store.Journal is PostgresJournal postgres)
            await postgres.ReachAsync(ct);
    }

    // A journal that was put back without its keys would otherwise get new ones, and nobody would notice before a family's table.
    private static async Task CheckKeysAsync(IJournal journal, Vault vault, CancellationToken ct)
    {
        await vault.CheckAsync(ct);
        try
        {
            await foreach (var _ in journal.ReadAsync(Directors.Stream, ct: ct))
                break;
        }
        catch (Exception e) when (e is MissingKeyException or InvalidDataException)
        {
            throw new JournalUnavailableException("The keys are not those of this journal; put them back (ops/backup.md).", e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!Reached.IsCompleted)
            {
                await Task.Delay(Pause, time, stoppingToken);
                if (await TryAsync(LongPatience, stoppingToken))
                    LogReached(logger);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task<bool> TryAsync(TimeSpan patience, CancellationToken ct)
    {
        try
        {
            await InTimeAsync(patience, ReachAsync, ct);
            await InTimeAsync(PatienceForErasures, retention.EraseAgainAsync, ct);
        }
        catch (JournalUnavailableException e) when (e.MayPass)
        {
            return false;
        }

        _waits = false;
        _reached.TrySetResult();
        return true;
    }

    private async Task ReachAsync(CancellationToken ct)
    {
        await ReachAsync(store, ct);
        await CheckKeysAsync(journal, vault, ct);
    }

    private async Task InTimeAsync(TimeSpan patience, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        using var over = new CancellationTokenSource(patience, time);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct, over.Token);
        try
        {
            await work(late.Token);
        }
        catch (OperationCanceledException e) when (over.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new JournalUnavailableException("The store did not answer in time.", new TimeoutException("It said nothing.", e));
        }
    }

    [LoggerMessage(5203, LogLevel.Warning, "The database is away; the server waits for it, and is not ready until then.")]
    private static partial void LogAway(ILogger logger);

    [LoggerMessage(5204, LogLevel.Information, "The database is there.")]
    private static partial void LogReached(ILogger logger);

    [LoggerMessage(5205, LogLevel.Critical, "The database is there, and this server cannot work with it; it stops.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
