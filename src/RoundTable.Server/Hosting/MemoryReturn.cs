namespace RoundTable.Server.Hosting;

/// <summary>
/// Gives memory back to the machine when the server has grown quiet after work. The collector lets what nobody uses lie until
/// it needs room, and a server where everybody has gone home needs none: without this it would stay as large as its busiest hour.
/// </summary>
internal sealed class MemoryReturn(TimeProvider time) : BackgroundService
{
    /// <summary>Bytes allocated since the last collection that make one worth its pause.</summary>
    internal const long Worthwhile = 8 * 1024 * 1024;

    /// <summary>The pause grows with what is in use, so of that at least one in so many bytes must have been allocated since.</summary>
    internal const int WorthwhileShare = 4;

    /// <summary>A server that allocates less than this between two looks is quiet.</summary>
    internal const long Quiet = 256 * 1024;

    /// <summary>How many quiet looks in a row there must be.</summary>
    internal const int QuietLooks = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.25);
    private long _collected;
    private long _inUse;
    private long _before;
    private int _quiet;

    /// <summary>Looks at how much was allocated since the start; whether now is the moment to collect.</summary>
    internal bool Look(long allocated)
    {
        _quiet = allocated - _before < Quiet ? _quiet + 1 : 0;
        _before = allocated;
        return _quiet >= QuietLooks && allocated - _collected >= Math.Max(Worthwhile, _inUse / WorthwhileShare);
    }

    /// <summary>Notes a collection.</summary>
    /// <param name="allocated">How much was allocated since the start.</param>
    /// <param name="inUse">How much of it is in use.</param>
    internal void Collected(long allocated, long inUse) => (_collected, _inUse) = (allocated, inUse);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (!Look(GC.GetTotalAllocatedBytes()))
                    continue;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                FreedMemory.GiveBack();
                Collected(GC.GetTotalAllocatedBytes(), GC.GetTotalMemory(forceFullCollection: false));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
