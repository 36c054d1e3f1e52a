using System.Net.WebSockets;

namespace RoundTable.Server.Rehearsal;

/// <summary>Whole messages of a socket.</summary>
internal static class Messages
{
    /// <returns>How many bytes of the buffer the message has.</returns>
    /// <exception cref="InvalidOperationException">The server closed, or said more than fits.</exception>
    public static async Task<int> ReceiveAsync(WebSocket socket, byte[] buffer, CancellationToken ct)
    {
        var length = 0;
        while (length < buffer.Length)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"A door closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
            length += part.Count;
            if (part.EndOfMessage)
                return length;
        }

        throw new InvalidOperationException("A message of the rehearsal is longer than expected.");
    }
}
