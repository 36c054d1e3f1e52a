using System.Diagnostics.Metrics;

namespace RoundTable.Server.Telemetry;

/// <summary>What the server counts. No tag ever names a person, a plan or a text.</summary>
public sealed class ServerMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "RoundTable.Server";

    private readonly Meter _meter;
    private readonly Counter<long> _acknowledged;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _mails;
    private readonly UpDownCounter<long> _connections;

    /// <summary>Makes the instruments.</summary>
    public ServerMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _connections = _meter.CreateUpDownCounter<long>("roundtable.connections", "{connection}", "Live hub connections");
        _acknowledged = _meter.CreateCounter<long>("roundtable.updates.acknowledged", "{update}", "Edits acknowledged as durable");
        _refused = _meter.CreateCounter<long>("roundtable.refusals", "{refusal}", "Refusals by code");
        _resyncs = _meter.CreateCounter<long>("roundtable.resyncs", "{resync}", "Connections that were too slow and opened a section again");
        _mails = _meter.CreateCounter<long>("roundtable.mails", "{mail}", "Mails by outcome");
    }

    /// <summary>A connection came or went.</summary>
    public void Connections(int change) => _connections.Add(change);

    /// <summary>An edit is durable.</summary>
    public void Acknowledged() => _acknowledged.Add(1);

    /// <summary>A rule said no.</summary>
    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>A slow connection lost frames and was told so.</summary>
    public void Resync() => _resyncs.Add(1);

    /// <summary>A mail was sent, failed or was refused.</summary>
    public void Mail(string outcome) => _mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
