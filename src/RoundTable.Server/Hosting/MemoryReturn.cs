namespace RoundTable.Server.Hosting;

/// <summary>
/// Gives memory back to the machine when the server has grown quiet after work. The collector lets what nobody uses lie until
/// it needs room, and a server where everybody has gone home needs none: without this it would stay as large as its busiest hour.
/// </summary>
internal sealed class MemoryReturn(TimeProvider time) : BackgroundService
{
    /// <summary>Bytes allocated since the last collection that make one worth its pause.</summary>
    internal const long Worthwhile = 8 * 1024 * 1024;

    /// <summary>A server that allocates less than this between two looks is quiet.</summary>
    internal const long Quiet = 512 * 1024;

    /// <summary>How many quiet looks in a row there must be.</summary>
    internal const int QuietLooks = 2;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);
    private long _collected;
    private long _before;
    private int _quiet;

    /// <summary>Looks at how much was allocated since the start; whether now is the moment to collect.</summary>
    internal bool Look(long allocated)
    {
        _quiet = allocated - _before < Quiet ? _quiet + 1 : 0;
        _before = allocated;
        if (_quiet < QuietLooks || allocated - _collected < Worthwhile)
            return false;
        _collected = allocated;
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (Look(GC.GetTotalAllocatedBytes()))
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
