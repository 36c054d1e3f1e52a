using Microsoft.Extensions.Options;
using RoundTable.Journal;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Erasure;

/// <summary>
/// Runs the clock of retention, and cuts off who has a plan open that was erased, also by another server.
/// What fails is tried again at the next look.
/// </summary>
internal sealed partial class RetentionWorker(
    IHostApplicationLifetime lifetime, StoreStart store, Retention retention, CutOff cutOff, IOptions<RoundTableOptions> options, TimeProvider time, ILogger<RetentionWorker> logger)
    : BackgroundService
{
    // Looking at every plan waits until those who were cut off by a restart are back.
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Vault.Fresh, time);
        var interval = options.Value.Retention.Interval;
        var wait = interval < AfterStart ? TimeSpan.Zero : AfterStart;
        var last = time.GetTimestamp();
        try
        {
            await lifetime.ListensAsync(stoppingToken);
            await store.Reached.WaitAsync(stoppingToken);
            do
            {
                await GoOnAsync(cutOff.RunAsync, stoppingToken);
                if (time.GetElapsedTime(last) < wait)
                    continue;
                last = time.GetTimestamp();
                wait = interval;
                await GoOnAsync(() => retention.RunAsync(stoppingToken), stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task GoOnAsync(Func<Task> part, CancellationToken ct)
    {
        try
        {
            await part();
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(5501, LogLevel.Error, "Retention could not do its work; it tries again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
