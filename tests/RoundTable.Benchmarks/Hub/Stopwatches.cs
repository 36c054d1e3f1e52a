using System.Collections.Concurrent;
using System.Diagnostics;

namespace RoundTable.Benchmarks.Hub;

/// <summary>When each edit was sent, and when it arrived at each of the others. Edits are known by client id and clock.</summary>
internal sealed class Stopwatches(int receivers)
{
    private readonly ConcurrentDictionary<(ulong Client, long Clock), Edit> _edits = [];
    private readonly ConcurrentQueue<double> _screens = new();
    private readonly ConcurrentQueue<double> _lastScreens = new();
    private readonly ConcurrentQueue<double> _acknowledged = new();
    private readonly ConcurrentQueue<double> _late = new();
    private int _open;

    /// <summary>Milliseconds from an edit's sending to its arrival at each of the others.</summary>
    public IReadOnlyCollection<double> Screens => _screens;

    /// <summary>Milliseconds from an edit's sending to its arrival at the last of the others.</summary>
    public IReadOnlyCollection<double> LastScreens => _lastScreens;

    /// <summary>Milliseconds from an edit's sending to the word that it is durable.</summary>
    public IReadOnlyCollection<double> AcknowledgedAfter => _acknowledged;

    /// <summary>Milliseconds that keystrokes were sent after they were due: what this program itself adds.</summary>
    public IReadOnlyCollection<double> Late => _late;

    /// <summary>Edits that have not arrived everywhere, and edits that are not acknowledged.</summary>
    public int Open => Volatile.Read(ref _open);

    public void Sent(ulong client, long clock, long now, TimeSpan late)
    {
        Interlocked.Add(ref _open, 2);
        _edits[(client, clock)] = new(now);
        _late.Enqueue(late.TotalMilliseconds);
    }

    public void Arrived(ulong client, long clock, long now)
    {
        if (!_edits.TryGetValue((client, clock), out var edit))
            return;
        var after = Stopwatch.GetElapsedTime(edit.Sent, now).TotalMilliseconds;
        _screens.Enqueue(after);
        if (Interlocked.Increment(ref edit.Arrived) == receivers)
        {
            _lastScreens.Enqueue(after);
            Interlocked.Decrement(ref _open);
        }
    }

    public void Acknowledged(long sent, long now)
    {
        _acknowledged.Enqueue(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
        Interlocked.Decrement(ref _open);
    }

    private sealed class Edit(long sent)
    {
        public readonly long Sent = sent;
        public int Arrived;
    }
}
