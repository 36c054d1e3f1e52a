using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace RoundTable.Server.Tests.Harness;

/// <summary>What one server's instruments said.</summary>
internal sealed class MeterInbox : IDisposable
{
    private readonly ConcurrentQueue<(string Name, double Value, string? Tag)> _heard = new();
    private readonly MeterListener _listener = new();

    public MeterInbox(TableServer server)
    {
        var factory = server.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Hear(i.Name, value, tags));
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Hear(i.Name, value, tags));
        _listener.Start();
    }

    public double Sum(string name) => _heard.Where(h => h.Name == name).Sum(h => h.Value);

    public IReadOnlyList<string?> Tags(string name) => [.. _heard.Where(h => h.Name == name).Select(h => h.Tag)];

    /// <summary>What a gauge says now.</summary>
    public double Look(string name)
    {
        _listener.RecordObservableInstruments();
        return _heard.Last(h => h.Name == name).Value;
    }

    public void Dispose() => _listener.Dispose();

    private void Hear(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _heard.Enqueue((name, value, tags.Length > 0 ? tags[0].Value?.ToString() : null));
}
