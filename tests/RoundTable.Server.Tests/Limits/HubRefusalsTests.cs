using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

/// <summary>Whoever runs the server sees what the hub and the API could not take, once each.</summary>
public sealed class HubRefusalsTests
{
    private const string Refusals = "roundtable.refusals";

    [Fact]
    public async Task Message_TooLarge()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");

        await sanae.Table.PushAsync(sanae.LiveSection().Section, 1, new byte[200 * 1024]);

        await sanae.Table.NextAsync<ClosedEvent>();
        Assert.Equal(["request.too-large"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task Message_ThatCannotBeRead()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");

        await sanae.Table.Hub.SendAsync("PushUpdate", new { section = "x", number = 1, update = "%%%" });

        await sanae.Table.NextAsync<ClosedEvent>();
        Assert.Equal(["request.malformed"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task Answers_OverHttpThatAreRefusals_CountEachOnce()
    {
        await using var server = await DemoServer.StartAsync();
        var sanae = await server.EnterAsync("Sanae");
        using var stranger = server.Browse();
        using var meter = new MeterInbox(server);
        HttpResponseMessage[] answers =
        [
            await sanae.Browser.GetAsync("/api/nothing"),
            await sanae.Browser.GetAsync("/api/plans/p-elsewhere"),
            await sanae.Browser.PostAsync($"/api/plans/{sanae.Plan}/sections", new { title = "Voor mij", audience = Array.Empty<string>() }),
            await stranger.GetAsync("/api/me"),
            await stranger.PostAsync("/api/way-in/look", new LookRequest("x")),
            await stranger.PostAsync("/api/way-in/look", new { wrong = true }),
            await stranger.GetAsync("/collab"),
            await stranger.SendAsync(HttpMethod.Get, "/api/me", origin: "https://elsewhere.example"),
        ];
        var codes = new List<string>();
        foreach (var answer in answers)
            codes.Add((await answer.ProblemAsync()).Code);

        Assert.Equal(codes, meter.Tags(Refusals));
        Assert.Equal(8, codes.Count);
        Assert.Equal(["request.not-found", "session.required", "wayin.unknown", "request.not-a-websocket"], new[] { codes[0], codes[3], codes[4], codes[6] });
    }

    [Fact]
    public async Task Tries_MoreThanANetworkMayMake()
    {
        await using var server = TableServer.Start(settings: all => all["RoundTable:SignIn:TriesPerMinute"] = "1");
        using var meter = new MeterInbox(server);
        using var browser = server.Browse();
        await browser.PostAsync("/api/way-in/look", new LookRequest("x"));
        Assert.Equal(["wayin.unknown"], meter.Tags(Refusals));

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.PostAsync("/api/way-in/look", new LookRequest("x"))).StatusCode);

        Assert.Equal(["wayin.unknown", "request.too-many"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task SignInMails_MoreThanOneAddressGets()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        using var browser = server.Browse();

        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody("niemand@post.example"))).StatusCode);

        Assert.Equal(["sign-in.too-many-mails"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task SignInMails_MoreThanEverybodyTogetherMayAsk()
    {
        await using var server = await DemoServer.StartAsync(settings: all => all["RoundTable:SignIn:MailsPerMinute"] = "10");
        using var meter = new MeterInbox(server);
        using var browser = server.Browse();
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody($"niemand-{i}@post.example"))).StatusCode);
        Assert.Empty(meter.Tags(Refusals));

        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody("niemand@post.example"))).StatusCode);

        Assert.Equal(["sign-in.too-many-mails"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task SignInMails_AskedAgainAndAgainForOneAddress_TakeNothingOfEverybodys()
    {
        await using var server = await DemoServer.StartAsync(settings: all => all["RoundTable:SignIn:MailsPerMinute"] = "10");
        using var meter = new MeterInbox(server);
        using var browser = server.Browse();
        for (var i = 0; i < 20; i++)
            await browser.PostAsync("/api/sign-in/mail", new MailSignInBody("niemand@post.example"));
        Assert.Equal(17, meter.Tags(Refusals).Count);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody("iemand@post.example"))).StatusCode);

        Assert.Equal(17, meter.Tags(Refusals).Count);
    }

    [Fact]
    public async Task SignInMails_MoreThanTheNetworksOfOneHolderMayAsk()
    {
        await using var server = await DemoServer.StartAsync(settings: all =>
        {
            all["RoundTable:Proxies:0"] = "127.0.0.1";
            all["RoundTable:SignIn:MailsPerMinute"] = "20";
        });
        using var meter = new MeterInbox(server);
        using var browser = server.Browse();
        foreach (var address in new[] { "2001:db8:1:1::1", "2001:db8:1:2::1", "2001:db8:2:1::1" })
            await AskAsync(address);
        Assert.Empty(meter.Tags(Refusals));

        await AskAsync("2001:db8:1:3::1");

        Assert.Equal(["sign-in.too-many-mails"], meter.Tags(Refusals));

        async Task AskAsync(string from) => Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.SendAsync(HttpMethod.Post, "/api/sign-in/mail", new MailSignInBody($"{from.Replace(':', '-')}@post.example"), headers: [("X-Forwarded-For", from)])).StatusCode);
    }
}
