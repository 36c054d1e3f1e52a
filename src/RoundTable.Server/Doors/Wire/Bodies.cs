namespace RoundTable.Server.Doors.Wire;

/// <summary>Messages without the address that Hocuspocus puts in front of them.</summary>
internal static class Bodies
{
    /// <summary>Copies the payload once, however large it is.</summary>
    public static byte[] Sync(ulong kind, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[3 * FrameWriter.MaxNumber];
        var length = FrameWriter.Put(head, MessageType.Sync);
        length += FrameWriter.Put(head[length..], kind);
        length += FrameWriter.Put(head[length..], (ulong)payload.Length);
        return [.. head[..length], .. payload];
    }

    public static byte[] Awareness(ReadOnlySpan<byte> update) =>
        new FrameWriter(update.Length + 8).Number(MessageType.Awareness).Bytes(update).Done();

    /// <summary>y-websocket: permission denied, which its clients print as a warning.</summary>
    public static byte[] Warning(string code) => new FrameWriter().Number(MessageType.Auth).Number(0).Text(code).Done();
}
