using RoundTable.Server.Doors.Wire;

namespace RoundTable.Server.Doors.YWebsocket;

/// <summary>One y-websocket client: one socket, one document, authenticated before its first message is read.</summary>
internal sealed class YWebsocketClient(DoorSocket socket, DocumentLink link)
{
    private const int MaxMessages = 64;

    /// <summary>Handles a frame, in which several messages may stand one after the other.</summary>
    public async ValueTask HandleAsync(ReadOnlyMemory<byte> frame)
    {
        var reader = new FrameReader(frame);
        for (var messages = 1; ; messages++)
        {
            switch (reader.Number())
            {
                case MessageType.Sync:
                    var kind = reader.Number();
                    await SyncAsync(kind, reader.Bytes());
                    break;
                case MessageType.Awareness:
                    await link.SetPresenceAsync(reader.Bytes());
                    break;
                case MessageType.QueryAwareness:
                    link.ShowPresence();
                    break;
                default:
                    throw new MalformedFrameException("Not a message of y-websocket.");
            }

            // A byte can ask for more than it costs to send, so a frame is not a way around the pace of frames.
            if (!reader.HasContent)
                return;
            if (messages == MaxMessages)
                throw new MalformedFrameException("Too many messages in a frame.");
            await socket.PaceAsync();
        }
    }

    private ValueTask SyncAsync(ulong kind, ReadOnlyMemory<byte> payload) => kind switch
    {
        MessageType.Step1 => link.OpenAsync(payload),
        MessageType.Step2 or MessageType.Update => link.PushAsync(payload, isAll: kind == MessageType.Step2),
        _ => throw new MalformedFrameException("Not a sync message."),
    };
}
