using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Security;
using RoundTable.Yjs;

namespace RoundTable.Server.Rehearsal;

/// <summary>Comes in by every live door as people's clients do: over a socket of this machine, byte by byte.</summary>
internal sealed class Actor(Uri address, Scene scene)
{
    /// <summary>So many letters make the runtime compile the way of a letter for speed.</summary>
    private const int Letters = 40;

    private const string Key = "cmVoZWFyc2luZyBhbGwhIQ==";

    /// <summary>Opens the plan and its circle at the hub, and types.</summary>
    public async Task SitAtTableAsync(CancellationToken ct)
    {
        await using var seat = await Seat.TakeAsync(await UpgradeAsync("/hubs/table", ct), ct);
        await seat.OpenAsync(scene, ct);
        await seat.TypeAsync(scene.Section, Letters, ct);
    }

    /// <summary>Opens the section at the door for y-websocket.</summary>
    public async Task OpenAtYjsAsync(CancellationToken ct)
    {
        using var socket = await UpgradeAsync($"/yjs/{scene.Section}?token={Uri.EscapeDataString(scene.DoorToken)}", ct);
        await SendAsync(socket, Step1(), ct);
        await HearAsync(socket, [], ct);
    }

    /// <summary>Opens the section at the door for Hocuspocus.</summary>
    public async Task OpenAtCollabAsync(CancellationToken ct)
    {
        using var socket = await UpgradeAsync("/collab", ct);
        var document = new FrameWriter().Text(scene.Section.Value).Done();
        await SendAsync(socket, new FrameWriter().Raw(document).Number(MessageType.Auth).Number(0).Text(scene.DoorToken).Done(), ct);
        await SendAsync(socket, [.. document, .. Step1()], ct);
        await HearAsync(socket, document, ct);
    }

    private static byte[] Step1() => Bodies.Sync(MessageType.Step1, new Doc(1).EncodeStateVector());

    private static async Task SendAsync(WebSocket socket, byte[] frame, CancellationToken ct) =>
        await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, ct);

    /// <summary>Reads until all that is in the document has come, and leaves.</summary>
    private static async Task HearAsync(WebSocket socket, byte[] document, CancellationToken ct)
    {
        byte[] last = [.. document, (byte)MessageType.Sync, (byte)MessageType.Step2];
        var frame = new byte[64 * 1024];
        int length;
        do
        {
            length = await Messages.ReceiveAsync(socket, frame, ct);
        }
        while (!frame.AsSpan(0, length).StartsWith(last));

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, ct);
    }

    private async Task<WebSocket> UpgradeAsync(string path, CancellationToken ct)
    {
        var stream = await ConnectAsync(ct);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join(
                "\r\n",
                $"GET {path} HTTP/1.1",
                $"Host: {address.Authority}",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                $"Sec-WebSocket-Key: {Key}",
                $"Cookie: {SessionCookie.Name}={scene.Session}",
                "",
                "")), ct);
            var answer = await ReadHeadAsync(stream, ct);
            return answer.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)
                ? WebSocket.CreateFromStream(stream, new WebSocketCreationOptions())
                : throw new InvalidOperationException($"A door did not open: {answer.Split('\r')[0]}");
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Byte by byte: what comes after it is the socket's.</summary>
    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken ct)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!System.Runtime.InteropServices.CollectionsMarshal.AsSpan(head).EndsWith("\r\n\r\n"u8))
        {
            await stream.ReadExactlyAsync(one, ct);
            head.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. head]);
    }
}
