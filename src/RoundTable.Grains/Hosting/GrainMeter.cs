using System.Diagnostics.Metrics;

namespace RoundTable.Grains.Hosting;

/// <summary>What the grain host measures, by class of grain. No tag names a key.</summary>
public sealed class GrainMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "RoundTable.Grains";

    private readonly Meter _meter;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _turn;
    private readonly Counter<long> _overloaded;

    /// <summary>Makes the instruments.</summary>
    public GrainMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _active = _meter.CreateUpDownCounter<long>("roundtable.grains.active", "{grain}", "Active grains");
        _turn = _meter.CreateHistogram<double>("roundtable.grains.turn", "s", "Time that one turn took");
        _overloaded = _meter.CreateCounter<long>("roundtable.grains.overloaded", "{call}", "Calls that a full mailbox refused");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Active(GrainId id, int change) => _active.Add(change, Tag(id));

    internal void Turn(GrainId id, TimeSpan time) => _turn.Record(time.TotalSeconds, Tag(id));

    internal void Overloaded(GrainId id) => _overloaded.Add(1, Tag(id));

    private static KeyValuePair<string, object?> Tag(GrainId id) => new("grain", id.Type.Name);
}
