using System.Net;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Tests;

public sealed class SessionTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private readonly TableServer _server = demo.Server;

    [Fact]
    public async Task List_OfSessions_NamesEachDeviceAndEndsOneOfThem()
    {
        var here = await _server.EnterAsync("Els");
        using var telephone = await EnterAsync("Els", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148");

        var sessions = (await (await here.Browser.GetAsync("/api/sessions")).ReadAsync<SessionsReply>()).Sessions;

        Assert.Equal(2, sessions.Count);
        Assert.NotNull(Assert.Single(sessions, session => session.Current).StartedAt);
        var other = Assert.Single(sessions, session => !session.Current);
        Assert.Equal(DeviceKind.Phone, other.Device);
        Assert.Equal(HttpStatusCode.NoContent, (await here.Browser.PostAsync($"/api/sessions/{other.Id}/end")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await telephone.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task SignOutEverywhere_EndsEverySessionAndConnection()
    {
        var here = await _server.EnterAsync("Tom");
        var there = await _server.EnterAsync("Tom");
        await using var table = await there.ConnectAsync();
        await table.OpenPlanAsync(there.Plan);

        Assert.Equal(HttpStatusCode.NoContent, (await here.Browser.PostAsync("/api/sign-out-everywhere")).StatusCode);

        await table.NextAsync<SignedOutEvent>();
        await table.NextAsync<ClosedEvent>();
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.Browser.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task SharedTelephone_OfTheNextPerson_EndsTheSessionOfTheOneBefore()
    {
        var mother = await _server.EnterAsync("Nadia");
        var cookie = mother.Browser.Cookies.GetCookieHeader(_server.Address);

        var link = DemoServer.LinkOf(_server.Data, "Loubna");
        Assert.Equal(
            HttpStatusCode.OK,
            (await mother.Browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(link.Link), link.Code))).StatusCode);

        using var thief = _server.Browse();
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.SendAsync(HttpMethod.Get, "/api/me", headers: [("Cookie", cookie)])).StatusCode);
    }

    [Fact]
    public async Task Connection_SaysFirstWhoseItIs_TheSameAtEachSignInAndAnotherForAnother()
    {
        var sanae = await _server.EnterAsync("Sanae");
        var again = await _server.EnterAsync("Sanae");
        var peter = await _server.EnterAsync("Peter");

        var known = await VisitorAsync(sanae);
        Assert.Equal(known, await SeatedAsync(sanae));
        Assert.Equal(known, await SeatedAsync(again));
        Assert.Equal(await VisitorAsync(peter), await SeatedAsync(peter));
        Assert.NotEqual(known, await VisitorAsync(peter));
    }

    [Fact]
    public async Task Page_OfWhoWasHereBefore_DoesAndReadsNothingUnderTheNextPersonsCookie()
    {
        var chair = await _server.EnterAsync("Ingrid");
        var browser = chair.Browser;
        var before = (SamePersonGuard.Header, await VisitorAsync(chair));
        var link = DemoServer.LinkOf(_server.Data, "Loubna");
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(link.Link), link.Code))).ReadAsync<EnterReply>();
        var next = (SamePersonGuard.Header, await VisitorAsync(chair));
        var plan = $"/api/plans/{(await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans[0].Plan}";

        foreach (var (method, path) in new[] { (HttpMethod.Get, plan), (HttpMethod.Get, "/api/sessions"), (HttpMethod.Post, "/api/sign-out-everywhere") })
            Assert.Equal((409, "session.another-person"), await (await browser.SendAsync(method, path, headers: [before])).ProblemAsync());
        Assert.Equal((409, "session.another-person"), await (await browser.GetAsync($"{plan}?visitor={Uri.EscapeDataString(before.Item2)}")).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(HttpMethod.Get, plan, headers: [next])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(HttpMethod.Get, plan, headers: [(SamePersonGuard.Header, "")])).StatusCode);

        // Who am I, and signing out, are for whoever the cookie is of.
        Assert.Equal((next.Item2, next.Item2), await new Page(browser, before.Item2).AskAgainAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(HttpMethod.Post, "/api/sign-out", headers: [before])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(HttpMethod.Get, plan, headers: [before])).StatusCode);
    }

    [Fact]
    public async Task SignOutEverywhere_WhileTheStoreIsAway_CanBeAskedAgain()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        var lost = await server.EnterAsync("Sanae");
        var guest = await server.EnterAsync("Sanae");

        journal.RefusesSubjects = true;
        Assert.Equal((503, "server.unavailable"), await (await guest.Browser.PostAsync("/api/sign-out-everywhere")).ProblemAsync());
        journal.RefusesSubjects = false;
        Assert.Equal(HttpStatusCode.NoContent, (await guest.Browser.PostAsync("/api/sign-out-everywhere")).StatusCode);

        Assert.Empty(guest.Browser.Cookies.GetCookieHeader(server.Address));
        Assert.Equal(HttpStatusCode.Unauthorized, (await lost.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task SignOut_WhileTheStoreIsAway_TakesTheCookieAway()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        var guest = await server.EnterAsync("Sanae");

        journal.RefusesSubjects = true;
        var answer = await guest.Browser.PostAsync("/api/sign-out");
        journal.RefusesSubjects = false;

        Assert.Equal((503, "server.unavailable"), await answer.ProblemAsync());
        Assert.Empty(guest.Browser.Cookies.GetCookieHeader(server.Address));
        Assert.Equal(HttpStatusCode.Unauthorized, (await guest.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Guesses_OfSomebodyElsewhere_DoNotShutOutWhomTheLinkBelongsTo()
    {
        await using var server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:Proxies:0"] = "127.0.0.1";
            settings["RoundTable:SignIn:TriesPerMinute"] = "1000";
        });
        var link = DemoServer.LinkOf(server.Data, "Nadia");
        var right = new EnterRequest(DemoServer.TokenOf(link.Link), link.Code);
        var wrong = right with { Code = link.Code == "000000" ? "000001" : "000000" };
        Assert.Equal(HttpStatusCode.OK, (await FromAsync(server, "203.0.113.1", right)).StatusCode);

        for (var i = 0; i < SubjectSession.WrongCodesInAll; i++)
            await FromAsync(server, $"198.51.100.{i}", wrong);

        // Only the right code tells the networks apart: whoever guesses learns nowhere that she was there.
        Assert.Equal((403, "wayin.wrong-code"), await (await FromAsync(server, "198.51.100.99", right)).ProblemAsync());
        Assert.Equal((403, "wayin.wrong-code"), await (await FromAsync(server, "198.51.100.98", wrong)).ProblemAsync());
        Assert.Equal((403, "wayin.wrong-code"), await (await FromAsync(server, "203.0.113.1", wrong)).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await FromAsync(server, "203.0.113.1", right)).StatusCode);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", DeviceKind.Computer)]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel) Mobile Safari", DeviceKind.Phone)]
    [InlineData("Mozilla/5.0 (Linux; Android 15; SM-X200) Safari", DeviceKind.Tablet)]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 18_0)", DeviceKind.Tablet)]
    [InlineData("", DeviceKind.Unknown)]
    public void Device_IsNoMoreThanItsKind(string userAgent, DeviceKind kind) => Assert.Equal(kind, Security.Arrivals.DeviceOf(userAgent));

    private static async Task<string> VisitorAsync(Guest guest) => (await (await guest.Browser.GetAsync("/api/me")).ReadAsync<MeReply>()).Visitor;

    private static async Task<string> SeatedAsync(Guest guest)
    {
        await using var table = await guest.ConnectAsync();
        return (await table.NextAsync<SeatedEvent>()).Visitor;
    }

    private static async Task<HttpResponseMessage> FromAsync(TableServer server, string address, EnterRequest request)
    {
        using var browser = server.Browse();
        return await browser.SendAsync(HttpMethod.Post, "/api/way-in/enter", request, headers: [("X-Forwarded-For", address)]);
    }

    private async Task<Browser> EnterAsync(string name, string userAgent)
    {
        var link = DemoServer.LinkOf(_server.Data, name);
        var browser = _server.Browse();
        var response = await browser.SendAsync(
            HttpMethod.Post, "/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(link.Link), link.Code), headers: [("User-Agent", userAgent)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return browser;
    }
}
