using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Tests.Harness;

/// <summary>
/// A hub client by hand, that reads only when it is told to: until then the server's bytes stay in the network, as those of a
/// phone that lost its signal do.
/// </summary>
internal sealed class StalledSocket : IDisposable
{
    private const char End = '\u001e';
    private readonly HttpMessageInvoker _http;
    private readonly ClientWebSocket _socket;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly StringBuilder _text = new();

    private StalledSocket(HttpMessageInvoker http, ClientWebSocket socket)
    {
        _http = http;
        _socket = socket;
    }

    public static async Task<StalledSocket> ConnectAsync(Guest guest)
    {
        // A small window, so that the network between holds little.
        var http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            CookieContainer = guest.Browser.Cookies,
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var client = new StalledSocket(http, new ClientWebSocket());
        await client._socket.ConnectAsync(
            new UriBuilder(guest.Browser.Address) { Scheme = "ws", Path = "/hubs/table" }.Uri, http, CancellationToken.None);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        return client;
    }

    /// <summary>Opens a section without reading the answer.</summary>
    public Task OpenAsync(SectionId section) =>
        SendAsync($$"""{"type":1,"invocationId":"1","target":"OpenSection","arguments":[{"section":"{{section}}","stateVector":""}]}""");

    /// <summary>Reads what was on its way, up to a message that is meant; what came before it is answered too.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadUntilAsync(Func<JsonElement, bool> meant)
    {
        using var deadline = new CancellationTokenSource(Patience.Enough);
        var read = new List<JsonElement>();
        while (true)
        {
            while (_text.ToString().IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                read.Add(JsonDocument.Parse(_text.ToString(0, end)).RootElement.Clone());
                _text.Remove(0, end + 1);
                if (meant(read[^1]))
                    return read;
            }

            var result = await _socket.ReceiveAsync(_buffer.AsMemory(), deadline.Token);
            Assert.NotEqual(WebSocketMessageType.Close, result.MessageType);
            _text.Append(Encoding.UTF8.GetString(_buffer, 0, result.Count));
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
