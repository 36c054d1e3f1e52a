using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoundTable.Server.Doors;
using RoundTable.Server.Doors.Hocuspocus;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Limits;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Tests.Doors;

public class DoorShutTests
{
    private const string Code = "section.not-a-reader";

    [Fact]
    public async Task Shut_WhatWaitsOfTheDocumentAndWhatWasUnderWay_IsNotSent()
    {
        using var line = new SilentLine();
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meter = new ServerMeter(services.GetRequiredService<IMeterFactory>());
        await using var socket = new DoorSocket(line, new DoorOptions(), TimeProvider.System, meter, new ConnectionCounts(Options.Create(new RoundTableOptions())));
        var shut = new HocuspocusVoice(socket, new Address("section-a"));
        var other = new HocuspocusVoice(socket, new Address("section-b"));
        other.Say(Encoding.UTF8.GetBytes("on the line already"));
        shut.Say(Encoding.UTF8.GetBytes("a slow line holds this"));
        other.Say(Encoding.UTF8.GetBytes("of another document"));
        shut.Say(new SharedBody(Encoding.UTF8.GetBytes("for many")));

        shut.Shut(Code);
        shut.Say(Encoding.UTF8.GetBytes("an answer that was under way"));
        shut.Say(new SharedBody(Encoding.UTF8.GetBytes("for many")));
        other.Say(Encoding.UTF8.GetBytes("the other goes on"));
        var running = socket.RunAsync(_ => ValueTask.CompletedTask);
        line.BeginToRead();

        Assert.EndsWith("on the line already", await line.NextAsync());
        Assert.EndsWith("of another document", await line.NextAsync());
        Assert.EndsWith(Code, await line.NextAsync());
        Assert.EndsWith(Code, await line.NextAsync());
        Assert.EndsWith("the other goes on", await line.NextAsync());
        line.SayGoodbye();
        await running;
        Assert.False(line.HasMore);
    }
}
