using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>Delivery and access ask for a ground in real time (BR-60, BR-62, F33, F35), in casebook family A.</summary>
public class SharingTests
{
    [Fact]
    public async Task Parent_BroughtInWithADateOfBirth_IsAskedForConsentLikeAnybody()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        var plan = $"/api/plans/{director.Plan.Id}";
        var added = await (await director.Guest.Browser.PostAsync($"{plan}/people", new AddPersonBody("Rob", PersonRole.ParentWithAuthority, BirthDate: new DateOnly(2012, 1, 1)))).ReadAsync<PersonAddedReply>();
        var tom = director.Plan.People.Single(p => p.Name.StartsWith("Tom", StringComparison.Ordinal)).Id;
        var consent = new AskConsentBody(ConsentKind.ShareData, [added.Person], [tom], [DataCategory.Safety], "Om te weten of het veilig is.");

        Assert.Equal((422, "consent.dates"), await (await director.Guest.Browser.PostAsync($"{plan}/consents", consent with { ValidUntil = DateOnly.MaxValue })).ProblemAsync());
        Assert.Equal((422, "consent.dates"), await (await director.Guest.Browser.PostAsync($"{plan}/consents", consent with { From = DateOnly.MaxValue })).ProblemAsync());
        (await director.Guest.Browser.PostAsync($"{plan}/consents", consent)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Minutes_ForAPartyWithoutAGround_WaitUntilTheDirectorGivesOne()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await MeetAsync(meeting);
        var plan = await meeting.Chair.Table.NextAsync<PlanView>(p => p.Deliveries.Count > 0 && p.Deliveries.All(d => d.State != DeliveryState.Queued));
        var clinic = plan.People.Single(p => p.Name == "GGZ Rivierenhof");
        var blocked = Assert.Single(plan.Deliveries, d => d.State == DeliveryState.Blocked && d.BlockedBy == BlockedBy.Basis);
        Assert.Equal(clinic.Id, blocked.Recipient);
        Assert.Contains(plan.Tasks, t => t.Kind == TaskKind.AskBasis && t.About == blocked.Id.Value);
        Assert.Empty(Mailbox.To(server.Data, "ggz.rivierenhof@post.example"));

        var director = meeting.Chair.Guest.Browser;
        var basis = new LegalBasisBody("no-such-basis", "Nodig voor de behandeling.", "Alleen dit verslag.", [clinic.Id], WhyNotInformed: "Nadia weet het al.");
        Assert.Equal((422, "legal-basis.unknown"), await (await director.PostAsync($"/api/plans/{plan.Id}/legal-bases", basis)).ProblemAsync());
        (await director.PostAsync($"/api/plans/{plan.Id}/legal-bases", basis with { Code = "public-task" })).EnsureSuccessStatusCode();

        plan = await meeting.Chair.Table.NextAsync<PlanView>(p => p.Deliveries.Any(d => d.Id == blocked.Id && d.State == DeliveryState.Sent));
        Assert.Single(Mailbox.To(server.Data, "ggz.rivierenhof@post.example"));
        Assert.DoesNotContain(plan.Tasks, t => t.About == blocked.Id.Value);
    }

    [Fact]
    public async Task Minutes_ThatWaitedForWeeks_AskToReactWithinAWeekOfTheirComing()
    {
        var time = new ShiftedTime();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<TimeProvider>(time));
        await server.ReadyAsync();
        PlanView plan;
        await using (var meeting = new MeetingRun(server))
        {
            await MeetAsync(meeting);
            plan = await meeting.Chair.Table.NextAsync<PlanView>(p => p.Deliveries.Any(d => d.BlockedBy == BlockedBy.Basis));
        }

        time.AddHours(20 * 24);
        var director = (await server.EnterAsync("Ingrid")).Browser;
        var clinic = plan.Deliveries.Single(d => d.BlockedBy == BlockedBy.Basis).Recipient;
        (await director.PostAsync(
            $"/api/plans/{plan.Id}/legal-bases", new LegalBasisBody("public-task", "Nodig.", "Niet meer.", [clinic], InformedOn: new DateOnly(2026, 2, 1)))).EnsureSuccessStatusCode();

