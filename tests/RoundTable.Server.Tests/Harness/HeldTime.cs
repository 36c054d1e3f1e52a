namespace RoundTable.Server.Tests.Harness;

/// <summary>The real clock, but a timer that is set for so long or longer rings only when the test moves the clock on.</summary>
/// <param name="atLeast">From how long a timer is held.</param>
internal sealed class HeldTime(TimeSpan atLeast) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<Held> _held = [];
    private TimeSpan _by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Held(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on and rings, in the caller's thread, what is due until then.</summary>
    public void Advance(TimeSpan by)
    {
        List<Held> due;
        lock (_lock)
        {
            _by += by;
            due = [.. _held.Where(t => t.At <= GetUtcNow())];
            _held.ExceptWith(due);
        }

        foreach (var timer in due)
            timer.Ring();
    }

    private sealed class Held(HeldTime time, TimerCallback callback, object? state) : ITimer
    {
        private readonly ITimer _short = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        private TimeSpan _period;

        public DateTimeOffset At { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._held.Remove(this);
                _period = period;
                if (dueTime < time.AtLeast)
                    return _short.Change(dueTime, period);
                At = time.GetUtcNow() + dueTime;
                return time._held.Add(this) && _short.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        public void Ring()
        {
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            callback(state);
        }

        public void Dispose()
        {
            lock (time._lock)
                time._held.Remove(this);
            _short.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            lock (time._lock)
                time._held.Remove(this);
            return _short.DisposeAsync();
        }
    }

    private TimeSpan AtLeast => atLeast;
}
