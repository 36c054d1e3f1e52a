using System.Diagnostics.Metrics;

namespace RoundTable.Journal;

/// <summary>What a journal measures. No tag names a stream or a person.</summary>
public sealed class JournalMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "RoundTable.Journal";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    private static readonly InstrumentAdvice<int> Writes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] };

    private readonly Meter _meter;
    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _batch;
    private readonly Counter<long> _unavailable;

    /// <summary>Makes the instruments.</summary>
    public JournalMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _commit = _meter.CreateHistogram<double>("roundtable.journal.commit", "s", "Time from taking waiting writes to their being on disk", tags: null, Seconds);
        _batch = _meter.CreateHistogram<int>("roundtable.journal.batch", "{write}", "Writes that shared one transaction", tags: null, Writes);
        _unavailable = _meter.CreateCounter<long>("roundtable.journal.unavailable", "{write}", "Writes that the store did not commit or had no room for");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void WatchWaiting(Func<int> waiting) =>
        _meter.CreateObservableGauge("roundtable.journal.waiting", waiting, "{write}", "Writes that wait for a transaction");

    internal void Committed(int writes, TimeSpan time)
    {
        _batch.Record(writes);
        _commit.Record(time.TotalSeconds);
    }

    internal void Unavailable(int writes) => _unavailable.Add(writes);
}
