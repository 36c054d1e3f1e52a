using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class FirstDirectorTests
{
    private static readonly AddPersonBody Yusuf = new(
        "Yusuf Aydin", PersonRole.CaseDirector, "Sociaal wijkteam", LegalBasis: new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1)));

    private static readonly AddPersonBody Mother = new("Nadia El Amarti", PersonRole.ParentWithAuthority, Relation: "moeder");

    [Fact]
    public async Task FirstStart_GivesALinkThatWorksOnce_AndAPlanCanBeMade()
    {
        await using var server = TableServer.Start();
        var token = await FirstTokenAsync(server);
        using var director = server.Browse();
        Assert.Equal(HttpStatusCode.OK, (await director.PostAsync("/api/way-in/enter", new EnterRequest(token))).StatusCode);
        Assert.Equal((410, "wayin.used"), await (await director.PostAsync("/api/way-in/enter", new EnterRequest(token))).ProblemAsync());
        Assert.True((await (await director.GetAsync("/api/me")).ReadAsync<MeReply>()).CanOpenPlans);

        var opened = await (await director.PostAsync("/api/plans", new OpenPlanBody("Gezin Proef", "Wilgendam", "Wij willen rust.", "Ingrid Postema", "Team Jeugd")))
            .ReadAsync<PlanOpenedReply>();
        var plan = $"/api/plans/{opened.Plan}";
        var added = await (await director.PostAsync($"{plan}/people", new AddPersonBody("Nadia El Amarti", PersonRole.ParentWithAuthority, Relation: "moeder", Email: "nadia@post.example")))
            .ReadAsync<PersonAddedReply>();
        var meeting = await (await director.PostAsync($"{plan}/meetings", new PlanMeetingBody(MeetingKind.Start, new(2040, 12, 1, 10, 0, 0, TimeSpan.Zero), [added.Person])))
            .ReadAsync<MeetingPlannedReply>();
        var invitation = await (await director.PostAsync($"{plan}/people/{added.Person}/invitation")).ReadAsync<InvitationReply>();

        Assert.Matches("^[0-9]{6}$", invitation.Code);
        Assert.True(invitation.Mailed);
        var mail = (await Mailbox.ArrivedAsync(server.Data, "nadia@post.example"))[0];
        Assert.Equal(DemoServer.TokenOf(invitation.Link!), Mailbox.TokenIn(mail));
        Assert.DoesNotContain(invitation.Code!, mail);
        Assert.Matches("\r\nMessage-ID: <[0-9a-f]{32}@roundtable.example>\r\n", mail);
        using var mother = server.Browse();
        var landing = (await (await mother.PostAsync("/api/way-in/enter", new EnterRequest(Mailbox.TokenIn(mail), invitation.Code))).ReadAsync<EnterReply>()).Landing;
        Assert.Equal(meeting.Meeting, landing.Meeting);
        await using var table = await TableClient.ConnectAsync(server.Address, mother.Cookies);
        Assert.Equal(MeetingPhase.Lobby, Assert.Single((await table.OpenMeetingAsync(meeting.Meeting)).View!.Rooms).Phase);
        var view = await (await mother.GetAsync(plan)).ReadAsync<PlanView>();
        Assert.Equal(["Ingrid Postema", "Nadia El Amarti"], view.People.Select(person => person.Name).Order());
    }

    [Fact]
    public async Task WhatIsMade_AskedForAgainAfterAnAnswerThatWasLost_IsMadeOnce()
    {
        await using var server = TableServer.Start();
        using var director = server.Browse();
        await director.PostAsync("/api/way-in/enter", new EnterRequest(await FirstTokenAsync(server)));

        var opened = await TwiceAsync<PlanOpenedReply>("/api/plans", new OpenPlanBody("Gezin Proef", "Wilgendam", "Wij willen rust.", "Ingrid Postema", "Team Jeugd"));
        var plan = $"/api/plans/{opened.Plan}";
        var added = await TwiceAsync<PersonAddedReply>($"{plan}/people", Mother);
        await TwiceAsync<MeetingPlannedReply>($"{plan}/meetings", new PlanMeetingBody(MeetingKind.Start, new(2040, 12, 1, 10, 0, 0, TimeSpan.Zero), [added.Person]));
        await TwiceAsync<SectionOpenedReply>($"{plan}/sections", new OpenSectionBody([added.Person], "Rustig praten.", opened.Person, new(2040, 12, 1)));

        var me = await (await director.GetAsync("/api/me")).ReadAsync<MeReply>();
        Assert.Equal(opened.Plan, Assert.Single(me.Plans).Plan);
        var view = await (await director.GetAsync(plan)).ReadAsync<PlanView>();
        Assert.Equal((2, 1, 2), (view.People.Count, view.Meetings.Count, view.Sections.Count));

        async Task<T> TwiceAsync<T>(string path, object body)
        {
            var operation = (Name: "X-RoundTable-Operation", Value: $"o-{typeof(T).Name}");
            var first = await (await director.SendAsync(HttpMethod.Post, path, body, headers: operation)).ReadAsync<T>();
            Assert.Equal(first, await (await director.SendAsync(HttpMethod.Post, path, body, headers: operation)).ReadAsync<T>());
            return first;
        }
    }

    [Fact]
    public async Task Page_OfADirectorWhosePlansAndAddressesChange_StaysTheirOwn()
    {
        await using var server = TableServer.Start();
        using var director = server.Browse();
        await director.PostAsync("/api/way-in/enter", new EnterRequest(await FirstTokenAsync(server)));
        var page = await Page.OpenAsync(director);
        var plans = new Queue<PlanId>();
        foreach (var mail in new[] { "ingrid@jeugd.example", "postema@wijkteam.example" })
        {
            var body = new OpenPlanBody("Gezin Proef", "Wilgendam", "Wij willen rust.", "Ingrid Postema", "Team Jeugd", mail);
            plans.Enqueue((await (await director.PostAsync("/api/plans", body)).ReadAsync<PlanOpenedReply>()).Plan);
            await page.AssertGoesOnAsync($"/api/plans/{plans.Last()}");
        }

        // The one goes whose address came first, and then the other.
        while (plans.TryDequeue(out var erased))
        {
            await (await director.PostAsync($"/api/plans/{erased}/erasure", new EraseBody("Gezin Proef", "Op verzoek."))).ReadAsync<ErasureReport>();
            await page.AssertGoesOnAsync("/api/sessions");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FirstDirector_WhoHandedAPlanOver_GetsNoLinkFromTheNextDirector(bool directsAnother)
    {
        await using var server = TableServer.Start();
        using var first = server.Browse();
        await first.PostAsync("/api/way-in/enter", new EnterRequest(await FirstTokenAsync(server)));
        var (plan, former) = await OpenAsync(first);
        if (directsAnother)
            await OpenAsync(first);
        using var yusuf = await HandOverAsync(server, first, plan);

        Assert.Equal((409, "wayin.own-link"), await (await InviteAsync(yusuf, plan, former)).ProblemAsync());

        Assert.NotNull((await (await InviteAsync(yusuf, plan, await AddAsync(yusuf, plan, Mother))).ReadAsync<InvitationReply>()).Link);
        Assert.Equal(directsAnother ? 2 : 1, (await (await first.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans.Count);
    }

    [Fact]
    public async Task FirstDirector_WhomTheNextDirectorInvitesByMail_StaysInTheirOtherPlan()
    {
        await using var server = TableServer.Start();
        using var first = server.Browse();
        await first.PostAsync("/api/way-in/enter", new EnterRequest(await FirstTokenAsync(server)));
        await OpenAsync(first);
        var (plan, former) = await OpenAsync(first, "ingrid@jeugd.example");
        using var yusuf = await HandOverAsync(server, first, plan);

        Assert.True((await (await InviteAsync(yusuf, plan, former)).ReadAsync<InvitationReply>()).Mailed);

        Assert.Equal(2, (await (await first.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans.Count);
    }

    [Fact]
    public async Task Director_WithoutAnAddressWhoOpensAPlan_GetsLinksFromThemselvesOnly_AsLongAsItStands()
    {
        await using var server = TableServer.Start();
        using var first = server.Browse();
        await first.PostAsync("/api/way-in/enter", new EnterRequest(await FirstTokenAsync(server)));
        var (plan, _) = await OpenAsync(first);
        var guest = await AddAsync(first, plan, Yusuf);
        var invitation = await (await InviteAsync(first, plan, guest)).ReadAsync<InvitationReply>();
        using var yusuf = server.Browse();
        (await yusuf.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(invitation.Link!), invitation.Code))).EnsureSuccessStatusCode();
        var (own, himself) = await OpenAsync(yusuf);

        Assert.Equal((409, "wayin.own-link"), await (await InviteAsync(first, plan, guest)).ProblemAsync());

        Assert.NotNull((await (await InviteAsync(yusuf, own, himself)).ReadAsync<InvitationReply>()).Link);
        await (await yusuf.PostAsync($"/api/plans/{own}/erasure", new EraseBody("Gezin Proef", "Op verzoek."))).ReadAsync<ErasureReport>();
        Assert.NotNull((await (await InviteAsync(first, plan, guest)).ReadAsync<InvitationReply>()).Link);
    }

    [Theory]
    [InlineData("", "Wilgendam")]
    [InlineData("Gezin Proef", "")]
    public async Task Plan_WithoutItsNames_IsMalformed(string family, string municipality)
    {
        await using var server = TableServer.Start();
        using var director = server.Browse();
        await director.PostAsync("/api/way-in/enter", new EnterRequest(await FirstTokenAsync(server)));

        var response = await director.PostAsync("/api/plans", new OpenPlanBody(family, municipality, ""));

        Assert.Equal((400, "request.malformed"), await response.ProblemAsync());
    }

    [Fact]
    public async Task SecondStart_WithoutAPlan_GivesAnotherLink()
    {
        await using var first = TableServer.Start();
        var one = await FirstTokenAsync(first);
        await first.DisposeAsync();
        await using var second = TableServer.Start(first.Data);
        var two = await FirstTokenAsync(second);

        using var browser = second.Browse();
        Assert.Equal((410, "wayin.expired"), await (await browser.PostAsync("/api/way-in/look", new LookRequest(one))).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/api/way-in/look", new LookRequest(two))).StatusCode);
    }

    private static async Task<(PlanId Plan, PersonId Director)> OpenAsync(Browser director, string? mail = null)
    {
        var body = new OpenPlanBody("Gezin Proef", "Wilgendam", "Wij willen rust.", DirectorEmail: mail);
        var opened = await (await director.PostAsync("/api/plans", body)).ReadAsync<PlanOpenedReply>();
        return (opened.Plan, opened.Person);
    }

    private static async Task<Browser> HandOverAsync(TableServer server, Browser director, PlanId plan)
    {
        const string mail = "yusuf.aydin@post.example";
        var next = await AddAsync(director, plan, Yusuf with { Email = mail });
        var yusuf = server.Browse();
        await yusuf.PostAsync("/api/sign-in/mail", new MailSignInBody(mail));
        await yusuf.PostAsync("/api/way-in/enter", new EnterRequest(Mailbox.TokenIn((await Mailbox.ArrivedAsync(server.Data, mail))[0])));
        (await director.PostAsync($"/api/plans/{plan}/handover", new HandoverBody(next))).EnsureSuccessStatusCode();
        (await yusuf.PostAsync($"/api/plans/{plan}/handover/acceptance")).EnsureSuccessStatusCode();
        return yusuf;
    }

    private static async Task<PersonId> AddAsync(Browser director, PlanId plan, AddPersonBody person) =>
        (await (await director.PostAsync($"/api/plans/{plan}/people", person)).ReadAsync<PersonAddedReply>()).Person;

    private static Task<HttpResponseMessage> InviteAsync(Browser director, PlanId plan, PersonId person) =>
        director.PostAsync($"/api/plans/{plan}/people/{person}/invitation");

    private static async Task<string> FirstTokenAsync(TableServer server)
    {
        await server.ReadyAsync();
        return Mailbox.TokenIn(server.Services.GetRequiredService<TextWriter>().ToString()!);
    }
}
