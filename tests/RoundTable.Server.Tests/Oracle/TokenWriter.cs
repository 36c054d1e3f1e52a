using System.Net;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>
/// Somebody who writes numbered tokens into an own item and keeps the copy of the section when the server goes, as the web
/// client does: back again, the writer takes what is missed and pushes what the server misses. Now and then it pushes
/// something that no server may take.
/// </summary>
internal sealed class TokenWriter(
    Fleet fleet, CookieContainer cookies, SectionId section, string name, ulong client, ulong foreign, Random chance, Ledger ledger)
{
    private const int InFlight = 4;
    private const int RoomInItem = 3_500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<long, IReadOnlyList<string>> _pushed = [];
    private readonly Dictionary<long, IReadOnlyList<string>> _before = [];
    private readonly Dictionary<long, Hostile> _hostile = [];
    private readonly List<string> _mine = [];
    private readonly List<byte[]> _edits = [];
    private long _number;
    private int _tokens;
    private string _item = "";
    private volatile bool _resting;

    public Doc Doc { get; } = new(client);

    /// <summary>Every token that this writer typed.</summary>
    public IReadOnlyList<string> Tokens => _mine;

    /// <summary>Types no more; goes on until all of it is acknowledged.</summary>
    public void Rest() => _resting = true;

    /// <summary>Writes until it rests and all is acknowledged.</summary>
    public async Task RunAsync()
    {
        Doc.Update += update =>
        {
            if (update.Local)
                _edits.Add(update.Bytes);
        };
        while (true)
        {
            try
            {
                var address = fleet.Addresses[chance.Next(fleet.Addresses.Count)];
                await using var table = await TableClient.ConnectAsync(address, cookies);
                if (await SitAsync(table))
                    return;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException and not TimeoutException)
            {
                // The server is gone, or not yet back.
            }

            await Task.Delay(Pause);
        }
    }

    // True when all is written and acknowledged; false when the connection is gone.
    private async Task<bool> SitAsync(TableClient table)
    {
        if (!await OpenAsync(table))
            return false;
        while (true)
        {
            while (!_resting && _pushed.Count < InFlight)
                await TypeAsync(table);
            if (_resting && _pushed.Count == 0 && _hostile.Count == 0)
                return true;
            switch (await table.NextAsync<object>(e => e is AcknowledgedEvent or RefusedEvent or UpdatedEvent or ResyncEvent or ClosedEvent))
            {
                case AcknowledgedEvent acknowledged when _pushed.Remove(acknowledged.Number, out var tokens):
                    ledger.Acknowledge(tokens);
                    break;
                case AcknowledgedEvent late when _before.Remove(late.Number, out var tokens):
                    // Pushed before it opened the section again, and pushed once more then: it is on disk all the same.
                    ledger.Acknowledge(tokens);
                    break;
                case RefusedEvent refused when _hostile.Remove(refused.Number):
                    ledger.Refused();
                    break;
                case AcknowledgedEvent repeated when _hostile.Remove(repeated.Number, out var hostile) && hostile.AsOther:
                    // The other had used those clocks meanwhile: what is known already is left aside, its letters are nowhere.
                    break;
                case AcknowledgedEvent wrong:
                    Assert.Fail($"{name}: {wrong.Number} was acknowledged and should not have been.");
                    break;
                case RefusedEvent mine when _pushed.ContainsKey(mine.Number):
                    ledger.Trouble($"{name}'s own words were refused: {mine.Refusal.Code}");
                    if (!await OpenAsync(table))
                        return false;
                    break;
                case UpdatedEvent updated:
                    Doc.ApplyUpdate(updated.Update);
                    break;
                case RefusedEvent or ResyncEvent when !await OpenAsync(table):
                case ClosedEvent:
                    return false;
            }
        }
    }

    private async Task<bool> OpenAsync(TableClient table)
    {
        foreach (var (number, tokens) in _pushed)
            _before[number] = tokens;
        _pushed.Clear();
        _hostile.Clear();
        var reply = await table.OpenSectionAsync(section, Doc.EncodeStateVector());
        if (reply.Refusal is { } refusal)
        {
            ledger.Trouble($"{name} could not open: {refusal.Code}");
            return false;
        }

        Doc.ApplyUpdate(reply.Update);
        if (_mine.Count > 0)
            await PushAsync(table, Doc.EncodeStateAsUpdate(reply.StateVector), [.. _mine]);
        return true;
    }

    private async Task TypeAsync(TableClient table)
    {
        if (chance.Next(12) == 0)
        {
            await MisbehaveAsync(table);
            return;
        }

        var token = $"[{name}-{++_tokens}]";
        _mine.Add(token);
        _edits.Clear();
        Doc.Transact(_ => Write(Doc, token));
        foreach (var edit in _edits)
            await PushAsync(table, edit, [token]);
    }

    private async Task PushAsync(TableClient table, byte[] update, IReadOnlyList<string> tokens)
    {
        _pushed[++_number] = tokens;
        await table.PushAsync(section, _number, update);
    }

    // Letters under somebody else's client, or something that is no item: refused whole, and its token is nowhere afterwards.
    private async Task MisbehaveAsync(TableClient table)
    {
        var token = $"<{name}-{++_tokens}>";
        ledger.AddHostile(token);
        byte[] update = [];
        var state = Doc.EncodeStateAsUpdate();
        var asOther = chance.Next(2) == 0 && Updates.ParseMeta(state).From.ContainsKey(foreign);
        var forged = new Doc(asOther ? foreign : client);
        forged.ApplyUpdate(state);
        forged.Update += made => update = made.Local ? made.Bytes : update;
        if (asOther)
            forged.Transact(_ => TextOf(forged, forged.GetMap("items").Keys.First()).Insert(0, token));
        else
            forged.Transact(_ => forged.GetText("elsewhere").Insert(0, token));
        _hostile[++_number] = new Hostile(asOther);
        await table.PushAsync(section, _number, update);
    }

    // Somewhere in the own item, so that texts are cut and merged; a full one is followed by another.
    private void Write(Doc doc, string token)
    {
        if (_item.Length > 0 && TextOf(doc, _item).Length < RoomInItem)
        {
            TextOf(doc, _item).Insert(Boundary(TextOf(doc, _item).ToString()), token);
            return;
        }

        _item = string.Create(18, chance, static (id, chance) =>
        {
            "i-".CopyTo(id);
            for (var i = 2; i < id.Length; i++)
                id[i] = (char)('a' + chance.Next(26));
        });
        var item = new YMap();
        item.Set("column", "strength");
        item.Set("kind", "experience");
        item.Set("speaker", "");
        item.Set("order", 1);
        item.Set("status", "onTable");
        item.Set("text", new YText(token));
        doc.GetMap("items").Set(_item, item);
    }

    private int Boundary(string text)
    {
        var at = text.IndexOf('[', chance.Next(text.Length + 1));
        return at < 0 ? text.Length : at;
    }

    private readonly record struct Hostile(bool AsOther);

    private static YText TextOf(Doc doc, string item)
    {
        Assert.True(doc.GetMap("items").TryGet<YMap>(item, out var map), $"no item {item}");
        Assert.True(map!.TryGet<YText>("text", out var text));
        return text!;
    }
}
