using RoundTable.Domain.Ids;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Doors;

/// <summary>Stock clients that come in send all that they know to be deleted, each time.</summary>
public sealed class LargeOfferTests
{
    private const ulong SyncStatus = 8;
    private const ulong Client = 9_000_002;
    private const int Ranges = 100_000;

    [Fact]
    public async Task Offer_ThatRepeatsWhatIsDeleted_IsSaved()
    {
        await using var server = await DemoServer.StartAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        using var socket = await CollabSocket.ConnectAsync(server.Address);
        await socket.AuthenticateAsync(section, await CollabSocket.TokenAsync(sanae.Guest, section));
        await socket.OpenDocumentAsync(section);
        var doc = new Doc(Client);
        DoorClient.AddItem(doc, "i-0000000000000009");
        var text = (YText)((YMap)doc.GetMap("items").Get("i-0000000000000009")!).Get("text")!;
        var letter = (ulong)doc.GetState(Client) - 1;
        text.Delete(text.Length - 1, 1);
        await SendAsync(socket, section, doc.EncodeStateAsUpdate());
        Assert.Equal((char)1, (await socket.NextAsync(SyncStatus))[^1]);

        var before = doc.EncodeStateVector();
        text.Insert(0, "x");
        var update = doc.EncodeStateAsUpdate(before);
        var deleted = Deletes(letter, 1);
        Assert.Equal(deleted, update[^deleted.Length..]);
        await SendAsync(socket, section, [.. update[..^deleted.Length], .. Deletes(letter, Ranges)]);

        Assert.Equal((char)1, (await socket.NextAsync(SyncStatus))[^1]);
    }

    [Fact]
    public async Task Frame_OfAStranger_IsNoLargerThanWhatMayWaitForATokenInAll()
    {
        await using var server = await DemoServer.StartAsync(settings: all => all["RoundTable:Doors:BytesBeforeToken"] = "1024");
        using var socket = await CollabSocket.ConnectAsync(server.Address);

        await socket.SendAsync([.. new FrameWriter().Text("section-a").Number(MessageType.Sync).Done(), .. new byte[5000]]);

        Assert.Equal("1009 door.too-large", await socket.ClosedAsync());
    }

    // One letter, as often as asked.
    private static byte[] Deletes(ulong letter, int times)
    {
        var writer = new FrameWriter().Number(1).Number(Client).Number((ulong)times);
        for (var i = 0; i < times; i++)
            writer.Number(letter).Number(1);
        return writer.Done();
    }

    private static Task SendAsync(CollabSocket socket, SectionId section, byte[] update) =>
        socket.SendAsync([.. new FrameWriter().Text(section.Value).Done(), .. Bodies.Sync(MessageType.Step2, update)]);
}
