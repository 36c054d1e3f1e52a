using System.Text.Json;
using RoundTable.Server.Doors.Wire;

namespace RoundTable.Server.Doors.Hocuspocus;

/// <summary>
/// Speaks Hocuspocus to one document of a socket. Providers count what they sent and expect exactly one SyncStatus for each
/// update: 1 when it is on disk, 0 when it is refused, with the reason in a stateless message.
/// </summary>
internal sealed class HocuspocusVoice(DoorSocket socket, Address address) : DoorVoice(socket)
{
    private const ulong DeniedScope = 1;
    private const ulong GrantedScope = 2;
    private readonly byte[] _saved = [.. address.Bytes, (byte)MessageType.SyncStatus, 1];
    private readonly byte[] _refused = [.. address.Bytes, (byte)MessageType.SyncStatus, 0];
    private readonly Lock _lock = new();
    private bool _shut;

    public override void Say(byte[] body) => Send(Addressed(body));

    public override void Say(SharedBody body) =>
        Send(address.IsPlain ? body.Addressed(address.Bytes) : [.. address.Bytes, .. body.Bytes]);

    public override void Saved(ReadOnlyMemory<byte> update, bool told) => Send(_saved);

    public override void Refused(string code)
    {
        Send(_refused);
        Say(Reason("refused", code));
    }

    public override void Warn(string code) => Say(Reason("warning", code));

    public override void Rights(bool canWrite) =>
        Say(new FrameWriter().Number(MessageType.Auth).Number(GrantedScope).Text(canWrite ? "read-write" : "readonly").Done());

    public override void AskForToken() => Say(new FrameWriter().Number(MessageType.Auth).Number(0).Done());

    /// <summary>The client does not come in, or no longer.</summary>
    public void Deny(string code)
    {
        Socket.Count(code);
        Say(Denied(code));
    }

    /// <summary>The client went; others on the socket stay.</summary>
    public void Detached(string reason) => Say(new FrameWriter().Number(MessageType.Close).Text(reason).Done());

    /// <inheritdoc/>
    /// <remarks>What a slow line still holds of the document is dropped, and so is what an answer that was under way would add.</remarks>
    public override void Shut(string code)
    {
        lock (_lock)
        {
            Socket.Forget(this);
            Deny(code);
            Detached(code);
            _shut = true;
        }
    }

    public override void Unauthorized(string code) => Socket.Close(CloseCodes.Unauthorized, code, Addressed(Denied(code)));

    public override void Malformed(string code) =>
        Socket.Close(CloseCodes.Malformed, code, _refused, Addressed(Reason("refused", code)));

    private static byte[] Denied(string code) => new FrameWriter().Number(MessageType.Auth).Number(DeniedScope).Text(code).Done();

    private static byte[] Reason(string type, string code) =>
        new FrameWriter().Number(MessageType.Stateless).Text(JsonSerializer.Serialize(new { type, code })).Done();

    private void Send(ReadOnlyMemory<byte> frame)
    {
        lock (_lock)
        {
            if (!_shut)
                Socket.Send(frame, this);
        }
    }

    private byte[] Addressed(byte[] body) => [.. address.Bytes, .. body];
}
