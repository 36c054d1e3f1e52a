using RoundTable.Server.Doors.Wire;

namespace RoundTable.Server.Doors.YWebsocket;

/// <summary>One y-websocket client: one socket, one document, authenticated before its first message is read.</summary>
internal sealed class YWebsocketClient(DocumentLink link)
{
    /// <summary>Handles a frame, in which several messages may stand one after the other.</summary>
    public async Task HandleAsync(ReadOnlyMemory<byte> frame)
    {
        var reader = new FrameReader(frame);
        do
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
        }
        while (reader.HasContent);
    }

    private Task SyncAsync(ulong kind, ReadOnlyMemory<byte> payload) => kind switch
    {
        MessageType.Step1 => link.OpenAsync(payload),
        MessageType.Step2 or MessageType.Update => link.PushAsync(payload),
        _ => throw new MalformedFrameException("Not a sync message."),
    };
}
