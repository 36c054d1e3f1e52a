using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RoundTable.Grains.Tests;

/// <summary>Makes the meters of one table, and keeps what its counters counted and how often its histograms measured, by instrument and first tag.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counted = [];

    public TestMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this) && instrument is Counter<long> or Histogram<double>)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, by, tags, _) => Count(instrument, by, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Count(instrument, 1, tags));
        _listener.Start();
    }

    public Meter Create(MeterOptions options) => new(options.Name, options.Version, options.Tags, scope: this);

    public long Counted(string instrument, string tag) => _counted.GetValueOrDefault($"{instrument} {tag}");

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long by, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _counted.AddOrUpdate($"{instrument.Name} {(tags.IsEmpty ? "" : tags[0].Value)}", by, (_, so) => so + by);
}
