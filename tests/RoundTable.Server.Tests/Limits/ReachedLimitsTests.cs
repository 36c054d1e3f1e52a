using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Limits;

/// <summary>Whoever runs the server also sees limits that refuse nothing.</summary>
public sealed class ReachedLimitsTests
{
    private const string Reached = "roundtable.limits.reached";

    [Fact]
    public async Task StateVector_LongerThanIsCompared_AtTheHubAndAtADoor()
    {
        await using var server = await DemoServer.StartAsync(settings: all => all["RoundTable:Limits:StateVectorBytes"] = "1024");
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        await using var door = await DoorClient.ConnectAsync(sanae.Guest, section);
        Assert.Empty(meter.Tags(Reached));
        var vector = StateVectorOf(clients: 500);
        Assert.InRange(vector.Length, 1025, 16 * 1024);

        Assert.Null((await sanae.Table.OpenSectionAsync(section, vector)).Refusal);
        Assert.Equal(["state-vector"], meter.Tags(Reached));

        await door.SendAsync(Bodies.Sync(MessageType.Step1, vector));
        await door.NextAsync(MessageType.Step2);
        Assert.Equal(["state-vector", "state-vector"], meter.Tags(Reached));
    }

    [Fact]
    public async Task Door_WhoseClientDoesNotAnswerAPing()
    {
        await using var server = await DemoServer.StartAsync(settings: all =>
        {
            all["RoundTable:Doors:Heartbeat"] = "00:00:00.100";
            all["RoundTable:Doors:Patience"] = "00:00:00.100";
        });
        using var meter = new MeterInbox(server);
        using var socket = await CollabSocket.ConnectAsync(server.Address);

        // It answers only while it reads.
        await Patience.UntilAsync("the server gave the client up", () => meter.Tags(Reached).Contains("patience"));

        await Patience.UntilAsync("the connection is gone", () => meter.Sum("roundtable.connections") == 0);
        Assert.Equal(["patience"], meter.Tags(Reached));
    }

    [Fact]
    public async Task Door_WhoseClientGoesAway_IsNotCounted()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        using (await CollabSocket.ConnectAsync(server.Address))
            await Patience.UntilAsync("the connection is there", () => meter.Sum("roundtable.connections") == 1);

        await Patience.UntilAsync("the connection is gone", () => meter.Sum("roundtable.connections") == 0);

        Assert.Empty(meter.Tags(Reached));
    }

    private static byte[] StateVectorOf(int clients)
    {
        var doc = new Doc(1);
        for (var i = 0; i < clients; i++)
        {
            var one = new Doc((ulong)(1_000_000 + i));
            one.GetText("t").Insert(0, "x");
            doc.ApplyUpdate(one.EncodeStateAsUpdate());
        }

        return doc.EncodeStateVector();
    }
}
