using System.Diagnostics.Metrics;

namespace RoundTable.Grains.Hosting;

/// <summary>What the grain host measures, by class of grain. No tag names a key.</summary>
public sealed class GrainMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "RoundTable.Grains";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    private readonly Meter _meter;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _turn;
    private readonly Counter<long> _overloaded;
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _overtaken;
    private readonly Histogram<double> _plansAsked;

    /// <summary>Makes the instruments.</summary>
    public GrainMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _active = _meter.CreateUpDownCounter<long>("roundtable.grains.active", "{grain}", "Active grains");
        _turn = _meter.CreateHistogram<double>("roundtable.grains.turn", "s", "Time that one turn took", tags: null, Seconds);
        _overloaded = _meter.CreateCounter<long>("roundtable.grains.overloaded", "{call}", "Calls that a full mailbox refused");
        _lag = _meter.CreateHistogram<double>("roundtable.replication.lag", "s", "Age of another server's record when this server takes it over", tags: null, Seconds);
        _overtaken = _meter.CreateCounter<long>("roundtable.replication.overtaken", "{batch}", "Batches of a section that went again because something else was on disk first");
        _plansAsked = _meter.CreateHistogram<double>("roundtable.presence.question", "s", "Time that the journal took to say where plans are, before it is shown who is in their sections", tags: null, Seconds);
    }

    /// <summary>A record that another server wrote is in memory here.</summary>
    /// <param name="of">Of what: "section", "plan", "meeting" or "subject".</param>
    /// <param name="age">Since its commit, by the clocks of the two servers; less than nothing counts as nothing.</param>
    public void Replicated(string of, TimeSpan age) =>
        _lag.Record(Math.Max(0, age.TotalSeconds), new KeyValuePair<string, object?>("of", of));

    /// <summary>A batch was not written, because something that it did not know of was on disk before it; it goes again.</summary>
    /// <param name="byPlan">Whether that was a change of the plan; otherwise it was what another server wrote in the section.</param>
    public void Overtaken(bool byPlan) => _overtaken.Add(1, new KeyValuePair<string, object?>("by", byPlan ? "plan" : "section"));

    /// <summary>The journal was asked where the plans are that have a picture of people to show.</summary>
    /// <param name="time">Until the answer, or until it was sure that there is none.</param>
    /// <param name="answered">Whether there was one; otherwise nobody was shown anybody.</param>
    public void PlansAsked(TimeSpan time, bool answered) =>
        _plansAsked.Record(time.TotalSeconds, new KeyValuePair<string, object?>("outcome", answered ? "answered" : "failed"));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Active(GrainId id, int change) => _active.Add(change, Tag(id));

    internal void Turn(GrainId id, TimeSpan time) => _turn.Record(time.TotalSeconds, Tag(id));

    internal void Overloaded(GrainId id) => _overloaded.Add(1, Tag(id));

    private static KeyValuePair<string, object?> Tag(GrainId id) => new("grain", id.Type.Name);
}
