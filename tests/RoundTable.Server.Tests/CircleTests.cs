using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>What the director arranges over HTTP: protection, separate rooms, shielding, handing over.</summary>
public class CircleTests
{
    private static readonly DateOnly Later = new(2040, 1, 1);

    [Fact]
    public async Task Protection_SetOverHttp_SeparatesThemAndGuardsTheWord()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Miriam");
        await using var priscilla = await Seat.TakeAsync(server, "Priscilla");
        await using var hans = await Seat.TakeAsync(server, "Hans");
        var shared = hans.Plan.Sections.First(s => s.CanWrite && !s.Audience.Contains(priscilla.Person) || s.CanWrite);
        var section = hans.Section(shared.Id);
        await section.OpenAsync();

        await DoAsync(director, "protections", new ProtectionBody([priscilla.Person], [hans.Person], [], "nieuw adres", ["Kastanjelaan"], "Zij wil het niet.", Later));

        var view = await hans.Table.NextAsync<PlanView>(p => p.Sections.Where(s => s.Audience.Contains(priscilla.Person)).All(s => s.Mode == SectionMode.Released));
        Assert.Empty(view.Protections);
        Assert.Contains((await director.Table.NextAsync<PlanView>(p => p.Protections.Any(r => r.Words.Contains("Kastanjelaan")))).Protections, r => r.ReviewOn == Later);
    }

    [Fact]
    public async Task Alias_GivenToSomebodyLater_IsWhatReachesTheOtherFromThenOn()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var tom = director.Plan.People.Single(p => p.Name.StartsWith("Tom", StringComparison.Ordinal));
        var name = father.Plan.People.Single(p => p.Id == tom.Id).Name;

        await DoAsync(director, $"people/{tom.Id}/shielding", new ShieldingBody("medewerker", [father.Person], []));

        var now = await father.Table.NextAsync<PlanView>(p => p.People.Any(o => o.Id == tom.Id && o.Name == "medewerker"));
        Assert.Equal((null, null), (now.People.Single(p => p.Id == tom.Id).Organisation, now.People.Single(p => p.Id == tom.Id).Relation));
        Assert.Empty(now.Shieldings);
        var seen = (await father.Guest.Browser.GetAsync($"/api/plans/{director.Plan.Id}")).Content;
        Assert.DoesNotContain(name, await seen.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(name, (await director.Table.NextAsync<PlanView>(p => p.Shieldings.Any(s => s.Person == tom.Id))).People.Single(p => p.Id == tom.Id).Name);

        await DoAsync(director, $"people/{tom.Id}/shielding", new ShieldingBody(null, [], [father.Person]));
        await father.Table.NextAsync<PlanView>(p => p.People.All(o => o.Id != tom.Id));
    }

    [Fact]
    public async Task SeparateRooms_PlannedOverHttp_DoNotKnowOfEachOther()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var at = new DateTimeOffset(2040, 1, 1, 10, 0, 0, TimeSpan.Zero);

        var planned = await (await director.Guest.Browser.PostAsync(
            $"/api/plans/{director.Plan.Id}/meetings",
            new PlanMeetingBody(MeetingKind.Evaluation, at, [mother.Person], OtherRooms: [new RoomBody(at.AddHours(2), [father.Person])]))).ReadAsync<MeetingPlannedReply>();

        var his = (await father.Table.OpenMeetingAsync(planned.Meeting)).View!;
        Assert.Equal(at.AddHours(2), his.StartsAt);
        Assert.DoesNotContain(Assert.Single(his.Rooms).Participants, p => p.Person == mother.Person);
        Assert.Equal(2, (await director.Table.OpenMeetingAsync(planned.Meeting)).View!.Rooms.Count);
    }

    [Fact]
    public async Task Invitation_ToAPlannedMeeting_ReachesThatPersonAndTheirRoom_AndTheOtherRoomHearsNothing()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var at = new DateTimeOffset(2040, 1, 1, 10, 0, 0, TimeSpan.Zero);
        var meetings = $"/api/plans/{director.Plan.Id}/meetings";
        var planned = (await (await director.Guest.Browser.PostAsync(
            meetings, new PlanMeetingBody(MeetingKind.Evaluation, at, [mother.Person], OtherRooms: [new RoomBody(at.AddHours(2), [director.Person])]))).ReadAsync<MeetingPlannedReply>()).Meeting;
        var rooms = (await director.Table.OpenMeetingAsync(planned)).View!.Rooms;
        Assert.NotNull((await mother.Table.OpenMeetingAsync(planned)).View);
        Assert.Null((await father.Table.OpenMeetingAsync(planned)).View);

        await DoAsync(director, $"meetings/{planned}/people", new InviteToMeetingBody(father.Person, rooms.Single(r => r.Participants.All(p => p.Person != mother.Person)).Id));

        var his = await father.Table.NextAsync<PlanView>(p => p.Meetings.Any(m => m.Id == planned));
        Assert.Equal(at.AddHours(2), his.Meetings.Single(m => m.Id == planned).StartsAt);
        Assert.DoesNotContain(Assert.Single((await father.Table.OpenMeetingAsync(planned)).View!.Rooms).Participants, p => p.Person == mother.Person);
        Assert.DoesNotContain(Assert.Single((await mother.Table.OpenMeetingAsync(planned)).View!.Rooms).Participants, p => p.Person == father.Person);
    }

    [Fact]
    public async Task ShieldedSection_OpenedOverHttp_ExistsForItsReadersOnly()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var body = new OpenSectionBody([mother.Person], "Zij vertelt dit later zelf.", mother.Person, Later);

        var opened = await (await director.Guest.Browser.PostAsync($"/api/plans/{director.Plan.Id}/sections", body)).ReadAsync<SectionOpenedReply>();

        await mother.Table.NextAsync<PlanView>(p => p.Sections.Any(s => s.Id == opened.Section && s.CanWrite && s.Shielded));
        Assert.Equal("section.not-a-reader", (await father.Table.OpenSectionAsync(opened.Section)).Refusal?.Code);
        await DoAsync(director, $"sections/{opened.Section}/audience", new AudienceBody([]));
        await mother.Table.NextAsync<PlanView>(p => p.Sections.All(s => s.Id != opened.Section));
        Assert.Equal("section.not-a-reader", (await mother.Table.OpenSectionAsync(opened.Section)).Refusal?.Code);
    }

    [Fact]
    public async Task Audience_OfASectionWithAWordThatANewReaderMayNotKnow_StaysAsItIs()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var body = new OpenSectionBody([mother.Person], "Zij vertelt dit later zelf.", mother.Person, Later);
        var opened = await (await director.Guest.Browser.PostAsync($"/api/plans/{director.Plan.Id}/sections", body)).ReadAsync<SectionOpenedReply>();
        await mother.Table.NextAsync<PlanView>(p => p.Sections.Any(s => s.Id == opened.Section));
        var section = mother.Section(opened.Section);
        await section.OpenAsync();
        var item = await section.AddAsync("Wij zijn nu in de Vlierstraat.");
        await section.SavedAsync();
        var audience = $"/api/plans/{director.Plan.Id}/sections/{opened.Section}/audience";

        var answer = await director.Guest.Browser.PostAsync(audience, new AudienceBody([mother.Person, father.Person]));

        Assert.Equal((422, "section.protected-word"), await answer.ProblemAsync());
        Assert.Equal("section.not-a-reader", (await father.Table.OpenSectionAsync(opened.Section)).Refusal?.Code);
        await section.EditAsync(() => ((Yjs.YText)((Yjs.YMap)section.Doc.GetMap("items").Get(item)!).Get("text")!).Delete(14, 16));
        await section.SavedAsync();
        await DoAsync(director, $"sections/{opened.Section}/audience", new AudienceBody([mother.Person, father.Person]));
        Assert.Null((await father.Table.OpenSectionAsync(opened.Section)).Refusal);
        Assert.DoesNotContain("Vlierstraat", father.Table.Frames.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_ReleasedByAProtectionThatEnded_IsTypedInAgainWhenTheDirectorSaysSo()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        var tom = director.Plan.People.Single(p => p.Name.StartsWith("Tom", StringComparison.Ordinal)).Id;
        var opened = await (await director.Guest.Browser.PostAsync(
            $"/api/plans/{director.Plan.Id}/sections", new OpenSectionBody([mother.Person, tom], "Zij vertelt dit later zelf.", mother.Person, Later))).ReadAsync<SectionOpenedReply>();
        await mother.Table.NextAsync<PlanView>(p => p.Sections.Any(s => s.Id == opened.Section && s.CanWrite));
        var protection = new ProtectionId("by-mistake");
        await DoAsync(director, "protections", new ProtectionBody([mother.Person], [tom], [], "waar zij werkt", ["Kastanjelaan"], "Een vergissing.", Later, protection));
        await mother.Table.NextAsync<PlanView>(p => p.Sections.Any(s => s.Id == opened.Section && s is { Mode: SectionMode.Released, CanWrite: false }));
        var path = $"sections/{opened.Section}/audience";
        var again = new AudienceBody([mother.Person, tom], Live: true);

        var early = await director.Guest.Browser.PostAsync($"/api/plans/{director.Plan.Id}/{path}", again);

        Assert.Equal((422, "section.must-be-released"), await early.ProblemAsync());
        await DoAsync(director, $"protections/{protection}/end", new ReasonBody("Het was een ander."));
        await DoAsync(director, path, new AudienceBody([mother.Person, tom]));
        Assert.Contains((await (await director.Guest.Browser.GetAsync($"/api/plans/{director.Plan.Id}")).ReadAsync<PlanView>()).Sections, s => s.Id == opened.Section && s.Mode == SectionMode.Released);
        await DoAsync(director, path, again);
        await mother.Table.NextAsync<PlanView>(p => p.Sections.Any(s => s.Id == opened.Section && s.CanWrite));
        var section = mother.Section(opened.Section);
        await section.OpenAsync();
        await section.AddAsync("Hier schrijf ik weer.");
        await section.SavedAsync();
    }

    [Fact]
    public async Task Handover_OverHttp_NeedsBoth()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        var people = $"/api/plans/{director.Plan.Id}/people";
        var next = await (await director.Guest.Browser.PostAsync(people, new AddPersonBody("Nieuwe Regisseur", PersonRole.CaseDirector))).ReadAsync<PersonAddedReply>();
        var invitation = await (await director.Guest.Browser.PostAsync($"{people}/{next.Person}/invitation")).ReadAsync<InvitationReply>();
        using var browser = server.Browse();
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(invitation.Link!), invitation.Code))).ReadAsync<EnterReply>();
        var accept = $"/api/plans/{director.Plan.Id}/handover/acceptance";
        Assert.Equal((422, "plan.no-handover"), await (await browser.PostAsync(accept)).ProblemAsync());

        await DoAsync(director, "handover", new HandoverBody(next.Person));
        Assert.True((await director.Table.NextAsync<PlanView>(p => p.OfferedTo == next.Person)).Rights.Manage);
        await DoAsync(director, "handover", new HandoverBody(director.Person));
        await director.Table.NextAsync<PlanView>(p => p.OfferedTo is null);
        Assert.Equal((422, "plan.no-handover"), await (await browser.PostAsync(accept)).ProblemAsync());
        await DoAsync(director, "handover", new HandoverBody(next.Person));
        (await browser.PostAsync(accept)).EnsureSuccessStatusCode();

        Assert.False((await director.Table.NextAsync<PlanView>(p => !p.Rights.Manage)).Rights.Chair);
        Assert.Equal((403, "plan.not-director"), await (await director.Guest.Browser.PostAsync(people, new AddPersonBody("X", PersonRole.Child))).ProblemAsync());
    }

    [Fact]
    public async Task Handover_ToSomebodyFromWhomAnotherIsKeptSafe_IsRefusedAndSaysWhyToTheDirectorOnly()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        var plan = $"/api/plans/{director.Plan.Id}";
        var next = await (await director.Guest.Browser.PostAsync($"{plan}/people", new AddPersonBody("Nieuwe Regisseur", PersonRole.CaseDirector))).ReadAsync<PersonAddedReply>();
        var invitation = await (await director.Guest.Browser.PostAsync($"{plan}/people/{next.Person}/invitation")).ReadAsync<InvitationReply>();
        using var browser = server.Browse();
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(invitation.Link!), invitation.Code))).ReadAsync<EnterReply>();
        await DoAsync(director, "handover", new HandoverBody(next.Person));
        var mother = director.Plan.People.Single(p => p.Name.StartsWith("Nadia", StringComparison.Ordinal)).Id;
        await DoAsync(director, "protections", new ProtectionBody([mother], [next.Person], [], "waar zij woont", ["Zeestraat"], "reden", new DateOnly(2030, 1, 1)));

        Assert.Equal((422, "handover.not-possible"), await (await browser.PostAsync($"{plan}/handover/acceptance")).ProblemAsync());
        Assert.True((await (await director.Guest.Browser.GetAsync(plan)).ReadAsync<PlanView>()).Rights.Manage);

        var other = await (await director.Guest.Browser.PostAsync($"{plan}/people", new AddPersonBody("Derde Regisseur", PersonRole.CaseDirector))).ReadAsync<PersonAddedReply>();
        await DoAsync(director, "handover", new HandoverBody(other.Person));
        Assert.Equal((422, "handover.kept-from"), await (await director.Guest.Browser.PostAsync($"{plan}/handover", new HandoverBody(next.Person))).ProblemAsync());
    }

    private static async Task DoAsync(Seat director, string path, object body) =>
        (await director.Guest.Browser.PostAsync($"/api/plans/{director.Plan.Id}/{path}", body)).EnsureSuccessStatusCode();
}
