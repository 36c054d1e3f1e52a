using System.Collections.Concurrent;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>What was looked at, so that a run that looked at nothing fails.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, long> _counts = [];

    public long this[string what] => _counts.GetValueOrDefault(what);

    public void Add(string what, long count = 1) => _counts.AddOrUpdate(what, count, (_, before) => before + count);

    public override string ToString() => string.Join(", ", _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
}
