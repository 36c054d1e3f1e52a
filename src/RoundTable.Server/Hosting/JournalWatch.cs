using RoundTable.Journal;

namespace RoundTable.Server.Hosting;

/// <summary>
/// Ends the process when the journal can never be written to again in it: a supervisor starts another one, which opens
/// and recovers the file. A process that lives on would serve old pages and lose every word. A PostgreSQL that is away comes back, and
/// what waits for it is then written; not so one that comes back on another timeline, without what this process remembers.
/// </summary>
internal sealed partial class JournalWatch(StoredJournal store, IHostApplicationLifetime lifetime, ILogger<JournalWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (FailedAsync(store.Journal) is not { } failed)
            return;
        try
        {
            var failure = await failed.WaitAsync(stoppingToken);
            LogFailed(logger, failure.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private static Task<Exception>? FailedAsync(IJournal journal) => journal switch
    {
        SqliteJournal sqlite => sqlite.Failed,
        PostgresJournal postgres => postgres.Failed,
        _ => null,
    };

    [LoggerMessage(5202, LogLevel.Critical, "The journal has failed and takes no more writes; the server stops, to be started again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
