using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Doors;

/// <summary>A socket whose client says nothing but goodbye, and reads nothing before it begins to; remembers what it was sent.</summary>
internal sealed class SilentLine : WebSocket
{
    private readonly Channel<string> _sent = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goodbye = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    /// <summary>The next frame that was sent.</summary>
    public async Task<string> NextAsync()
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        return await _sent.Reader.ReadAsync(late.Token);
    }

    /// <summary>Whether there is a frame that nobody asked for yet.</summary>
    public bool HasMore => _sent.Reader.TryPeek(out _);

    public void BeginToRead() => _reading.TrySetResult();

    public void SayGoodbye() => _goodbye.TrySetResult();

    public override void Abort() => _goodbye.TrySetResult();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        await _goodbye.Task;
        return new(0, WebSocketMessageType.Close, true);
    }

    public override async Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        await _reading.Task;
        _sent.Writer.TryWrite(Encoding.UTF8.GetString(buffer));
    }
}
