using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Ids;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Limits;

/// <summary>Whoever runs the server sees each limit of the doors that somebody met, once, and what is open there.</summary>
public sealed class DoorRefusalsTests
{
    private const string Refusals = "roundtable.refusals";
    private const string Open = "roundtable.sections.open";
    private const string WrongToken = "rtd_wrong";

    [Fact]
    public async Task Documents_OpenAtTheDoors_CountUntilTheyCloseOrAreShut()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        using var socket = await CollabSocket.ConnectAsync(server.Address);
        await socket.AuthenticateAsync(section, await CollabSocket.TokenAsync(sanae.Guest, section));
        await socket.NextAsync(MessageType.Auth);
        Assert.Equal(1, meter.Sum(Open));

        await using (await DoorClient.ConnectAsync(sanae.Guest, section))
            Assert.Equal(2, meter.Sum(Open));
        await Patience.UntilAsync("the server heard of the end of the socket", () => meter.Sum(Open) == 1);

        await socket.CloseDocumentAsync(section);
        await socket.NextAsync(MessageType.Close);
        Assert.Equal(0, meter.Sum(Open));
    }

    [Fact]
    public async Task NoToken_InTime()
    {
        await using var server = await DemoServer.StartAsync(settings: all => all["RoundTable:Doors:TokenDeadline"] = "00:00:00.050");
        using var meter = new MeterInbox(server);
        using var socket = await CollabSocket.ConnectAsync(server.Address);

        Assert.Equal("4401 door.no-token", await socket.ClosedAsync());

        Assert.Equal(["door.no-token"], meter.Tags(Refusals));
    }

    [Fact]
    public Task Frame_TooLarge() => AssertRefusedAsync(
        "1009 door.too-large", all => all["RoundTable:Doors:FrameBytes"] = "1024", (socket, _, _) => socket.SendAsync(new byte[5000]));

    [Fact]
    public Task Frame_Malformed() => AssertRefusedAsync("4400 door.malformed", _ => { }, (socket, _, _) => socket.SendAsync([5]));

    [Fact]
    public Task Messages_TooManyBeforeTheToken() => AssertRefusedAsync(
        "4400 door.too-much-before-token",
        all => all["RoundTable:Doors:MessagesBeforeToken"] = "1",
        async (socket, section, _) =>
        {
            await socket.OpenDocumentAsync(section);
            await socket.OpenDocumentAsync(section);
        });

    [Fact]
    public Task Token_ThatShouldReplaceAnother_IsNone() => AssertRefusedAsync(
        "4401 door.token-invalid",
        _ => { },
        async (socket, section, token) =>
        {
            await socket.AuthenticateAsync(section, token);
            await socket.AuthenticateAsync(section, WrongToken);
        });

    [Fact]
    public Task Section_Full() => AssertRefusedAsync(
        "1013 section.full",
        all => all["RoundTable:Limits:SectionReaders"] = "1",
        async (socket, section, token) =>
        {
            await socket.AuthenticateAsync(section, token);
            await socket.OpenDocumentAsync(section);
            await socket.NextAsync(MessageType.Sync);
            await socket.AuthenticateAsync(section, "\0again", token);
            await socket.OpenDocumentAsync(section, "\0again");
        });

    [Fact]
    public async Task Tokens_ManyThatAreNone_CountEachOnce()
    {
        const int Most = 16;
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        using var socket = await CollabSocket.ConnectAsync(server.Address);

        for (var i = 0; i < Most; i++)
            await socket.AuthenticateAsync(new SectionId("section-a"), WrongToken);

        Assert.Equal("4401 door.token-invalid", await socket.ClosedAsync());
        Assert.Equal(Enumerable.Repeat("door.token-invalid", Most), meter.Tags(Refusals));
    }

    [Fact]
    public async Task Token_ThatIsNone_AtTheOtherDoor_CountsOnce()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        using var socket = await CollabSocket.ConnectAsync(server.Address, "/yjs/section-a", token: WrongToken);

        Assert.Equal("4401 door.token-invalid", await socket.ClosedAsync());

        Assert.Equal(["door.token-invalid"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task Session_ThatEnded()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        await using var client = await DoorClient.ConnectAsync(sanae.Guest, sanae.LiveSection().Section);

        (await sanae.Guest.Browser.PostAsync("/api/sign-out")).EnsureSuccessStatusCode();

        await client.ClosedAsync();
        Assert.Equal("session.over", client.CloseReason);
        Assert.Equal(["session.over"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task Update_ThatIsNone_CountsOnce()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        await using var client = await DoorClient.ConnectAsync(sanae.Guest, sanae.LiveSection().Section);

        await client.SendAsync(Bodies.Sync(MessageType.Update, [9, 9, 9]));

        await client.ClosedAsync();
        Assert.Equal("section.malformed", client.CloseReason);
        Assert.Equal(["section.malformed"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task Updates_MoreThanMayWaitForTheDisk()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(
            demo: true, settings: all => all["RoundTable:Doors:UnsavedUpdates"] = "16", services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        await using var client = await DoorClient.ConnectAsync(sanae.Guest, sanae.LiveSection().Section);
        using var hold = journal.HoldSections();
        await client.EditAsync(doc => DoorClient.AddItem(doc, "i-0000000000000001"));

        for (var i = 0; i < 16; i++)
            await client.EditAsync(doc => ((YText)((YMap)doc.GetMap("items").Get("i-0000000000000001")!).Get("text")!).Insert(0, "x"));

        await client.ClosedAsync();
        Assert.Equal("door.too-much-unsaved", client.CloseReason);
        Assert.Equal(["door.too-much-unsaved"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task Update_ToADocumentThatWasNotOpened_CountsOnce()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        using var socket = await CollabSocket.ConnectAsync(server.Address);
        var section = new SectionId("section-a");
        await socket.AuthenticateAsync(section, WrongToken);
        await socket.NextAsync(MessageType.Auth);

        await socket.SendAsync([.. new FrameWriter().Text(section.Value).Done(), .. Bodies.Sync(MessageType.Update, [0, 0])]);

        await socket.NextAsync(MessageType.Stateless);
        Assert.Equal(["door.token-invalid", "section.not-a-reader"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task Strangers_MoreThanADoorBears_HaveACodeOfTheirOwn()
    {
        await using var server = await DemoServer.StartAsync(settings: all =>
        {
            all["RoundTable:Doors:SocketsBeforeToken"] = "1";
            all["RoundTable:Doors:TokenDeadline"] = "00:05:00";
        });
        using var meter = new MeterInbox(server);
        using var first = await CollabSocket.ConnectAsync(server.Address);

        await Assert.ThrowsAsync<WebSocketException>(() => CollabSocket.ConnectAsync(server.Address));

        Assert.Equal(["door.too-many-strangers"], meter.Tags(Refusals));
    }

    [Fact]
    public async Task Frames_FasterThanTheRate_AreSeenToWait()
    {
        await using var server = await DemoServer.StartAsync(settings: all => all["RoundTable:Doors:FramesPerSecond"] = "1");
        using var meter = new MeterInbox(server);
        using var socket = await CollabSocket.ConnectAsync(server.Address);

        for (var i = 0; i < 8; i++)
            await socket.SendAsync([MessageType.Ping]);

        await Patience.UntilAsync("a frame waits", () => meter.Tags("roundtable.limits.wait").Contains("socket"));
    }

    private static async Task AssertRefusedAsync(
        string close, Action<IDictionary<string, string>> settings, Func<CollabSocket, SectionId, string, Task> act)
    {
        await using var server = await DemoServer.StartAsync(settings: settings);
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        using var socket = await CollabSocket.ConnectAsync(server.Address);

        await act(socket, section, await CollabSocket.TokenAsync(sanae.Guest, section));

        Assert.Equal(close, await socket.ClosedAsync());
        Assert.Equal([close.Split(' ')[1]], meter.Tags(Refusals));
    }
}
