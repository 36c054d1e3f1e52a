using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace RoundTable.Journal.Tests;

/// <summary>A meter of a test's own, and what was measured with it, in order.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<JournalMeter>().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value)> _heard = [];

    internal Measurements()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((i, value, _, _) => _heard.Enqueue((i.Name, value)));
        _listener.SetMeasurementEventCallback<int>((i, value, _, _) => _heard.Enqueue((i.Name, value)));
        _listener.SetMeasurementEventCallback<long>((i, value, _, _) => _heard.Enqueue((i.Name, value)));
        _listener.Start();
        Meter = _services.GetRequiredService<JournalMeter>();
    }

    internal JournalMeter Meter { get; }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    internal IEnumerable<double> Of(string instrument) => _heard.Where(h => h.Instrument == instrument).Select(h => h.Value);
}
