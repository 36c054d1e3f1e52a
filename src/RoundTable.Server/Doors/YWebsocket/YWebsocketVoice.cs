using RoundTable.Server.Doors.Wire;

namespace RoundTable.Server.Doors.YWebsocket;

/// <summary>
/// Speaks y-websocket. Its clients know no acknowledgement: their own update comes back to them when it is on disk, which newer
/// ones show as saved and older ones pass over. What is refused is a warning.
/// </summary>
internal sealed class YWebsocketVoice(DoorSocket socket) : DoorVoice(socket)
{
    private const int NothingNew = 2;
    private const string ReadOnly = Domain.Commands.RefusalCodes.SectionReadOnly;

    public override void Say(byte[] body) => Socket.Send(body);

    public override void Say(SharedBody body) => Socket.Send(body.Bytes);

    public override void Saved(ReadOnlyMemory<byte> update, bool told)
    {
        if (!told && update.Length > NothingNew)
            Say(Bodies.Sync(MessageType.Update, update.Span));
    }

    public override void Refused(string code) => Warn(code);

    public override void Warn(string code) => Say(Bodies.Warning(code));

    public override void Rights(bool canWrite)
    {
        if (!canWrite)
            Warn(ReadOnly);
    }

    // It cannot send another.
    public override void AskForToken()
    {
    }

    public override void Shut(string code) => Socket.Close(CloseCodes.Forbidden, code, Bodies.Warning(code));

    public override void Unauthorized(string code) => Socket.Close(CloseCodes.Unauthorized, code, Bodies.Warning(code));

    public override void Malformed(string code) => Socket.Close(CloseCodes.Malformed, code, Bodies.Warning(code));
}
