namespace RoundTable.Server.Doors.Wire;

/// <summary>Messages without the address that Hocuspocus puts in front of them.</summary>
internal static class Bodies
{
    public static byte[] Sync(ulong kind, ReadOnlySpan<byte> payload) =>
        new FrameWriter(payload.Length + 8).Number(MessageType.Sync).Number(kind).Bytes(payload).Done();

    public static byte[] Awareness(ReadOnlySpan<byte> update) =>
        new FrameWriter(update.Length + 8).Number(MessageType.Awareness).Bytes(update).Done();

    /// <summary>y-websocket: permission denied, which its clients print as a warning.</summary>
    public static byte[] Warning(string code) => new FrameWriter().Number(MessageType.Auth).Number(0).Text(code).Done();
}
