using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoundTable.Server.Doors;
using RoundTable.Server.Hosting;
using RoundTable.Server.Limits;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Tests.Doors;

namespace RoundTable.Server.Tests.Limits;

public sealed class OutgoingMeterTests
{
    [Fact]
    public async Task WhatWaitsForASlowDoor_IsMeasuredInMessagesAndBytesUntilItIsGone()
    {
        using var line = new SilentLine();
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var meter = new ServerMeter(factory);
        var connections = new ConnectionCounts(Options.Create(new RoundTableOptions()));
        await using (var socket = new DoorSocket(line, new DoorOptions(), TimeProvider.System, meter, connections))
        {
            var running = socket.RunAsync(_ => ValueTask.CompletedTask);
            for (var i = 0; i < 4; i++)
                socket.Send(new byte[100]);

            // One is on its way already.
            Assert.Equal((3, 3, 300, 300), Look(factory));
            line.BeginToRead();
            line.SayGoodbye();
            await running;
        }

        Assert.Equal((0, 0, 0, 0), Look(factory));
    }

    private static (long All, long Longest, long Bytes, long Largest) Look(IMeterFactory factory)
    {
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == factory)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return (seen["roundtable.outgoing.waiting"], seen["roundtable.outgoing.longest"], seen["roundtable.outgoing.size"], seen["roundtable.outgoing.largest"]);
    }
}
