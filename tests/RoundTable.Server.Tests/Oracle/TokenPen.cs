using System.Globalization;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>What one writer has: the copy of the section, the tokens in it, and up to where they were called saved.</summary>
internal sealed class TokenPen
{
    private const int RoomInItem = 3_500;
    private readonly List<string> _tokens = [];
    private readonly ulong _foreign;
    private readonly Random _chance;
    private readonly Ledger _ledger;
    private byte[] _edit = [];
    private long _saved;
    private int _number;
    private volatile Written? _last;

    /// <param name="name">The writer's name, in every token.</param>
    /// <param name="client">Its Yjs client.</param>
    /// <param name="foreign">The Yjs client of another person.</param>
    /// <param name="chance">Where it writes.</param>
    /// <param name="ledger">The books of the run.</param>
    public TokenPen(string name, ulong client, ulong foreign, Random chance, Ledger ledger)
    {
        Name = name;
        Client = client;
        Doc = new Doc(client);
        Doc.Update += update => _edit = update.Local ? update.Bytes : _edit;
        _foreign = foreign;
        _chance = chance;
        _ledger = ledger;
    }

    public Doc Doc { get; }

    public string Name { get; }

    public ulong Client { get; }

    /// <summary>Every token that this writer typed.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The number of what it typed last; others may ask while it types.</summary>
    public int Typed => Volatile.Read(ref _number);

    /// <summary>What it wrote last, and where; null before the first. Others may ask while it writes.</summary>
    public Written? Last => _last;

    /// <summary>The item that it writes in; empty before the first.</summary>
    public string Item { get; private set; } = "";

    /// <summary>Up to where it wrote, in its own clock.</summary>
    public long Clock { get; private set; }

    /// <summary>Whether it is time for something that no server may take.</summary>
    public bool Misbehaves => _chance.Next(12) == 0;

    /// <summary>Whether it is time to say where it is.</summary>
    public bool ShowsItself => _chance.Next(4) == 0;

    /// <summary>Types one token; gives it and the update that came of it.</summary>
    public (string Token, byte[] Update) Type()
    {
        var token = $"[{Name}-{++_number}]";
        _tokens.Add(token);
        Doc.Transact(_ => Write(token));
        Clock = Updates.ParseMeta(_edit).To[Client];
        _last = new(Item, _edit);
        return (token, _edit);
    }

    /// <summary>The number in a token.</summary>
    public static int NumberOf(string token) => int.Parse(token.AsSpan(token.IndexOf('-', StringComparison.Ordinal) + 1).TrimEnd(']'), CultureInfo.InvariantCulture);

    /// <summary>These tokens are on disk, and so is all that was typed up to here in the own clock.</summary>
    public void Saved(IEnumerable<string> tokens, long clock)
    {
        _saved = Math.Max(_saved, clock);
        _ledger.Acknowledge(tokens);
    }

    /// <summary>What the server lacks; fails when it lacks something that was called saved.</summary>
    /// <param name="server">The server's state vector, as it opened the section.</param>
    public byte[] Missing(byte[] server)
    {
        var missing = Doc.EncodeStateAsUpdate(server);
        if (Updates.ParseMeta(missing).From.TryGetValue(Client, out var has))
            Assert.True(has >= _saved, $"{Name}: the server has {has} of {_saved} that it called saved.");
        return missing;
    }

    /// <summary>Letters under somebody else's client, or something that is no item: its token may be nowhere afterwards.</summary>
    public (byte[] Update, bool AsOther) Forge()
    {
        var token = $"<{Name}-{++_number}>";
        _ledger.AddHostile(token);
        byte[] update = [];
        var state = Doc.EncodeStateAsUpdate();
        var asOther = _chance.Next(2) == 0 && Updates.ParseMeta(state).From.ContainsKey(_foreign);
        var forged = new Doc(asOther ? _foreign : Client);
        forged.ApplyUpdate(state);
        forged.Update += made => update = made.Local ? made.Bytes : update;
        if (asOther)
            forged.Transact(_ => TextOf(forged, forged.GetMap("items").Keys.First()).Insert(0, token));
        else
            forged.Transact(_ => forged.GetText("elsewhere").Insert(0, token));
        return (update, asOther);
    }

    // Somewhere in the own item, so that texts are cut and merged; a full one is followed by another.
    private void Write(string token)
    {
        if (Item.Length > 0 && TextOf(Doc, Item).Length < RoomInItem)
        {
            TextOf(Doc, Item).Insert(Boundary(TextOf(Doc, Item).ToString()), token);
            return;
        }

        Item = string.Create(18, _chance, static (id, chance) =>
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
        Doc.GetMap("items").Set(Item, item);
    }

    private int Boundary(string text)
    {
        var at = text.IndexOf('[', _chance.Next(text.Length + 1));
        return at < 0 ? text.Length : at;
    }

    private static YText TextOf(Doc doc, string item)
    {
        Assert.True(doc.GetMap("items").TryGet<YMap>(item, out var map), $"no item {item}");
        Assert.True(map!.TryGet<YText>("text", out var text));
        return text!;
    }

    /// <summary>An edit, and the item that it is in.</summary>
    internal sealed record Written(string Item, byte[] Update);
}
