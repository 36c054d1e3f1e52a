using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Server.Doors;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

/// <summary>What the hub's limits are at the doors, and what doors have of their own.</summary>
public sealed class DoorLimitsTests
{
    private const string TooManyConnections = "request.too-many-connections";

    // At a rate that a slow and busy machine is still faster than.
    [Fact]
    public async Task Edits_FasterThanTheRate_AllComeThroughAndAreMeasured()
    {
        const int Edits = 8;
        await using var server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:Limits:PersonEditsPerSecond"] = "2";
            settings["RoundTable:Limits:PersonEditBurst"] = "2";
        });
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        await using var client = await DoorClient.ConnectAsync(sanae.Guest, sanae.LiveSection().Section);

        for (var i = 0; i < Edits; i++)
            await client.EditAsync(doc => DoorClient.AddItem(doc, $"i-00000000000000{i:00}"));
        for (var i = 0; i < Edits; i++)
            await client.NextAsync(MessageType.Update);

        Assert.Contains("person", meter.Tags("roundtable.limits.wait"));
        Assert.Equal(Edits, meter.Sum("roundtable.updates.acknowledged"));
        Assert.Equal(Edits, meter.Tags("roundtable.updates.acknowledgement").Count);
        Assert.True(meter.Sum("roundtable.updates.acknowledgement") >= meter.Sum("roundtable.limits.wait"), "who waits is not counted as waiting");
        Assert.Equal(0, meter.Sum("roundtable.resyncs"));
    }

    [Fact]
    public async Task Edits_SoFastThatTheWaitMakesNoSense_SendTheClientBackWithAReasonAndLoseNothing()
    {
        await using var server = TableServer.Start(
            demo: true,
            settings: settings =>
            {
                settings["RoundTable:Limits:PersonEditsPerSecond"] = "1";
                settings["RoundTable:Limits:PersonEditBurst"] = "2";
                settings["RoundTable:Limits:LongestWait"] = "00:00:00.100";
            },
            services: services => services.AddSingleton<TimeProvider>(new StandingTime()));
        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        await using var client = await DoorClient.ConnectAsync(sanae.Guest, sanae.LiveSection().Section);

        for (var i = 0; i < 3; i++)
            await client.EditAsync(doc => DoorClient.AddItem(doc, $"i-000000000000000{i}"));

        await client.ClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCodes.TryAgainLater, client.CloseStatus);
        Assert.Equal("section.too-fast", client.CloseReason);
    }

    [Fact]
    public async Task Connections_OfHubAndDoors_CountTogether()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:ConnectionsPerPerson"] = "2");
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        await using var second = await DoorClient.ConnectAsync(sanae.Guest, section);

        using var third = await CollabSocket.ConnectAsync(server.Address);
        await third.AuthenticateAsync(section, await CollabSocket.TokenAsync(sanae.Guest, section));
        Assert.Contains(TooManyConnections, await third.NextAsync(MessageType.Auth), StringComparison.Ordinal);
        await using var fourth = await sanae.Guest.ConnectAsync();
        Assert.Contains(TooManyConnections, (await fourth.NextAsync<ClosedEvent>()).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_OfSomebodyWithNothingOpenAnyMore_CountsUntilItCloses()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:ConnectionsPerPerson"] = "2");
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        var token = await CollabSocket.TokenAsync(sanae.Guest, section);
        using var idle = await CollabSocket.ConnectAsync(server.Address);
        await idle.AuthenticateAsync(section, token);
        await idle.NextAsync(MessageType.Auth);
        await idle.CloseDocumentAsync(section);
        await idle.NextAsync(MessageType.Close);

        using var next = await CollabSocket.ConnectAsync(server.Address);
        await next.AuthenticateAsync(section, token);
        Assert.Contains(TooManyConnections, await next.NextAsync(MessageType.Auth), StringComparison.Ordinal);

        idle.Dispose();
        await LetInAsync(server, section, token);
    }

    [Fact]
    public async Task Strangers_OfOneAddress_LeavePlacesForOthers()
    {
        await using var server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:Doors:SocketsBeforeTokenPerAddress"] = "2";
            settings["RoundTable:Doors:TokenDeadline"] = "00:05:00";
            settings["RoundTable:Proxies:0"] = "127.0.0.1";
        });
        using var one = await CollabSocket.ConnectAsync(server.Address, from: "2001:db8:1:2::1");
        using var two = await CollabSocket.ConnectAsync(server.Address, from: "2001:db8:1:2:ffff::2");

        await Assert.ThrowsAsync<WebSocketException>(() => CollabSocket.ConnectAsync(server.Address, from: "2001:db8:1:2::3"));

        using var other = await CollabSocket.ConnectAsync(server.Address, from: "203.0.113.1");
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        await other.AuthenticateAsync(section, await CollabSocket.TokenAsync(sanae.Guest, section));
        await other.NextAsync(MessageType.Auth);
    }

    [Fact]
    public async Task Strangers_OfOneHolder_LeavePlacesForOthers()
    {
        await using var server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:Doors:SocketsBeforeToken"] = "8";
            settings["RoundTable:Doors:SocketsBeforeTokenPerAddress"] = "1";
            settings["RoundTable:Doors:TokenDeadline"] = "00:05:00";
            settings["RoundTable:Proxies:0"] = "127.0.0.1";
        });
        using var one = await CollabSocket.ConnectAsync(server.Address, from: "2001:db8:1:2::1");
        using var two = await CollabSocket.ConnectAsync(server.Address, from: "2001:db8:1:3::1");

        await Assert.ThrowsAsync<WebSocketException>(() => CollabSocket.ConnectAsync(server.Address, from: "2001:db8:1:4::1"));

        using var neighbour = await CollabSocket.ConnectAsync(server.Address, from: "2001:db8:2:2::1");
        using var other = await CollabSocket.ConnectAsync(server.Address, from: "203.0.113.1");
        using var another = await CollabSocket.ConnectAsync(server.Address, from: "203.0.113.2");
        using var third = await CollabSocket.ConnectAsync(server.Address, from: "203.0.113.3");
    }

    /// <summary>The server hears of the end of a socket a moment after the client.</summary>
    private static async Task LetInAsync(TableServer server, Domain.Ids.SectionId section, string token)
    {
        using var deadline = new CancellationTokenSource(Patience.Enough);
        while (true)
        {
            Assert.False(deadline.IsCancellationRequested, "the place of a closed socket did not become free");
            using var again = await CollabSocket.ConnectAsync(server.Address);
            await again.AuthenticateAsync(section, token);
            if (!(await again.NextAsync(MessageType.Auth)).Contains(TooManyConnections, StringComparison.Ordinal))
                return;
        }
    }
}
