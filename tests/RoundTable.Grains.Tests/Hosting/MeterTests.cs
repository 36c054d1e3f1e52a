using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RoundTable.Grains.Hosting;

namespace RoundTable.Grains.Tests.Hosting;

public sealed class MeterTests
{
    private readonly ConcurrentQueue<(string Instrument, double Value, object? Grain)> _heard = [];

    [Fact]
    public async Task Host_ActivationsAndTurns_AreMeasuredByClass()
    {
        var time = new ManualTime();
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<GrainMeter>().AddSingleton<Diary>().BuildServiceProvider();
        using var listener = Listen(services.GetRequiredService<IMeterFactory>());
        var host = new GrainHost(new(), time, services, NullLogger<GrainHost>.Instance, services.GetRequiredService<GrainMeter>());

        await host.Get<CounterGrain>("k").CallAsync(
            g =>
            {
                time.Advance(TimeSpan.FromMilliseconds(20));
                return g.AddAsync();
            },
            TestContext.Current.CancellationToken);
        await host.DisposeAsync();

        Assert.Equal(
            [
                ("roundtable.grains.active", 1.0, nameof(CounterGrain)),
                ("roundtable.grains.turn", 0.02, nameof(CounterGrain)),
                ("roundtable.grains.active", -1.0, nameof(CounterGrain)),
            ],
            _heard);
    }

    private MeterListener Listen(IMeterFactory factory)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == factory)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => _heard.Enqueue((i.Name, value, tags[0].Value)));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => _heard.Enqueue((i.Name, value, tags[0].Value)));
        listener.Start();
        return listener;
    }
}
