using RoundTable.Sessions.Sections.History;

namespace RoundTable.Grains.Sections;

/// <summary>Ties moments to records: a moment shows the section as its last record until then left it.</summary>
/// <param name="moments">The moments; those without a record are looked for by their time.</param>
internal sealed class MomentSearch(IReadOnlyList<PastMoment> moments)
{
    private readonly List<PastMoment> _found = [.. moments.Where(m => m.Seq > 0)];
    private readonly Queue<PastMoment> _sought = new(moments.Where(m => m.Seq == 0).OrderBy(m => m.At));
    private long _last;

    /// <summary>The times at which a step must end.</summary>
    public IEnumerable<DateTimeOffset> Marks { get; } = [.. moments.Where(m => m.Seq == 0).Select(m => m.At)];

    /// <summary>The records with which a step must end.</summary>
    public IReadOnlySet<long> Ends { get; } = moments.Where(m => m.Seq > 0).Select(m => m.Seq).ToHashSet();

    /// <summary>The next record goes by.</summary>
    public void Pass(PastRecord record)
    {
        while (_sought.TryPeek(out var moment) && moment.At < record.At)
        {
            Find(_sought.Dequeue());
        }

        _last = record.Record.Seq;
    }

    /// <summary>Every moment at which there was something, the latest first. When all records went by.</summary>
    public IReadOnlyList<PastMoment> Found()
    {
        while (_sought.TryDequeue(out var moment))
        {
            Find(moment);
        }

        return [.. _found.OrderByDescending(m => m.At)];
    }

    private void Find(PastMoment moment)
    {
        if (_last > 0)
            _found.Add(moment with { Seq = _last });
    }
}
