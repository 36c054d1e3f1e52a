namespace RoundTable.Grains.Tests;

/// <summary>A clock that stands still until a test moves it; timers fire inside <see cref="Advance"/>, in order of time.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How many timers are going to fire.</summary>
    internal int Armed
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count(t => t.Next is not null);
            }
        }
    }

    /// <summary>Moves the clock and fires what is due on the way.</summary>
    internal void Advance(TimeSpan by)
    {
        var end = _now + by;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        _now = end;
    }

    /// <summary>Moves the clock at once, as a machine that slept: what is due fires once, then.</summary>
    internal void Jump(TimeSpan by)
    {
        List<Timer> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(t => t.Next <= _now).OrderBy(t => t.Next)];
            foreach (var timer in due)
                timer.Next = timer.Period > TimeSpan.Zero ? _now + timer.Period : null;
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private Timer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Next <= end).MinBy(t => t.Next);
            if (next is not null)
            {
                _now = next.Next!.Value;
                next.Next = next.Period > TimeSpan.Zero ? _now + next.Period : null;
            }

            return next;
        }
    }

    private sealed class Timer(ManualTime time, Action fire) : ITimer
    {
        internal DateTimeOffset? Next { get; set; }

        internal TimeSpan Period { get; private set; }

        internal void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                time._timers.Add(this);
                Next = dueTime < TimeSpan.Zero ? null : time._now + dueTime;
                Period = period;
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
