namespace RoundTable.Server.Limits;

/// <summary>
/// So much per second over time, and so much at once. Who takes more than there is goes into debt and waits until it is
/// paid, so that nobody is passed over by somebody who asks for less. Safe for concurrent callers.
/// </summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private readonly double _perSecond;
    private readonly double _burst;
    private double _left;
    private TimeSpan _at;

    /// <summary>A full one.</summary>
    /// <param name="perSecond">How much comes back per second.</param>
    /// <param name="burst">How much it holds.</param>
    public TokenBucket(double perSecond, double burst)
    {
        _perSecond = perSecond;
        _burst = burst;
        _left = burst;
    }

    /// <summary>Takes a cost.</summary>
    /// <param name="cost">How much.</param>
    /// <param name="now">The time on any clock that only goes forward.</param>
    /// <param name="longest">The longest wait that makes sense.</param>
    /// <returns>How long to wait; null when that would be longer than <paramref name="longest"/>, and nothing was taken.</returns>
    public TimeSpan? Take(double cost, TimeSpan now, TimeSpan longest)
    {
        lock (_lock)
        {
            Refill(now);
            var left = _left - cost;
            var wait = left >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-left / _perSecond);
            if (wait > longest)
                return null;
            _left = left;
            return wait;
        }
    }

    /// <summary>Whether nothing is owed and nothing taken: a new one would be the same.</summary>
    public bool IsFull(TimeSpan now)
    {
        lock (_lock)
        {
            Refill(now);
            return _left >= _burst;
        }
    }

    private void Refill(TimeSpan now)
    {
        if (now <= _at)
            return;
        _left = Math.Min(_burst, _left + ((now - _at).TotalSeconds * _perSecond));
        _at = now;
    }
}
