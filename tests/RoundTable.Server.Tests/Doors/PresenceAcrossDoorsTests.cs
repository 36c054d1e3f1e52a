using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Domain.Ids;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Doors;

public class PresenceAcrossDoorsTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public async Task Presence_OfAYjsClient_IsSeenAtTheHub_AndTheOtherWayRound()
    {
        await using var sanae = await Seat.TakeAsync(demo.Server, "Sanae");
        var peter = await demo.Server.EnterAsync("Peter");
        using var browser = peter.Browser;
        var here = sanae.LiveSection();
        await here.OpenAsync();
        var item = await here.AddAsync("Waar iedereen is");
        await here.SavedAsync();
        var client = await DoorClient.ConnectAsync(peter, here.Section);

        await client.SendAsync(State(4_000_000_123, $$$"""{"item":"{{{item}}}","typing":true,"user":{"id":"{{{sanae.Person}}}"}}"""));
        var seen = await sanae.Table.UpToAsync<PeopleShown>(e => e.People.Any(p => p.Item?.Value == item));
        Assert.Equal([new PersonPresence(peter.Desk.Person, new ItemId(item), true)], seen.People.Where(p => p.Item is not null));

        await sanae.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, new ItemId(item), true));
        var state = await client.NextStateAsync(s => s.Contains(sanae.Person.Value, StringComparison.Ordinal) && s.Contains(item, StringComparison.Ordinal));
        Assert.Contains("\"typing\":true", state);

        await client.DisposeAsync();

        await sanae.Table.NextAsync<PeopleShown>(e => e.People.All(p => p.Person != peter.Desk.Person));
    }

    private static byte[] State(ulong client, string json) =>
        Bodies.Awareness(new FrameWriter().Number(1).Number(client).Number(0).Text(json).Done());
}
