using System.Net.WebSockets;
using System.Threading.Channels;
using RoundTable.Domain.Ids;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors.Wire;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A y-websocket client of few words: what it is sent, and a document of its own.</summary>
internal sealed class DoorClient : IAsyncDisposable
{
    private static ulong Clients = 6_000_000;
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<byte[]> _came = Channel.CreateUnbounded<byte[]>();
    private Task _reading = Task.CompletedTask;
    private Uri? _address;

    public Doc Doc { get; } = new(Interlocked.Increment(ref Clients));

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    /// <summary>Gets a token, connects and synchronises.</summary>
    public static async Task<DoorClient> ConnectAsync(Guest guest, SectionId section, bool readOnly = false)
    {
        var reply = await guest.Browser.PostAsync($"/api/sections/{section}/door-tokens", new DoorTokenRequest(readOnly));
        var address = new UriBuilder(guest.Browser.Address) { Scheme = "ws", Path = $"/yjs/{section}", Query = $"token={(await reply.ReadAsync<DoorTokenReply>()).Token}" };
        var client = await ComeAsync(address.Uri);
        await client.SendAsync(Bodies.Sync(MessageType.Step1, client.Doc.EncodeStateVector()));
        client.Doc.ApplyUpdate(await client.NextAsync(MessageType.Step2));
        return client;
    }

    /// <summary>Comes with the same token again.</summary>
    public Task<DoorClient> ComeAgainAsync() => ComeAsync(_address!);

    private static async Task<DoorClient> ComeAsync(Uri address)
    {
        var client = new DoorClient { _address = address };
        await client._socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience.Enough);
        client._reading = client.ReadAsync();
        return client;
    }

    /// <summary>Makes an edit and sends what came of it, as one update; gives its bytes.</summary>
    public async Task<byte[]> EditAsync(Action<Doc> edit)
    {
        var before = Doc.EncodeStateVector();
        Doc.Transact(_ => edit(Doc));
        var update = Doc.EncodeStateAsUpdate(before);
        await SendAsync(Bodies.Sync(MessageType.Update, update));
        return update;
    }

    public Task SendAsync(byte[] frame) => _socket.SendAsync(frame, WebSocketMessageType.Binary, true, CancellationToken.None);

    /// <summary>The payload of the next sync message of one of these kinds; others are passed over.</summary>
    public async Task<byte[]> NextAsync(params ulong[] kinds)
    {
        while (true)
        {
            var reader = new FrameReader(await NextFrameAsync());
            if (reader.Number() == MessageType.Sync && kinds.Contains(reader.Number()))
                return reader.Bytes().ToArray();
        }
    }

    /// <summary>The next presence state that is meant, as JSON; all other messages are passed over.</summary>
    public async Task<string> NextStateAsync(Func<string, bool> meant)
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        while (true)
        {
            if ((await NextStatesAsync()).FirstOrDefault(meant) is { } state)
                return state;
            Assert.False(late.IsCancellationRequested, $"The presence that was meant did not come within {Patience.Enough}.");
        }
    }

    /// <summary>The presence states of the next message that is about presence, as JSON.</summary>
    public async Task<IReadOnlyList<string>> NextStatesAsync()
    {
        while (true)
        {
            var reader = new FrameReader(await NextFrameAsync());
            if (reader.Number() != MessageType.Awareness)
                continue;
            var update = new FrameReader(reader.Bytes());
            var states = new List<string>();
            for (var count = update.Number(); count > 0; count--)
            {
                update.Number();
                update.Number();
                states.Add(update.Text(int.MaxValue));
            }

            return states;
        }
    }

    /// <summary>The code of the next warning.</summary>
    public async Task<string> NextWarningAsync()
    {
        while (true)
        {
            var reader = new FrameReader(await NextFrameAsync());
            if (reader.Number() == MessageType.Auth && reader.Number() == 0)
                return reader.Text(int.MaxValue);
        }
    }

    /// <summary>Waits until the server closed the socket.</summary>
    public Task ClosedAsync() => _reading.WaitAsync(Patience.Enough);

    /// <summary>Makes a whole item.</summary>
    public static void AddItem(Doc doc, string id)
    {
        var item = new YMap();
        item.Set("column", "strength");
        item.Set("kind", "experience");
        item.Set("speaker", "");
        item.Set("order", 1);
        item.Set("status", "onTable");
        item.Set("text", new YText("woorden"));
        doc.GetMap("items").Set(id, item);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task<byte[]> NextFrameAsync()
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        return await _came.Reader.ReadAsync(late.Token);
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1024 * 1024];
        try
        {
            while (await _socket.ReadMessageAsync(buffer) is { } message)
                _came.Writer.TryWrite(message);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The line is gone: whoever waits for more hears that no more comes.
        }

        _came.Writer.Complete();
    }
}
