using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Tests;

/// <summary>Professionals come in by what only they receive: a link in their own mail.</summary>
public sealed class AccountTests
{
    private const string Tom = "tom.haverkort@post.example";

    [Fact]
    public async Task Director_WhoInvitesAProfessional_GetsNeitherLinkNorCodeAndTheOldOnesStop()
    {
        await using var server = await DemoServer.StartAsync();
        var director = await server.EnterAsync("Ingrid");
        var tom = await server.EnterAsync("Tom");

        var invitation = await (await director.Browser.PostAsync($"/api/plans/{director.Plan}/people/{tom.Desk.Person}/invitation")).ReadAsync<InvitationReply>();

        Assert.Equal(new InvitationReply(null, null, Mailed: true), invitation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await tom.Browser.GetAsync("/api/me")).StatusCode);
        var kept = DemoServer.LinkOf(server.Data, "Tom");
        using var browser = server.Browse();
        Assert.Equal((410, "wayin.expired"), await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(kept.Link), kept.Code))).ProblemAsync());

        var token = Mailbox.TokenIn((await Mailbox.ArrivedAsync(server.Data, Tom))[0]);
        Assert.Equal(new LookReply("Tom", false), await (await browser.PostAsync("/api/way-in/look", new LookRequest(token))).ReadAsync<LookReply>());
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(token))).ReadAsync<EnterReply>();
        var me = await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>();
        Assert.Equal(tom.Desk.Person, Assert.Single(me.Plans).Person);
        await using var table = await TableClient.ConnectAsync(server.Address, browser.Cookies);
        Assert.Null((await table.OpenPlanAsync(tom.Plan)).Refusal);
        Assert.Null((await table.OpenMeetingAsync(tom.Meeting)).Refusal);
        Assert.Equal((410, "wayin.used"), await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(token))).ProblemAsync());
    }

    [Fact]
    public async Task MailedLink_OpensEveryPlanOfThatAddressAndNoOther()
    {
        await using var server = await DemoServer.StartAsync();
        var other = await server.EnterAsync("Miriam");
        var added = await other.Browser.PostAsync(
            $"/api/plans/{other.Plan}/people",
            new AddPersonBody("Tom Haverkort", PersonRole.SafeHomeWorker, "Veilig Thuis", Email: "Tom.Haverkort@Post.example", LegalBasis: new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1))));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);

        using var browser = server.Browse();
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody($"{Tom}"))).StatusCode);
        var token = Mailbox.TokenIn((await Mailbox.ArrivedAsync(server.Data, Tom))[0]);
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(token))).ReadAsync<EnterReply>();

        var plans = (await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans;
        Assert.Equal(2, plans.Count);
        Assert.Contains(plans, plan => plan.Plan == other.Plan);
        Assert.All(plans, plan => Assert.Equal(PersonRole.SafeHomeWorker, plan.Role));
    }

    [Fact]
    public async Task Page_OfAProfessional_GoesOnAfterSigningInByAnotherWay()
    {
        await using var server = await DemoServer.StartAsync();
        var tom = await server.EnterAsync("Tom");
        var byLink = await Page.OpenAsync(tom.Browser);
        await tom.Browser.PostAsync("/api/sign-in/mail", new MailSignInBody(Tom));
        var token = Mailbox.TokenIn((await Mailbox.ArrivedAsync(server.Data, Tom))[0]);
        await (await tom.Browser.PostAsync("/api/way-in/enter", new EnterRequest(token))).ReadAsync<EnterReply>();

        await byLink.AssertGoesOnAsync($"/api/plans/{tom.Plan}");

        var byMail = await Page.OpenAsync(tom.Browser);
        var link = DemoServer.LinkOf(server.Data, "Tom");
        await (await tom.Browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(link.Link), link.Code))).ReadAsync<EnterReply>();
        Assert.NotEqual(byLink.Visitor, byMail.Visitor);
        await byMail.AssertGoesOnAsync($"/api/plans/{tom.Plan}");
    }

    [Fact]
    public async Task Page_OfAProfessional_IsTheirsByTheirLinkOfAnotherPlanToo()
    {
        await using var server = await DemoServer.StartAsync();
        var tom = await server.EnterAsync("Tom");
        var here = await Page.OpenAsync(tom.Browser);
        var other = await server.EnterAsync("Miriam");
        var added = await (await other.Browser.PostAsync(
            $"/api/plans/{other.Plan}/people",
            new AddPersonBody("Tom Haverkort", PersonRole.SafeHomeWorker, "Veilig Thuis", Email: Tom, LegalBasis: new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1)))))
            .ReadAsync<PersonAddedReply>();
        var callers = server.Services.GetRequiredService<Callers>();
        var there = new Visitor(await SubjectOfAsync(server, other.Plan, added.Person), "session", Scope.Full, new Landing(null, null, null), DateTimeOffset.MaxValue);
        var stranger = there with { Subject = await SubjectOfAsync(server, other.Plan, other.Desk.Person) };

        Assert.Equal(here.Visitor, await callers.TagForAsync(here.Visitor, there));
        Assert.NotEqual(here.Visitor, await callers.TagForAsync(here.Visitor, stranger));
    }

    [Fact]
    public async Task Page_OfAProfessionalFromBeforePagesSaidWhoseTheyAre_IsNotToldAnother()
    {
        await using var server = await DemoServer.StartAsync();
        var tom = await server.EnterAsync("Tom");
        var before = Fingerprint.OfToken($"visitor/{(await SubjectOfAsync(server, tom.Plan, tom.Desk.Person)).Value}")[..32];

        await using var table = await tom.ConnectAsync();

        Assert.Equal(before, (await table.NextAsync<SeatedEvent>()).Visitor);
        Assert.Equal(before, (await (await tom.Browser.GetAsync("/api/me")).ReadAsync<MeReply>()).Visitor);
    }

    [Fact]
    public async Task Address_OfAProfessionalOfThePlan_IsNoOtherPersons()
    {
        await using var server = await DemoServer.StartAsync();
        var director = await server.EnterAsync("Ingrid");

        var answer = await director.Browser.PostAsync($"/api/plans/{director.Plan}/people", new AddPersonBody("Tom Haverkort", PersonRole.CaseDirector, "Veilig Thuis", Email: Tom.ToUpperInvariant()));

        Assert.Equal((422, "plan.mail-in-use"), await answer.ProblemAsync());
    }

    [Fact]
    public async Task Address_ThatTwoOfAPlanHaveSinceBefore_IsOfWhoIsAskedToDirect()
    {
        await using var server = await DemoServer.StartAsync();
        var director = await server.EnterAsync("Ingrid");
        var plan = server.Services.GetRequiredService<GrainHost>().Plan(director.Plan);
        var first = (await plan.CallAsync(p => p.StateAsync())).People.Single(p => p.Email == Tom);
        var second = first with { Id = new PersonId("zz-director"), Subject = new SubjectId("zz-director"), Role = PersonRole.CaseDirector };
        await LetInAsBeforeAsync(server, director.Plan, second);
        // The next write finds what was written.
        (await director.Browser.PostAsync($"/api/plans/{director.Plan}/people", new AddPersonBody("Buurvrouw", PersonRole.NetworkMember))).EnsureSuccessStatusCode();
        (await director.Browser.PostAsync($"/api/plans/{director.Plan}/handover", new HandoverBody(second.Id))).EnsureSuccessStatusCode();

        using var browser = server.Browse();
        await browser.PostAsync("/api/sign-in/mail", new MailSignInBody(Tom));
        var token = Mailbox.TokenIn((await Mailbox.ArrivedAsync(server.Data, Tom))[0]);
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(token))).ReadAsync<EnterReply>();

        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync($"/api/plans/{director.Plan}/handover/acceptance")).StatusCode);
        Assert.Equal(second.Id, Assert.Single((await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans).Person);
    }

    [Fact]
    public async Task SignOutEverywhere_ThatFailsForALinkOfTheirs_CanBeAskedAgain()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        var lost = await server.EnterAsync("Tom");
        using var here = server.Browse();
        await here.PostAsync("/api/sign-in/mail", new MailSignInBody(Tom));
        var token = Mailbox.TokenIn((await Mailbox.ArrivedAsync(server.Data, Tom))[0]);
        await (await here.PostAsync("/api/way-in/enter", new EnterRequest(token))).ReadAsync<EnterReply>();

        journal.RefusesSubject = await SubjectOfAsync(server, lost.Plan, lost.Desk.Person);
        Assert.Equal((503, "server.unavailable"), await (await here.PostAsync("/api/sign-out-everywhere")).ProblemAsync());
        journal.RefusesSubject = null;
        Assert.Equal(HttpStatusCode.NoContent, (await here.PostAsync("/api/sign-out-everywhere")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await lost.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task MailedLink_AskedForAnAddressOfAParentOrOfNobody_IsAnsweredTheSameAndNothingIsSent()
    {
        await using var server = await DemoServer.StartAsync();
        using var browser = server.Browse();

        foreach (var mail in new[] { "nadia.el.amarti@post.example", "niemand@post.example" })
            Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody(mail))).StatusCode);
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody("els.brandsma@post.example"))).StatusCode);

        // What was asked first has been looked at before what was asked last is sent.
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody(Tom))).StatusCode);
        await Mailbox.ArrivedAsync(server.Data, Tom);
        Assert.Empty(Mailbox.To(server.Data, "nadia.el.amarti@post.example"));
        Assert.Empty(Mailbox.To(server.Data, "niemand@post.example"));
        Assert.True(Mailbox.To(server.Data, "els.brandsma@post.example").Count <= 3);
    }

    // As it was written before a second person with the same address was refused.
    private static async Task LetInAsBeforeAsync(TableServer server, PlanId plan, Person person)
    {
        var added = EventJson.Write(new PersonAdded(person));
        var row = $"{plan}/{person.Id}";
        await server.Services.GetRequiredService<IJournal>().AppendAsync(
            new Append(new StreamId($"plan/{plan}"), new Actor("", "", ""), [new NewRecord(added.Kind, added.Version, added.Payload)])
            {
                Owner = StreamOwners.OfPlan(plan),
                AddIndex = [new IndexRow("plan-of-subject", person.Subject.Value, row), new IndexRow("plan-of-account", Account.Of(person)!.Value.Value, row)],
            });
    }

    private static async Task<SubjectId> SubjectOfAsync(TableServer server, PlanId plan, PersonId person) =>
        (await server.Services.GetRequiredService<GrainHost>().Plan(plan).CallAsync(p => p.StateAsync())).Person(person)!.Subject;
}
