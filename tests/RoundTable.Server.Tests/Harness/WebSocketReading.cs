using System.Net.WebSockets;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Whole messages from a socket.</summary>
internal static class WebSocketReading
{
    /// <summary>The next message, or null when the other side closes.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Room for the longest message; used again for the next.</param>
    public static async Task<byte[]?> ReadMessageAsync(this WebSocket socket, byte[] buffer)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close ? null : buffer[..length];
    }
}
