using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace RoundTable.Benchmarks.Hub;

/// <summary>
/// A client of the hub over one WebSocket in SignalR's JSON protocol, and no more of it than this benchmark needs: cheap,
/// so that the figures are those of the server.
/// </summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const byte Separator = 0x1E;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _answers = [];
    private Task _receiving = Task.CompletedTask;
    private int _invocations;

    /// <summary>Called with the name and the argument of each message of the server; one at a time.</summary>
    public Action<string, JsonElement>? Received { get; set; }

    /// <param name="server">Address of the server.</param>
    /// <param name="cookie">The session, as the header says it.</param>
    public async Task ConnectAsync(Uri server, string cookie)
    {
        _socket.Options.SetRequestHeader("Cookie", cookie);
        await _socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/table" }.Uri, CancellationToken.None);
        await WriteAsync(new { protocol = "json", version = 1 });
        _receiving = ReceiveAsync();
    }

    /// <summary>Calls a method and awaits its answer.</summary>
    public async Task<JsonElement> InvokeAsync(string target, object argument)
    {
        var id = Interlocked.Increment(ref _invocations).ToString(CultureInfo.InvariantCulture);
        var answer = _answers[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await WriteAsync(new { type = 1, invocationId = id, target, arguments = new[] { argument } });
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Calls a method that has no answer.</summary>
    public Task SendAsync(string target, object argument) => WriteAsync(new { type = 1, target, arguments = new[] { argument } });

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _receiving;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task WriteAsync(object message)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(message, Json), Separator];
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.GetMemory(16 * 1024), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                buffer.Advance(part.Count);
                if (part.EndOfMessage)
                {
                    TakeAll(buffer.WrittenSpan);
                    buffer.ResetWrittenCount();
                }
            }
        }
        catch (WebSocketException)
        {
            // Aborted by us, or by the server: whoever waits will say so.
        }
        catch (OperationCanceledException)
        {
            // Aborted by us while a message was coming in.
        }
    }

    private void TakeAll(ReadOnlySpan<byte> frames)
    {
        while (frames.IndexOf(Separator) is var end && end >= 0)
        {
            Take(JsonElement.Parse(frames[..end]));
            frames = frames[(end + 1)..];
        }
    }

    private void Take(JsonElement message)
    {
        if (!message.TryGetProperty("type", out var type))
            return;
        switch (type.GetInt32())
        {
            case 1:
                Received?.Invoke(message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]);
                break;
            case 3 when _answers.TryRemove(message.GetProperty("invocationId").GetString()!, out var answer):
                Settle(answer, message);
                break;
        }
    }

    private static void Settle(TaskCompletionSource<JsonElement> answer, JsonElement message)
    {
        if (message.TryGetProperty("error", out var error))
            answer.SetException(new InvalidOperationException(error.GetString()));
        else
            answer.SetResult(message.TryGetProperty("result", out var result) ? result : default);
    }
}
