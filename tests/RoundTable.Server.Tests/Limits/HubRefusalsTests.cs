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
    public async Task Tries_MoreThanANetworkMayMake()
    {
        await using var server = TableServer.Start(settings: all => all["RoundTable:SignIn:TriesPerMinute"] = "1");
        using var meter = new MeterInbox(server);
        using var browser = server.Browse();
        await browser.PostAsync("/api/way-in/look", new LookRequest("x"));
        Assert.Empty(meter.Tags(Refusals));

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.PostAsync("/api/way-in/look", new LookRequest("x"))).StatusCode);

        Assert.Equal(["request.too-many"], meter.Tags(Refusals));
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
}
