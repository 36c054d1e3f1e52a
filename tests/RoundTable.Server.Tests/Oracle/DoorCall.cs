using RoundTable.Domain.Ids;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>A socket at a door of a server that may go at any moment: message by message, with nothing taken for granted.</summary>
internal sealed class DoorCall : IDisposable
{
    private readonly CollabSocket _socket;
    private readonly bool _isCollab;

    private DoorCall(CollabSocket socket, bool isCollab)
    {
        _socket = socket;
        _isCollab = isCollab;
    }

    /// <summary>Why the server closed it: code and reason.</summary>
    public string Closing => _socket.Closing;

    /// <param name="server">The server.</param>
    /// <param name="isCollab">Whether at <c>/collab</c>, where documents have their tokens by themselves; otherwise at <c>/yjs</c>.</param>
    /// <param name="section">Which section, of the address at <c>/yjs</c>.</param>
    /// <param name="token">The token in the address at <c>/yjs</c>; null for none.</param>
    public static async Task<DoorCall> ConnectAsync(Uri server, bool isCollab, SectionId section, string? token) => new(
        await CollabSocket.ConnectAsync(server, isCollab ? "/collab" : $"/yjs/{section}", token: isCollab ? null : token),
        isCollab);

    public static byte[] Authentication(string token) => new FrameWriter().Number(MessageType.Auth).Number(0).Text(token).Done();

    public Task SendAsync(SectionId section, byte[] body) => SendAsync(_isCollab ? [.. new FrameWriter().Text(section.Value).Done(), .. body] : body);

    public Task SendAsync(byte[] frame) => _socket.SendAsync(frame);

    /// <summary>The next frame as it came; null when the server closed.</summary>
    public Task<byte[]?> NextAsync() => _socket.NextFrameAsync();

    /// <summary>Of which section a frame is, and the message behind that; a bare ping or pong is of none.</summary>
    public (string Address, byte[] Body) Open(byte[] frame)
    {
        if (!_isCollab || frame.Length == 1)
            return ("", frame);
        var address = new FrameReader(frame).Text(int.MaxValue);
        return (address, frame[new FrameWriter().Text(address).Done().Length..]);
    }

    public void Dispose() => _socket.Dispose();
}
