using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Connects SignalR's client over a plain WebSocket, and keeps every byte that comes in.</summary>
internal sealed class WebSocketTransport(Uri address, CookieContainer cookies, Frames received, string? origin = null, string page = "") : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hubs/table", Query = page.Length > 0 ? $"?visitor={page}" : "" }.Uri, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new SocketConnection(socket, received);
    }

    private sealed class SocketConnection : ConnectionContext, IConnectionInherentKeepAliveFeature
    {
        private readonly ClientWebSocket _socket;
        private readonly Frames _received;
        private readonly Pipe _in = new();
        private readonly Pipe _out = new();
        private readonly CancellationTokenSource _closed = new();
        private readonly Task _pumping;

        public SocketConnection(ClientWebSocket socket, Frames received)
        {
            _socket = socket;
            _received = received;
            Transport = new Duplex(_in.Reader, _out.Writer);
            ConnectionClosed = _closed.Token;
            Features.Set<IConnectionInherentKeepAliveFeature>(this);
            _pumping = Task.WhenAll(ReceiveAsync(), SendAsync());
        }

        public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

        public override IDuplexPipe Transport { get; set; }

        public bool HasInherentKeepAlive => false;

        public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

        public override async ValueTask DisposeAsync()
        {
            await Transport.Output.CompleteAsync();
            await Transport.Input.CompleteAsync();
            _socket.Abort();
            await _pumping;
            _socket.Dispose();
            _closed.Dispose();
        }

        private async Task ReceiveAsync()
        {
            try
            {
                while (true)
                {
                    var buffer = _in.Writer.GetMemory(4096);
                    var result = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                    if (result.MessageType == WebSocketMessageType.Close)
                        break;
                    _received.Add(buffer.Span[..result.Count]);
                    _in.Writer.Advance(result.Count);
                    await _in.Writer.FlushAsync();
                }
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
            }

            await _in.Writer.CompleteAsync();
            await _closed.CancelAsync();
        }

        private async Task SendAsync()
        {
            try
            {
                while (true)
                {
                    var read = await _out.Reader.ReadAsync();
                    foreach (var segment in read.Buffer)
                        await _socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                    _out.Reader.AdvanceTo(read.Buffer.End);
                    if (read.IsCompleted)
                        break;
                }
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
            }

            await _out.Reader.CompleteAsync();
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
