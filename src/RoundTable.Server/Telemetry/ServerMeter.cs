using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RoundTable.Server.Telemetry;

/// <summary>What the server counts. No tag ever names a person, a plan or a text.</summary>
public sealed class ServerMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "RoundTable.Server";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _acknowledged;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _mails;
    private readonly Counter<long> _reached;
    private readonly Histogram<double> _acknowledgement;
    private readonly Histogram<double> _slowed;
    private readonly UpDownCounter<long> _connections;
    private readonly UpDownCounter<long> _sections;
    private readonly ConcurrentDictionary<IOutgoing, bool> _outgoing = [];

    /// <summary>Makes the instruments.</summary>
    public ServerMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _connections = _meter.CreateUpDownCounter<long>("roundtable.connections", "{connection}", "Live connections of the hub and the doors");
        _sections = _meter.CreateUpDownCounter<long>("roundtable.sections.open", "{section}", "Sections that live connections of the hub and the doors have open, each connection counted");
        _acknowledgement = _meter.CreateHistogram<double>(
            "roundtable.updates.acknowledgement", "s", "Time from an edit's coming in over the hub or a door to its acknowledgement as durable", tags: null, Seconds);
        _acknowledged = _meter.CreateCounter<long>("roundtable.updates.acknowledged", "{update}", "Edits acknowledged as durable");
        _refused = _meter.CreateCounter<long>("roundtable.refusals", "{refusal}", "Refusals by code");
        _resyncs = _meter.CreateCounter<long>("roundtable.resyncs", "{resync}", "Connections that were too slow and opened a section again");
        _slowed = _meter.CreateHistogram<double>("roundtable.limits.wait", "s", "How long edits and moves beyond a rate were made to wait, by limit");
        _reached = _meter.CreateCounter<long>("roundtable.limits.reached", "{time}", "Limits that were met without a refusal, by limit");
        _mails = _meter.CreateCounter<long>("roundtable.mails", "{mail}", "Mails by outcome");
        _meter.CreateObservableGauge("roundtable.outgoing.waiting", () => Waiting.Sum(w => (long)w.Messages), "{message}", "Messages that wait to be sent to connections of the hub and the doors");
        _meter.CreateObservableGauge("roundtable.outgoing.longest", () => Waiting.Select(w => (long)w.Messages).DefaultIfEmpty().Max(), "{message}", "Messages that wait for the slowest connection");
        _meter.CreateObservableGauge("roundtable.outgoing.size", () => Waiting.Sum(w => w.Bytes), "By", "Bytes that wait to be sent to connections of the hub and the doors");
        _meter.CreateObservableGauge("roundtable.outgoing.largest", () => Waiting.Select(w => w.Bytes).DefaultIfEmpty().Max(), "By", "Bytes that wait for the connection with the most");
    }

    /// <summary>A connection came or went.</summary>
    public void Connections(int change) => _connections.Add(change);

    /// <summary>A connection opened a section or closed it.</summary>
    public void Sections(int change) => _sections.Add(change);

    private IEnumerable<(int Messages, long Bytes)> Waiting => _outgoing.Select(connection => connection.Key.Waiting);

    /// <summary>What waits for this connection counts from now on; it is asked when somebody measures.</summary>
    internal void Watch(IOutgoing connection) => _outgoing[connection] = true;

    /// <summary>The connection is gone.</summary>
    internal void Unwatch(IOutgoing connection) => _outgoing.TryRemove(connection, out _);

    /// <summary>An edit is durable.</summary>
    /// <param name="time">Since it came in; null when that is not known.</param>
    public void Acknowledged(TimeSpan? time)
    {
        _acknowledged.Add(1);
        if (time is { } taken)
            _acknowledgement.Record(taken.TotalSeconds);
    }

    /// <summary>A rule said no.</summary>
    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>A slow connection lost frames and was told so.</summary>
    public void Resync() => _resyncs.Add(1);

    /// <summary>Somebody was faster than a limit and waited: "person", "section" or "socket".</summary>
    public void Slowed(string limit, TimeSpan wait) => _slowed.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("limit", limit));

    /// <summary>A limit was met and nothing was refused: one of <see cref="ReachedLimits"/>.</summary>
    public void Reached(string limit) => _reached.Add(1, new KeyValuePair<string, object?>("limit", limit));

    /// <summary>A mail was due, and this came of it: one of <see cref="MailOutcomes"/>.</summary>
    public void Mail(string outcome) => _mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
