using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Wire;
using RoundTable.Yjs;

namespace RoundTable.Server.Rehearsal;

/// <summary>A connection to the hub, in SignalR's JSON protocol.</summary>
internal sealed class Seat : IAsyncDisposable
{
    private const byte End = 0x1e;

    private readonly WebSocket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _calls;

    private Seat(WebSocket socket) => _socket = socket;

    public static async Task<Seat> TakeAsync(WebSocket socket, CancellationToken ct)
    {
        var seat = new Seat(socket);
        await seat.SendAsync(new { protocol = "json", version = 1 }, ct);
        await Messages.ReceiveAsync(socket, seat._buffer, ct);
        return seat;
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        _socket.Dispose();
    }

    /// <summary>Opens a plan, and a section in it.</summary>
    public async Task OpenAsync(Scene scene, CancellationToken ct)
    {
        await InvokeAsync(nameof(TableHub.OpenPlan), new OpenPlanRequest(scene.Plan), ct);
        await InvokeAsync(nameof(TableHub.OpenSection), new OpenSectionRequest(scene.Section, []), ct);
    }

    /// <summary>Makes an item and types in it, each letter when the one before is on disk.</summary>
    public async Task TypeAsync(SectionId section, int letters, CancellationToken ct)
    {
        var doc = new Doc(1);
        var words = new YText();
        var edits = new List<byte[]>();
        doc.Update += update => edits.Add(update.Bytes);
        doc.Transact(_ => doc.GetMap("items").Set("i-0000000000000000", Item(words)));
        for (var i = 0; i < letters; i++)
            words.Insert(i, "a");
        for (var i = 0; i < edits.Count; i++)
        {
            await SendAsync(new { type = 1, target = nameof(TableHub.PushUpdate), arguments = new object[] { new PushUpdateRequest(section, i + 1, edits[i]) } }, ct);
            await HearAsync("target", nameof(ITableClient.Acknowledged), ct);
        }
    }

    private static YMap Item(YText words)
    {
        var item = new YMap();
        item.Set("column", "strength");
        item.Set("kind", "experience");
        item.Set("speaker", "");
        item.Set("order", 1);
        item.Set("status", "onTable");
        item.Set("text", words);
        return item;
    }

    private async Task InvokeAsync(string method, object request, CancellationToken ct)
    {
        var call = $"{++_calls}";
        await SendAsync(new { type = 1, invocationId = call, target = method, arguments = new[] { request } }, ct);
        await HearAsync("invocationId", call, ct);
    }

    private async Task SendAsync(object message, CancellationToken ct) =>
        await _socket.SendAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Options), End], WebSocketMessageType.Text, endOfMessage: true, ct);

    /// <summary>Reads until a message says this of itself.</summary>
    private async Task HearAsync(string property, string value, CancellationToken ct)
    {
        byte[] said = [.. Encoding.UTF8.GetBytes($"\"{property}\":\"{value}\"")];
        int length;
        do
        {
            length = await Messages.ReceiveAsync(_socket, _buffer, ct);
            if (_buffer.AsSpan(0, length).IndexOf("\"refusal\":{"u8) >= 0)
                throw new InvalidOperationException("The rehearsal was refused something.");
        }
        while (_buffer.AsSpan(0, length).IndexOf(said) < 0);
    }
}