        using var reader = server.Browse();
        var mail = (await Mailbox.ArrivedAsync(server.Data, "ggz.rivierenhof@post.example"))[0];
        var landing = (await (await reader.PostAsync("/api/way-in/enter", new EnterRequest(Mailbox.TokenIn(mail)))).ReadAsync<EnterReply>()).Landing;
        var minutes = await (await reader.GetAsync($"/api/minutes/{landing.Minutes}")).ReadAsync<MinutesReply>();
        Assert.Contains($"Laat het weten voor {InWords(DutchTime.Day(time.GetUtcNow()).AddDays(7))}.", minutes.Html, StringComparison.Ordinal);
        Assert.Equal(minutes.Hash, (await (await reader.GetAsync($"/api/minutes/{landing.Minutes}")).ReadAsync<MinutesReply>()).Hash);
    }

    [Fact]
    public async Task Minutes_ThatTheDirectorDecidesNotToShare_AreNotSent()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await MeetAsync(meeting);
        var plan = await meeting.Chair.Table.NextAsync<PlanView>(p => p.Deliveries.Any(d => d.BlockedBy == BlockedBy.Basis));
        var blocked = plan.Deliveries.Single(d => d.BlockedBy == BlockedBy.Basis);

        (await meeting.Chair.Guest.Browser.PostAsync($"/api/plans/{plan.Id}/deliveries/{blocked.Id}/not-shared", new ReasonBody("Nadia wil het niet."))).EnsureSuccessStatusCode();

        plan = await meeting.Chair.Table.NextAsync<PlanView>(p => p.Deliveries.Any(d => d.Id == blocked.Id && d.BlockedBy == BlockedBy.Decision));
        Assert.Equal("Nadia wil het niet.", plan.Deliveries.Single(d => d.Id == blocked.Id).WhyNot);
        Assert.DoesNotContain(plan.Tasks, t => t.About == blocked.Id.Value);
    }

    [Fact]
    public async Task Minutes_ThatTheDirectorSharesAfterAll_AreSent()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await MeetAsync(meeting);
        var plan = await meeting.Chair.Table.NextAsync<PlanView>(p => p.Deliveries.Any(d => d.BlockedBy == BlockedBy.Basis));
        var blocked = plan.Deliveries.Single(d => d.BlockedBy == BlockedBy.Basis);
        var browser = meeting.Chair.Guest.Browser;
        var delivery = $"/api/plans/{plan.Id}/deliveries/{blocked.Id}";
        (await browser.PostAsync($"{delivery}/not-shared", new ReasonBody("Per ongeluk."))).EnsureSuccessStatusCode();
        (await browser.PostAsync(
            $"/api/plans/{plan.Id}/legal-bases", new LegalBasisBody("public-task", "Nodig.", "Niet meer.", [blocked.Recipient], InformedOn: new DateOnly(2026, 2, 1)))).EnsureSuccessStatusCode();

        (await browser.PostAsync($"{delivery}/shared-after-all")).EnsureSuccessStatusCode();

        plan = await meeting.Chair.Table.NextAsync<PlanView>(p => p.Deliveries.Any(d => d.Id == blocked.Id && d.State == DeliveryState.Sent));
        Assert.Single(Mailbox.To(server.Data, "ggz.rivierenhof@post.example"));
        Assert.Null(plan.Deliveries.Single(d => d.Id == blocked.Id).WhyNot);
    }

    [Fact]
    public async Task Consent_Withdrawn_EndsALiveConnectionAndEveryDoor()
    {
        await using var server = await DemoServer.StartAsync();
        await using var father = await Seat.TakeAsync(server, "Mark");
        var therapist = await server.EnterAsync("Marijke");
        await using var table = await therapist.ConnectAsync();
        Assert.Null((await table.OpenPlanAsync(therapist.Plan)).Refusal);
        var consent = Assert.Single(father.Plan.Consents, c => c.To.Contains(therapist.Desk.Person));

        await father.DoAsync(new WithdrawConsent(consent.Id));

        await table.NextAsync<ClosedEvent>();
        await using var again = await therapist.ConnectAsync();
        Assert.Equal("plan.no-basis", (await again.OpenPlanAsync(therapist.Plan)).Refusal?.Code);
        Assert.Equal((403, "plan.no-basis"), await (await therapist.Browser.GetAsync($"/api/plans/{therapist.Plan}")).ProblemAsync());
        Assert.Empty((await (await therapist.Browser.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans);
    }

    [Fact]
    public async Task LegalBasis_Ended_EndsALiveConnectionAndEveryDoor()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        var browser = director.Guest.Browser;
        var plan = $"/api/plans/{director.Plan.Id}";
        var added = await (await browser.PostAsync(
            $"{plan}/people",
            new AddPersonBody("De Verkeerde", PersonRole.Professional, LegalBasis: new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1)))))
            .ReadAsync<PersonAddedReply>();
        var basis = (await director.Table.NextAsync<PlanView>(p => p.LegalBases.Any(b => b.To.Contains(added.Person)))).LegalBases.Single(b => b.To.Contains(added.Person));
        var invitation = await (await browser.PostAsync($"{plan}/people/{added.Person}/invitation")).ReadAsync<InvitationReply>();
        using var wrong = server.Browse();
        await (await wrong.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(invitation.Link!), invitation.Code))).ReadAsync<EnterReply>();
        await using var table = await TableClient.ConnectAsync(wrong.Address, wrong.Cookies);
        Assert.Null((await table.OpenPlanAsync(director.Plan.Id)).Refusal);
        var end = $"{plan}/legal-bases/{basis.Id}/end";
        Assert.Equal((404, "legal-basis.not-used"), await (await browser.PostAsync($"{plan}/legal-bases/none/end", new ReasonBody("x"))).ProblemAsync());

        (await browser.PostAsync(end, new ReasonBody("Het was de verkeerde organisatie."))).EnsureSuccessStatusCode();

        await table.NextAsync<ClosedEvent>();
        await using var again = await TableClient.ConnectAsync(wrong.Address, wrong.Cookies);
        Assert.Equal("plan.no-basis", (await again.OpenPlanAsync(director.Plan.Id)).Refusal?.Code);
        Assert.Equal((403, "plan.no-basis"), await (await wrong.GetAsync(plan)).ProblemAsync());
        Assert.Empty((await (await wrong.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans);
        (await browser.PostAsync(end, new ReasonBody("Nog eens."))).EnsureSuccessStatusCode();
        Assert.False((await director.Table.NextAsync<PlanView>(p => p.LegalBases.Any(b => b.Id == basis.Id && b.Until is not null))).LegalBases.Single(b => b.Id == basis.Id).Holds);
    }

    [Fact]
    public async Task Consents_AreSeenByThoseWhoGiveThem()
    {
        await using var server = await DemoServer.StartAsync();
        await using var father = await Seat.TakeAsync(server, "Mark");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var aunt = await Seat.TakeAsync(server, "Loubna");

        Assert.Empty(aunt.Plan.Consents);
        Assert.All(father.Plan.Consents, c => Assert.Equal([father.Person], c.Given.Select(given => given.By)));
        Assert.DoesNotContain(mother.Plan.Consents, c => c.About.Contains(father.Person) && !c.About.Contains(mother.Person));
        Assert.True(director.Plan.Consents.Count >= father.Plan.Consents.Count);
        Assert.All(director.Plan.Consents, c => Assert.True(c.Counts));
    }

    [Fact]
    public async Task NewPerson_OfAnOrganisation_ComesInWithAGroundOnly()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        var browser = director.Guest.Browser;
        var path = $"/api/plans/{director.Plan.Id}/people";

        var without = await (await browser.PostAsync(path, new AddPersonBody("Zonder Grond", PersonRole.Professional))).ReadAsync<PersonAddedReply>();
        var with = await (await browser.PostAsync(
            path,
            new AddPersonBody("Met Grond", PersonRole.Professional, LegalBasis: new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1)))))
            .ReadAsync<PersonAddedReply>();

        Assert.Equal((403, "plan.no-basis"), await PlanOfAsync(server, browser, path, without.Person));
        Assert.Equal((200, ""), await PlanOfAsync(server, browser, path, with.Person));
    }

    private static async Task<(int Status, string Code)> PlanOfAsync(TableServer server, Browser director, string people, PersonId person)
    {
        var invitation = await (await director.PostAsync($"{people}/{person}/invitation")).ReadAsync<InvitationReply>();
        using var browser = server.Browse();
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(invitation.Link!), invitation.Code))).ReadAsync<EnterReply>();
        var response = await browser.GetAsync(people[..^"/people".Length]);
        return response.IsSuccessStatusCode ? (200, "") : await response.ProblemAsync();
    }

    private static string InWords(DateOnly day)
    {
        string[] months = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
        return $"{day.Day} {months[day.Month - 1]} {day.Year}";
    }

    private static async Task MeetAsync(MeetingRun meeting)
    {
        await meeting.BeginAsync("Nadia", "Joost");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        foreach (var name in new[] { "Nadia", "Joost" })
            await meeting[name].ScoreAsync(6, "Het gaat beter.");
        await meeting.RevealAsync();
        await meeting.MoveAsync(MeetingPhase.Commitments);
        await meeting.CloseAsync();
    }
}
