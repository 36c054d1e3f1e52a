using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Doors;
using RoundTable.Server.Doors.Hocuspocus;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Limits;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

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

    [Fact]
    public async Task Shut_ThenItsTokenEnds_OthersOnTheSocketGoOn()
    {
        var time = new HeldTime(TimeSpan.FromMinutes(10));
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<TimeProvider>(time));
        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var (shut, other) = TwoOf(sanae);
        using var socket = await CollabSocket.ConnectAsync(server.Address);
        await OpenAsync(socket, sanae, shut);
        await EnterAsync(socket, sanae, other);

        await TakeOutAsync(server, sanae, shut);
        Assert.Contains(shut.Value, await socket.NextAsync(MessageType.Close));
        time.Advance(TimeSpan.FromMinutes(20));
        await EnterAsync(socket, sanae, other);
        time.Advance(TimeSpan.FromMinutes(15));

        await socket.OpenDocumentAsync(other);
        Assert.Contains(other.Value, await socket.NextAsync(MessageType.Sync));
    }

    [Fact]
    public async Task Shut_GivesItsPlacesBack()
    {
        await using var server = TableServer.Start(demo: true, settings: all =>
        {
            all["RoundTable:Doors:DocumentsPerPerson"] = "1";
            all["RoundTable:Doors:DocumentsPerSocket"] = "1";
        });
        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var (shut, other) = TwoOf(sanae);
        using var socket = await CollabSocket.ConnectAsync(server.Address);
        await OpenAsync(socket, sanae, shut);

        await TakeOutAsync(server, sanae, shut);
        await socket.NextAsync(MessageType.Close);

        await EnterAsync(socket, sanae, other);
    }

    private static (SectionId Shut, SectionId Other) TwoOf(Seat seat)
    {
        var sections = seat.Plan.Sections.Where(s => !s.Shielded).Select(s => s.Id).ToList();
        return (sections[0], sections[1]);
    }

    private static async Task EnterAsync(CollabSocket socket, Seat seat, SectionId section)
    {
        await socket.AuthenticateAsync(section, await CollabSocket.TokenAsync(seat.Guest, section));
        var answer = await socket.NextAsync(MessageType.Auth);
        Assert.True(answer.StartsWith((char)section.Value.Length + section.Value, StringComparison.Ordinal) && answer.Contains("read", StringComparison.Ordinal), answer);
    }

    private static async Task OpenAsync(CollabSocket socket, Seat seat, SectionId section)
    {
        await EnterAsync(socket, seat, section);
        await socket.OpenDocumentAsync(section);
        await socket.NextAsync(MessageType.Sync);
    }

    private static async Task TakeOutAsync(TableServer server, Seat seat, SectionId section)
    {
        var plan = server.Services.GetRequiredService<GrainHost>().Plan(seat.Plan.Id);
        var state = await plan.CallAsync(p => p.StateAsync());
        var (mode, audience) = (state.Section(section)!.Mode, state.Section(section)!.Audience.Where(p => p != seat.Person));
        Assert.Null(await plan.CallAsync(p => p.SetupAsync(Caller.Server(state.Director), "op-audience", new ChangeSection(section, mode, [.. audience]))));
    }
}
