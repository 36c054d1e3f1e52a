using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RoundTable.Benchmarks.Engine;
using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Hub;

/// <summary>
/// One person at one screen: a replica of a section, and an own item in it that this person types into. One keystroke in
/// twenty goes back into the middle of the text.
/// </summary>
internal sealed class Typist(HubClient hub, string section, ulong client, uint seed) : IAsyncDisposable
{
    private readonly Doc _doc = new(client);
    private readonly Lock _lock = new();
    private readonly Chance _chance = new(seed);
    private readonly Queue<(long Number, long Sent)> _unacknowledged = [];
    private readonly YText _text = new();
    private byte[] _own = [];
    private Stopwatches? _watches;
    private string? _fault;
    private long _number;

    /// <summary>What the screen holds; the same on all screens when everything has arrived.</summary>
    /// <exception cref="InvalidOperationException">The server refused something or dropped a message.</exception>
    public byte[] State
    {
        get
        {
            lock (_lock)
                return _fault is null ? _doc.EncodeStateAsUpdate() : throw new InvalidOperationException($"a screen failed: {_fault}");
        }
    }

    /// <summary>Opens the section and writes an own item.</summary>
    public async Task OpenAsync(Uri server, string cookie)
    {
        hub.Received = Take;
        await hub.ConnectAsync(server, cookie);
        var opened = await hub.InvokeAsync("OpenSection", new { section, stateVector = _doc.EncodeStateVector() });
        lock (_lock)
        {
            _doc.ApplyUpdate(opened.GetProperty("update").GetBytesFromBase64());
            _doc.Update += update => _own = update.Local ? update.Bytes : _own;
            _doc.Transact(_ => AddItem());
        }
        await hub.SendAsync("PushUpdate", new { section, number = ++_number, update = _own });
    }

    /// <summary>Tells where times go from now on.</summary>
    public void Report(Stopwatches watches)
    {
        lock (_lock)
            _watches = watches;
    }

    /// <summary>Types at a rate: what is due is sent, late or not.</summary>
    public async Task TypeAsync(double perSecond, TimeSpan duration)
    {
        var period = TimeSpan.FromSeconds(1 / perSecond);
        var from = Stopwatch.GetTimestamp();
        for (var due = period * (_chance.Below(1000) / 1000.0); due < duration; due += period)
        {
            var wait = due - Stopwatch.GetElapsedTime(from);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            await StrikeAsync(Stopwatch.GetElapsedTime(from) - due);
        }
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    private Task StrikeAsync(TimeSpan late)
    {
        lock (_lock)
        {
            var clock = _doc.GetState(client);
            _text.Insert(_chance.Below(20) == 0 ? _chance.Between(0, _text.Length) : _text.Length, _chance.Word(1, 1));
            var now = Stopwatch.GetTimestamp();
            var number = ++_number;
            if (_watches is not null)
            {
                _watches.Sent(client, clock, now, late);
                _unacknowledged.Enqueue((number, now));
            }
            return hub.SendAsync("PushUpdate", new { section, number, update = _own });
        }
    }

    private void Take(string target, JsonElement message)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            switch (target)
            {
                case "Updated":
                    Updated(message.GetProperty("update").GetBytesFromBase64(), now);
                    break;
                case "Acknowledged":
                    Acknowledged(message.GetProperty("number").GetInt64(), now);
                    break;
                case "Refused" or "Resync":
                    _fault ??= $"{target} {message}";
                    break;
            }
        }
    }

    private void Updated(byte[] update, long now)
    {
        if (_watches is not null)
        {
            var meta = Updates.ParseMeta(update);
            foreach (var (author, end) in meta.To)
            {
                for (var clock = meta.From[author]; clock < end; clock++)
                    _watches.Arrived(author, clock, now);
            }
        }
        _doc.ApplyUpdate(update);
    }

    private void Acknowledged(long number, long now)
    {
        while (_unacknowledged.TryPeek(out var first) && first.Number <= number)
            _watches!.Acknowledged(_unacknowledged.Dequeue().Sent, now);
    }

    private void AddItem()
    {
        var item = new YMap();
        _doc.GetMap("items").Set("i-" + seed.ToString("d16", CultureInfo.InvariantCulture), item);
        item.Set("column", "harm");
        item.Set("kind", "fact");
        item.Set("speaker", "");
        item.Set("order", (double)seed);
        item.Set("status", "onTable");
        item.Set("text", _text);
    }
}
