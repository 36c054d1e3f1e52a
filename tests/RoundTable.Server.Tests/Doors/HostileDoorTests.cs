using System.Net.WebSockets;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors;
using RoundTable.Server.Doors.Presence;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Doors;

public class HostileDoorTests
{
    private const byte QueryAwareness = 3;

    [Theory]
    [InlineData("""{"\ud83d":1}""")]
    [InlineData("""{"item":"\ud83d00000000000000001"}""")]
    public void Presence_WithHalfASurrogatePair_IsRefused(string json) => Assert.Null(PresenceState.Read(json));

    [Fact]
    public async Task Frame_OfManyQuestions_ClosesTheSocket()
    {
        await using var server = TableServer.Start(demo: true);
        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        var reply = await sanae.Guest.Browser.PostAsync($"/api/sections/{section}/door-tokens", new DoorTokenRequest(false));
        using var socket = await ConnectAsync(server, $"/yjs/{section}", (await reply.ReadAsync<DoorTokenReply>()).Token);

        await socket.SendAsync(Enumerable.Repeat(QueryAwareness, 1_000).ToArray(), WebSocketMessageType.Binary, true, CancellationToken.None);

        Assert.Equal(CloseCodes.Malformed, await CloseOfAsync(socket));
    }

    [Fact]
    public async Task Stranger_WhoIsRefusedAndStays_CountsAsAStranger()
    {
        await using var server = TableServer.Start(settings: all =>
        {
            all["RoundTable:Doors:SocketsBeforeToken"] = "1";
            all["RoundTable:Doors:Patience"] = "00:05:00";
        });
        await server.ReadyAsync();
        using var stays = await ConnectAsync(server, "/yjs/section-a", "rtd_wrong");

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, "/yjs/section-a", "rtd_wrong"));

        Assert.Equal(CloseCodes.Unauthorized, await CloseOfAsync(stays));
        stays.Abort();
    }

    private static async Task<ClientWebSocket> ConnectAsync(TableServer server, string path, string token)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = path, Query = $"token={token}" }.Uri, CancellationToken.None);
        return socket;
    }

    private static async Task<int> CloseOfAsync(ClientWebSocket socket)
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        var buffer = new byte[64 * 1024];
        while ((await socket.ReceiveAsync(buffer, late.Token)).MessageType != WebSocketMessageType.Close)
        {
        }

        return (int)socket.CloseStatus!;
    }
}
