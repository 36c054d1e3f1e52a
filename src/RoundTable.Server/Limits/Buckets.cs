using System.Collections.Concurrent;

namespace RoundTable.Server.Limits;

/// <summary>A bucket per key, kept only while it is not full.</summary>
internal sealed class Buckets<TKey>(double perSecond, double burst)
    where TKey : notnull
{
    private const int SweepAfter = 1_000;
    private readonly ConcurrentDictionary<TKey, TokenBucket> _buckets = [];
    private int _added;

    /// <summary>How many are kept.</summary>
    public int Count => _buckets.Count;

    /// <inheritdoc cref="TokenBucket.Take"/>
    public TimeSpan? Take(TKey key, double cost, TimeSpan now, TimeSpan longest)
    {
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            if (Interlocked.Increment(ref _added) % SweepAfter == 0)
                Sweep(now);
            bucket = _buckets.GetOrAdd(key, _ => new TokenBucket(perSecond, burst));
        }

        return bucket.Take(cost, now, longest);
    }

    private void Sweep(TimeSpan now)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsFull(now))
                _buckets.TryRemove(KeyValuePair.Create(key, bucket));
        }
    }
}
