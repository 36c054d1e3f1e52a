using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Ids;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Doors;

/// <summary>Providers send what is typed while they come in before they send all that they have.</summary>
public sealed class EarlyUpdatesTests
{
    private const ulong SyncStatus = 8;
    private readonly HeldTime _time = new(TimeSpan.FromSeconds(9));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Updates_ThatMissWhatTheClientIsAboutToBring_AreSavedWithIt(int letters)
    {
        await using var server = await StartAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        using var socket = await OpenAsync(server, sanae, section);
        var (doc, typed) = TypeOffline(letters);

        foreach (var letter in typed)
            await SendAsync(socket, section, MessageType.Update, letter);
        await SendAsync(socket, section, MessageType.Step2, doc.EncodeStateAsUpdate());

        for (var answers = 0; answers <= letters; answers++)
            Assert.Equal((char)1, (await socket.NextAsync(SyncStatus))[^1]);
        _time.Advance(TimeSpan.FromSeconds(11));
        await SendAsync(socket, section, MessageType.Update, doc.EncodeStateAsUpdate());
        Assert.Equal((char)1, (await socket.NextAsync(SyncStatus))[^1]);
    }

    [Fact]
    public async Task Update_ThatMissesWhatTheClientNeverBrings_IsRefusedInTheEnd()
    {
        await using var server = await StartAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        using var socket = await OpenAsync(server, sanae, section);
        var (_, typed) = TypeOffline(1);

        await SendAsync(socket, section, MessageType.Update, typed[0]);
        await SendAsync(socket, section, MessageType.Update, [0, 0]);
        Assert.Equal((char)1, (await socket.NextAsync(SyncStatus))[^1]);
        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("1013 section.missing-dependencies", await socket.ClosedAsync());
    }

    private async Task<TableServer> StartAsync()
    {
        var server = TableServer.Start(demo: true, services: services => services.AddSingleton<TimeProvider>(_time));
        await server.ReadyAsync();
        return server;
    }

    private static async Task<CollabSocket> OpenAsync(TableServer server, Seat seat, SectionId section)
    {
        var socket = await CollabSocket.ConnectAsync(server.Address);
        await socket.AuthenticateAsync(section, await CollabSocket.TokenAsync(seat.Guest, section));
        await socket.NextAsync(MessageType.Auth);
        await socket.OpenDocumentAsync(section);
        await socket.NextAsync(MessageType.Sync);
        return socket;
    }

    // An item that the server has not got, and then letters, each an update of its own.
    private static (Doc Doc, List<byte[]> Typed) TypeOffline(int letters)
    {
        var doc = new Doc(9_000_001);
        DoorClient.AddItem(doc, "i-0000000000000009");
        var text = (YText)((YMap)doc.GetMap("items").Get("i-0000000000000009")!).Get("text")!;
        var typed = new List<byte[]>();
        for (var i = 0; i < letters; i++)
        {
            var before = doc.EncodeStateVector();
            text.Insert(0, "x");
            typed.Add(doc.EncodeStateAsUpdate(before));
        }

        return (doc, typed);
    }

    private static Task SendAsync(CollabSocket socket, SectionId section, ulong kind, byte[] update) =>
        socket.SendAsync([.. new FrameWriter().Text(section.Value).Done(), .. Bodies.Sync(kind, update)]);
}
