using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Doors;

/// <summary>Reads a hasty client more slowly: a bucket of four seconds' worth of frames. Not safe for concurrent callers.</summary>
internal sealed class Pace(int perSecond, TimeProvider time, ServerMeter meter)
{
    private const double BurstSeconds = 4;
    private double _left = perSecond * BurstSeconds;
    private long _seen = time.GetTimestamp();

    /// <summary>Counts a frame; waits when there were too many.</summary>
    public ValueTask TakeAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var now = time.GetTimestamp();
        _left = Math.Min(perSecond * BurstSeconds, _left + (time.GetElapsedTime(_seen, now).TotalSeconds * perSecond));
        _seen = now;
        return --_left >= 0 ? ValueTask.CompletedTask : WaitAsync(TimeSpan.FromSeconds(-_left / perSecond), ct);
    }

    private ValueTask WaitAsync(TimeSpan wait, CancellationToken ct)
    {
        meter.Slowed("socket", wait);
        return new ValueTask(Task.Delay(wait, time, ct));
    }
}
