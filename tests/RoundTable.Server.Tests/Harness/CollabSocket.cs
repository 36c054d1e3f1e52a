using System.Net.WebSockets;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors.Wire;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A socket at a door, byte by byte: at <c>/collab</c> unless another path is asked.</summary>
internal sealed class CollabSocket : IDisposable
{
    private const int LongestFrame = 1024 * 1024;
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[LongestFrame];

    /// <summary>Why the server closed it: code and reason.</summary>
    public string Closing => $"{(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}";

    public static async Task<CollabSocket> ConnectAsync(Uri server, string path = "/collab", string? from = null, string? token = null)
    {
        var socket = new CollabSocket();
        if (from is not null)
            socket._socket.Options.SetRequestHeader("X-Forwarded-For", from);
        try
        {
            await socket._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = path, Query = token is null ? "" : $"token={token}" }.Uri, CancellationToken.None).WaitAsync(Patience.Enough);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A token for a section.</summary>
    public static async Task<string> TokenAsync(Guest guest, SectionId section)
    {
        var reply = await guest.Browser.PostAsync($"/api/sections/{section}/door-tokens", new DoorTokenRequest(false));
        return (await reply.ReadAsync<DoorTokenReply>()).Token;
    }

    public Task AuthenticateAsync(SectionId section, string token) => AuthenticateAsync(section, "", token);

    /// <summary>With what a provider puts behind the section's id, so that several on one socket have it open.</summary>
    public Task AuthenticateAsync(SectionId section, string behind, string token) =>
        SendAsync(new FrameWriter().Text(section.Value + behind).Number(MessageType.Auth).Number(0).Text(token).Done());

    /// <summary>Asks for the whole document, as a client does that has nothing yet; from then on it follows.</summary>
    public Task OpenDocumentAsync(SectionId section, string behind = "") =>
        SendAsync([.. new FrameWriter().Text(section.Value + behind).Done(), .. Bodies.Sync(MessageType.Step1, new Doc(1).EncodeStateVector())]);

    public Task CloseDocumentAsync(SectionId section) =>
        SendAsync(new FrameWriter().Text(section.Value).Number(MessageType.Close).Done());

    /// <summary>Sends a frame of these bytes.</summary>
    public Task SendAsync(byte[] frame) => _socket.SendAsync(frame, WebSocketMessageType.Binary, true, CancellationToken.None);

    /// <summary>The next frame as it came; null when the server closed.</summary>
    public Task<byte[]?> NextFrameAsync() => _socket.ReadMessageAsync(_buffer).WaitAsync(Patience.Enough);

    /// <summary>The next message of this kind, as text.</summary>
    public async Task<string> NextAsync(ulong kind)
    {
        while (true)
        {
            if (await NextFrameAsync() is not { } frame)
                throw new InvalidOperationException($"Waited for message {kind}; the socket closed: {Closing}.");
            var reader = new FrameReader(frame);
            if (reader.Text(int.MaxValue).Length > 0 && reader.Number() == kind)
                return Encoding.UTF8.GetString(frame);
        }
    }

    /// <summary>Why the server closed it.</summary>
    public async Task<string> ClosedAsync()
    {
        while (await NextFrameAsync() is not null)
        {
        }

        return Closing;
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }
}
