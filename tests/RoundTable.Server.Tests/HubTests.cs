using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests;

public sealed class HubTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private readonly TableServer _server = demo.Server;

    [Fact]
    public async Task Edit_OfOne_IsAcknowledgedAndReachesTheOther()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        var (here, there) = Side(sanae, peter);
        await here.OpenAsync();
        await there.OpenAsync();

        var item = await here.AddAsync("Samen lezen 📚 voor het slapen.");
        await here.SavedAsync();
        await there.TakeUpdateAsync();

        Assert.Equal("Samen lezen 📚 voor het slapen.", there.TextOf(item));
    }

    [Fact]
    public async Task Presence_OfOne_IsToldToTheOtherByTheServersWord()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        var (here, there) = Side(sanae, peter);
        await here.OpenAsync();
        await there.OpenAsync();
        var item = await here.AddAsync("Een zin.");
        await here.SavedAsync();

        await sanae.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, new ItemId(item), true));

        var seen = await peter.Table.NextAsync<PeopleShown>(e => e.People.Any(p => p.Item?.Value == item));
        Assert.Equal([new PersonPresence(sanae.Person, new ItemId(item), true)], seen.People.Where(p => p.Item is not null));
    }

    [Fact]
    public async Task Presence_OfWhoOnlyHasTheSectionOpen_IsNotTold()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        var (here, there) = Side(sanae, peter);
        await here.OpenAsync();
        await there.OpenAsync();
        await sanae.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, null, true));
        await peter.Table.NextAsync<PeopleShown>(e => e.People.Any(p => p.Person == sanae.Person));

        await peter.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(there.Section, null, true));

        var first = await sanae.Table.NextAsync<PeopleShown>(e => e.People.Any(p => p.Person == peter.Person));
        Assert.Equal([new PersonPresence(peter.Person, null, true)], first.People);
    }

    [Fact]
    public async Task Presence_OfOneWhoMoves_IsAllThatTheOthersAreTold_AndOneWhoComesIsToldOfEverybody()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        await using var els = await Seat.TakeAsync(_server, "Els");
        var (here, there) = Side(sanae, peter);
        await here.OpenAsync();
        await there.OpenAsync();
        foreach (var seat in new[] { sanae, peter })
            await seat.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, null, true));
        await sanae.Table.NextAsync<PeopleShown>(e => e.People.Any(p => p.Person == peter.Person));
        await peter.Table.NextAsync<PeopleShown>(e => e.People.Any(p => p.Person == sanae.Person));

        await els.Section(here.Section).OpenAsync();
        var first = await els.Table.NextAsync<PresenceEvent>();
        Assert.Null(first.Gone);
        Assert.Superset(new HashSet<PersonId> { sanae.Person, peter.Person }, first.People.Select(p => p.Person).ToHashSet());

        await els.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, null, true));
        var told = await peter.Table.NextAsync<PresenceEvent>(e => e.People.Any(p => p.Person == els.Person));
        Assert.Equal([new PersonPresence(els.Person, null, true)], told.People);
        Assert.DoesNotContain(sanae.Person, told.Gone!);

        await els.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, null, false));
        Assert.Empty((await peter.Table.NextAsync<PresenceEvent>(e => e.Gone?.Contains(els.Person) is true)).People);
        await peter.Table.NextAsync<PeopleShown>(e => e.People.All(p => p.Person != els.Person) && e.People.Any(p => p.Person == sanae.Person));
        foreach (var seat in new[] { sanae, peter, els })
        {
            var presence = seat.Table.Frames.Since(0).Where(frame => frame.Contains("\"target\":\"Presence\"", StringComparison.Ordinal));
            Assert.DoesNotContain(presence, frame => frame.Contains($"\"{seat.Person}\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Presence_AfterAnotherOpening_IsToldAlsoWhenNobodyIsThere()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        var alone = sanae.Section(sanae.Plan.Sections.First(section => section.CanWrite).Id);
        for (var opening = 1; opening <= 2; opening++)
        {
            await alone.OpenAsync();
            Assert.Empty((await sanae.Table.NextAsync<PeopleShown>(e => e.Section == alone.Section)).People);
        }
    }

    [Fact]
    public async Task Update_ThatIsMalformed_IsRefusedAndTheOthersNoticeNothing()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        var (bad, other) = Side(sanae, peter);
        await bad.OpenAsync();
        await other.OpenAsync();
        var before = other.Doc.EncodeStateVector();

        await sanae.Table.PushAsync(bad.Section, 1, [1, 2, 3, 4, 5, 255, 255, 255]);
        Assert.Equal("section.malformed", (await sanae.Table.NextAsync<RefusedEvent>(e => e.Number == 1)).Refusal.Code);
        await sanae.Table.PushAsync(bad.Section, 2, Foreign("items", new string('a', 65 * 1024)));
        Assert.Equal("section.too-large", (await sanae.Table.NextAsync<RefusedEvent>(e => e.Number == 2)).Refusal.Code);
        await sanae.Table.PushAsync(bad.Section, 3, Foreign("letters"));
        Assert.Equal("section.schema", (await sanae.Table.NextAsync<RefusedEvent>(e => e.Number == 3)).Refusal.Code);

        await AssertNothingHappenedAsync(other, before);
    }

    [Fact]
    public async Task Update_UnderSomebodyElsesClientId_IsRefused()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        var (thief, owner) = Side(sanae, peter);
        await owner.OpenAsync();
        var item = await owner.AddAsync("Dit schreef Peter.");
        await owner.SavedAsync();
        var forged = new SectionClient(sanae.Table, thief.Section, owner.Doc.ClientId);
        await forged.OpenAsync();
        var before = owner.Doc.EncodeStateVector();

        await forged.InsertAsync(item, 0, "Niet waar: ");

        Assert.Equal("section.foreign-client", (await sanae.Table.NextAsync<RefusedEvent>()).Refusal.Code);
        await AssertNothingHappenedAsync(owner, before);
    }

    [Fact]
    public async Task Update_IntoASectionOfReleasedItems_IsRefused()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        var circle = sanae.Section(sanae.Plan.Sections.First(section => section.Mode == SectionMode.Released).Id);
        await circle.OpenAsync();

        await circle.AddAsync("Zomaar.");

        Assert.Equal("section.read-only", (await sanae.Table.NextAsync<RefusedEvent>()).Refusal.Code);
    }

    [Fact]
    public async Task Message_ThatIsTooLarge_ClosesOnlyItsSender()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        var (big, other) = Side(sanae, peter);
        await big.OpenAsync();
        await other.OpenAsync();
        var before = other.Doc.EncodeStateVector();

        await sanae.Table.PushAsync(big.Section, 1, new byte[200 * 1024]);

        await sanae.Table.NextAsync<ClosedEvent>();
        await AssertNothingHappenedAsync(other, before);
    }

    [Fact]
    public async Task Send_ThatCannotBeRead_ClosesOnlyItsSender()
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        await using var peter = await Seat.TakeAsync(_server, "Peter");

        await sanae.Table.Hub.SendAsync("PushUpdate", new { section = "x", number = 1, update = "%%%" });

        await sanae.Table.NextAsync<ClosedEvent>();
        Assert.Null((await peter.Table.OpenPlanAsync(peter.Plan.Id)).Refusal);
    }

    [Theory]
    [InlineData("""{"kind":"becomeKing"}""")]
    [InlineData("""{"kind":"setReady","room":"ROOM","ready":true,"more":1}""")]
    [InlineData("""{"kind":"setReady","room":"ROOM"}""")]
    [InlineData("""{"kind":"setReady","room":"../../etc","ready":true}""")]
    [InlineData("""{"kind":"moveToPhase","room":"ROOM","phase":3}""")]
    public async Task Command_ThatCannotBeRead_FailsAndTheConnectionStays(string command)
    {
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        using var json = System.Text.Json.JsonDocument.Parse(command.Replace("ROOM", peter.Room.Value, StringComparison.Ordinal));
        var request = new { meeting = peter.Meeting.Id, operation = "op-1", command = json.RootElement };

        await Assert.ThrowsAsync<HubException>(() => peter.Table.Hub.InvokeAsync<CommandReply>("MeetingCommand", request));

        Assert.Null((await peter.Table.OpenPlanAsync(peter.Plan.Id)).Refusal);
    }

    [Fact]
    public async Task Command_OutOfPhaseOrOfSomebodyElse_IsRefused()
    {
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        var score = new GiveScore(peter.Room, 1, 5, null, "", "", ScoreInputMode.Self, ScoreVisibility.Everyone);

        Assert.Equal("meeting.not-admitted", (await peter.TryAsync(score))?.Code);
        Assert.Equal("meeting.not-chair", (await peter.TryAsync(new MoveToPhase(peter.Room, MeetingPhase.Scoring)))?.Code);
        Assert.Equal("meeting.not-chair", (await peter.TryAsync(new CloseMeeting(null, "klaar")))?.Code);
    }

    [Fact]
    public async Task Push_IntoASectionThatIsNotOpen_IsRefused()
    {
        await using var peter = await Seat.TakeAsync(_server, "Peter");

        await peter.Table.PushAsync(peter.Plan.Sections[0].Id, 7, Foreign("items"));

        Assert.Equal("section.not-a-reader", (await peter.Table.NextAsync<RefusedEvent>(e => e.Number == 7)).Refusal.Code);
    }

    [Fact]
    public async Task Hub_WithoutSessionOrFromAnotherSite_IsClosedToYou()
    {
        var guest = await _server.EnterAsync("Peter");

        await Assert.ThrowsAnyAsync<Exception>(() => TableClient.ConnectAsync(_server.Address, new System.Net.CookieContainer()));
        await Assert.ThrowsAnyAsync<Exception>(
            () => TableClient.ConnectAsync(_server.Address, guest.Browser.Cookies, "https://elsewhere.example"));
        await using var own = await TableClient.ConnectAsync(
            _server.Address, guest.Browser.Cookies, _server.Address.GetLeftPart(UriPartial.Authority));
        Assert.Null((await own.OpenPlanAsync(guest.Plan)).Refusal);
    }

    // The section that both type in: the side of the mother.
    private static (SectionClient, SectionClient) Side(Seat one, Seat other)
    {
        var shared = one.Plan.Sections.First(s => s.CanWrite && !s.Shielded && other.Plan.Sections.Any(o => o.Id == s.Id)).Id;
        return (one.Section(shared), other.Section(shared));
    }

    private static byte[] Foreign(string root, string value = "b")
    {
        var doc = new Doc(77);
        doc.GetMap(root).Set("a", value);
        return doc.EncodeStateAsUpdate();
    }

    // Whoever joins now gets exactly what the other has: nothing was added, and the other heard nothing before that.
    private static async Task AssertNothingHappenedAsync(SectionClient other, byte[] before)
    {
        var reply = await other.OpenAsync();
        Assert.Equal(before, other.Doc.EncodeStateVector());
        Assert.Equal(before.Order(), reply.StateVector.Order());
    }
}
