using System.Net;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public sealed class WayInTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private readonly TableServer _server = demo.Server;

    [Fact]
    public async Task Link_OfNobody_IsUnknown()
    {
        using var browser = _server.Browse();

        Assert.Equal((404, "wayin.unknown"), await (await browser.PostAsync("/api/way-in/look", new LookRequest("nonsense"))).ProblemAsync());
        Assert.Equal((404, "wayin.unknown"), await (await browser.PostAsync("/api/way-in/enter", new EnterRequest("nonsense", "123456"))).ProblemAsync());
    }

    [Fact]
    public async Task Link_WithoutItsCode_TellsTheFirstNameOnly()
    {
        using var browser = _server.Browse();

        var answer = await (await browser.PostAsync("/api/way-in/look", new LookRequest(TokenOf("Mark")))).ReadAsync<LookReply>();

        Assert.Equal(new LookReply("Mark", true), answer);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Code_WrongFiveTimes_LocksTheLinkForTheRightCodeToo()
    {
        using var browser = _server.Browse();
        var link = DemoServer.LinkOf(_server.Data, "Tom");
        var wrong = new EnterRequest(TokenOf("Tom"), link.Code == "000000" ? "000001" : "000000");

        for (var i = 0; i < 4; i++)
            Assert.Equal((403, "wayin.wrong-code"), await (await browser.PostAsync("/api/way-in/enter", wrong)).ProblemAsync());
        Assert.Equal((429, "wayin.locked"), await (await browser.PostAsync("/api/way-in/enter", wrong)).ProblemAsync());

        Assert.Equal((429, "wayin.locked"), await (await browser.PostAsync("/api/way-in/enter", wrong with { Code = link.Code })).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(browser, "Els")).StatusCode);
    }

    [Fact]
    public async Task Link_OfSomebodyElse_DoesNotTakeYourCode()
    {
        using var browser = _server.Browse();
        var own = DemoServer.LinkOf(_server.Data, "Hanneke");
        var others = DemoServer.LinkOf(_server.Data, "Sanae");
        Assert.NotEqual(own.Code, others.Code);

        var response = await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(others.Link), own.Code));

        Assert.Equal((403, "wayin.wrong-code"), await response.ProblemAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Cookie_OfASession_IsKeptFromScriptsAndOtherSites()
    {
        using var browser = _server.Browse();

        var response = await EnterAsync(browser, "Nadia");

        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("; max-age=43200; path=/; samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Guest_OnAnotherDevice_EndsTheSessionOnTheFirst()
    {
        var first = await _server.EnterAsync("Nadia");
        await using var table = await first.ConnectAsync();
        await table.OpenPlanAsync(first.Plan);

        var second = await _server.EnterAsync("Nadia");

        await table.NextAsync<SignedOutEvent>();
        await table.NextAsync<ClosedEvent>();
        Assert.Equal((401, "session.required"), await (await first.Browser.GetAsync("/api/me")).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await second.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Professional_OnAnotherDevice_KeepsBoth()
    {
        var first = await _server.EnterAsync("Ingrid");
        await _server.EnterAsync("Ingrid");

        Assert.Equal(HttpStatusCode.OK, (await first.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAndItsConnections()
    {
        var guest = await _server.EnterAsync("Ingrid");
        await using var table = await guest.ConnectAsync();
        await table.OpenPlanAsync(guest.Plan);

        Assert.Equal(HttpStatusCode.NoContent, (await guest.Browser.PostAsync("/api/sign-out")).StatusCode);

        await table.NextAsync<SignedOutEvent>();
        await table.NextAsync<ClosedEvent>();
        Assert.Equal(HttpStatusCode.Unauthorized, (await guest.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Request_FromAnotherSite_IsRefused()
    {
        using var browser = _server.Browse();
        var body = new LookRequest(TokenOf("Mark"));

        Assert.Equal(
            (403, "request.missing-header"),
            await (await browser.SendAsync(HttpMethod.Post, "/api/way-in/look", body, header: false)).ProblemAsync());
        Assert.Equal(
            (403, "request.foreign-origin"),
            await (await browser.SendAsync(HttpMethod.Post, "/api/way-in/look", body, origin: "https://elsewhere.example")).ProblemAsync());
        Assert.Equal(
            HttpStatusCode.OK,
            (await browser.SendAsync(HttpMethod.Post, "/api/way-in/look", body, origin: _server.Address.GetLeftPart(UriPartial.Authority))).StatusCode);
    }

    [Theory]
    [InlineData("/HUBS/table/negotiate?negotiateVersion=1")]
    [InlineData("/hubs/TABLE/negotiate?negotiateVersion=1")]
    [InlineData("/API/sign-out")]
    [InlineData("/Api/Sign-Out")]
    public async Task Request_FromAnotherSiteToAPathInCapitals_IsRefused(string path)
    {
        var guest = await _server.EnterAsync("Ingrid");

        Assert.Equal(
            (403, "request.foreign-origin"),
            await (await guest.Browser.SendAsync(HttpMethod.Post, path, origin: "https://elsewhere.example")).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await guest.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Request_WithoutOurHeaderToAPathInCapitals_IsRefused()
    {
        var guest = await _server.EnterAsync("Ingrid");

        Assert.Equal(
            (403, "request.missing-header"),
            await (await guest.Browser.SendAsync(HttpMethod.Post, "/API/sign-out", header: false)).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await guest.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"token\":null}")]
    [InlineData("{\"token\":\"a\",\"token\":\"b\"}")]
    [InlineData("{\"token\":\"a\",\"more\":1}")]
    [InlineData("{\"token\":\"\"}")]
    [InlineData("[")]
    [InlineData("")]
    public async Task Body_ThatIsWrong_IsMalformed(string body)
    {
        using var browser = _server.Browse();

        var response = await browser.PostAsync("/api/way-in/look", new StringContent(body, null, "application/json"));

        Assert.Equal((400, "request.malformed"), await response.ProblemAsync());
    }

    [Fact]
    public async Task Tries_FromOneAddress_AreLimited()
    {
        await using var server = TableServer.Start(settings: s => s["RoundTable:SignIn:TriesPerMinute"] = "3");
        using var browser = server.Browse();
        for (var i = 0; i < 3; i++)
            Assert.Equal(404, (await (await browser.PostAsync("/api/way-in/look", new LookRequest("x"))).ProblemAsync()).Status);

        Assert.Equal((429, "request.too-many"), await (await browser.PostAsync("/api/way-in/look", new LookRequest("x"))).ProblemAsync());
    }

    private string TokenOf(string name) => DemoServer.TokenOf(DemoServer.LinkOf(_server.Data, name).Link);

    private async Task<HttpResponseMessage> EnterAsync(Browser browser, string name)
    {
        var link = DemoServer.LinkOf(_server.Data, name);
        return await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(link.Link), link.Code));
    }
}
