using RoundTable.Journal;

namespace RoundTable.Server.Hosting;

/// <summary>
/// Ends the process when the journal can never be written to again in it: a supervisor starts another one, which opens
/// and recovers the file. A process that lives on would serve old pages and lose every word. So it is with SQLite only: a
/// PostgreSQL that is away comes back, and what waits for it is then written.
/// </summary>
internal sealed partial class JournalWatch(StoredJournal store, IHostApplicationLifetime lifetime, ILogger<JournalWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store.Journal is not SqliteJournal sqlite)
            return;
        try
        {
            var failure = await sqlite.Failed.WaitAsync(stoppingToken);
            LogFailed(logger, failure.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    [LoggerMessage(5202, LogLevel.Critical, "The journal has failed and takes no more writes; the server stops, to be started again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
