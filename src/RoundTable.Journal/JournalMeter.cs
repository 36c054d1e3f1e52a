using System.Diagnostics.Metrics;

namespace RoundTable.Journal;

/// <summary>What a journal measures. No tag names a stream or a person.</summary>
public sealed class JournalMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "RoundTable.Journal";

    private readonly Meter _meter;
    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _batch;
    private readonly Counter<long> _unavailable;

    /// <summary>Makes the instruments.</summary>
    public JournalMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _commit = _meter.CreateHistogram<double>("roundtable.journal.commit", "s", "Time from taking waiting writes to their being on disk");
        _batch = _meter.CreateHistogram<int>("roundtable.journal.batch", "{write}", "Writes that shared one transaction");
        _unavailable = _meter.CreateCounter<long>("roundtable.journal.unavailable", "{write}", "Writes that the store did not commit or had no room for");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Committed(int writes, TimeSpan time)
    {
        _batch.Record(writes);
        _commit.Record(time.TotalSeconds);
    }

    internal void Unavailable(int writes) => _unavailable.Add(writes);
}
