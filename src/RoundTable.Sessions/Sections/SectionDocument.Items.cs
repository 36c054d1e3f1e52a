using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    public IReadOnlyList<CardItem> Items()
    {
        var items = new List<CardItem>();
        foreach (var (key, value) in Root.Entries)
        {
            if (value is YMap item)
                items.Add(Read(ItemId.From(key), item));
        }

        return items;
    }

    /// <summary>The items with who wrote their texts; the empty id for what the server wrote.</summary>
    public IReadOnlyList<StandingItem> Standing()
    {
        var items = new List<StandingItem>();
        foreach (var (key, value) in Root.Entries)
        {
            if (value is YMap fields)
                items.Add(Standing(Read(ItemId.From(key), fields), fields));
        }

        return items;
    }

    /// <summary>The item with who wrote its text; null when there is none.</summary>
    public StandingItem? Standing(ItemId id) => Root.TryGet<YMap>(id.Value, out var fields) ? Standing(Read(id, fields), fields) : null;

    private StandingItem Standing(CardItem item, YMap fields)
    {
        PersonId[] writers = fields.TryGet<YText>(SectionSchema.Text, out var text) ? [.. text.Writers().Select(w => Owners.Of(w) ?? Nobody).Distinct()] : [];
        return new StandingItem(item.Id, item.Speaker, writers, item.Text);
    }

    public CardItem? Item(ItemId id) => Root.TryGet<YMap>(id.Value, out var item) ? Read(id, item) : null;

    /// <summary>Makes an item, or makes the one with this id so; gives the update, empty when it was so already.</summary>
    /// <param name="wanted">The item as it must stand.</param>
    /// <param name="author">Whose client it is written under; null for the server's own, which is nobody's.</param>
    public ReadOnlyMemory<byte> Write(CardItem wanted, (PersonId Person, ulong Client)? author = null)
    {
        if (Item(wanted.Id) is { } present)
            return present with { Author = wanted.Author } == wanted ? default : Change(() => Overwrite(present, wanted), author);
        var update = Change(() => Root.Set(wanted.Id.Value, Made(wanted)), author);
        Count++;
        return update;
    }

    /// <summary>Takes an item off the table, and its words with it when they must go; gives the update, empty when it was so.</summary>
    public ReadOnlyMemory<byte> Withdraw(ItemId id, bool erase)
    {
        var present = Item(id)!;
        var words = erase && present.Text.Length > 0;
        return present.Withdrawn && !words ? default : Change(() =>
        {
            // That it was the server tells one whose words went away from one that a person took off the table.
            if (!present.Withdrawn || (words && !IsWithdrawnByServer(id)))
                Fields(id).Set(SectionSchema.Status, SectionSchema.Withdrawn);
            if (words)
                ((YText)Fields(id).Get(SectionSchema.Text)!).Delete(0, present.Text.Length);
        });
    }

    /// <summary>Whether the server took the item off the table, and nothing stands in it: its words moved away.</summary>
    public bool IsGone(ItemId id) => Item(id) is { Withdrawn: true, Text.Length: 0 } && IsWithdrawnByServer(id);

    private bool IsWithdrawnByServer(ItemId id) => Fields(id).WriterOf(SectionSchema.Status) is { } client && OwnerOf(client) == Nobody;

    private YMap Fields(ItemId id) => (YMap)Root.Get(id.Value)!;

    private void Overwrite(CardItem present, CardItem wanted)
    {
        var fields = Fields(wanted.Id);
        SetPlain(fields, wanted);
        if (present.Text == wanted.Text)
            return;
        var text = (YText)fields.Get(SectionSchema.Text)!;
        text.Delete(0, text.Length);
        text.Insert(0, wanted.Text);
    }

    private static YMap Made(CardItem wanted)
    {
        var item = new YMap();
        foreach (var (key, value) in SectionSchema.Plain(wanted))
        {
            item.Set(key, value);
        }

        item.Set(SectionSchema.Text, new YText(wanted.Text));
        return item;
    }

    private CardItem Read(ItemId id, YMap item)
    {
        var speaker = item.TryGet<string>(SectionSchema.Speaker, out var person) && person.Length > 0 ? PersonId.From(person) : default(PersonId?);
        var owner = Owners.Of(item.ItemId!.Value.Client);
        return new CardItem(
            id,
            item.TryGet<string>(SectionSchema.Column, out var column) && SectionSchema.Columns.TryGetValue(column, out var known) ? known : CardColumn.Harm,
            item.TryGet<string>(SectionSchema.Kind, out var kind) && SectionSchema.Kinds.TryGetValue(kind, out var meant) ? meant : ItemKind.Experience,
            speaker,
            owner == Nobody ? null : owner,
            item.TryGet<double>(SectionSchema.Order, out var order) ? order : 0,
            item.TryGet<string>(SectionSchema.Status, out var status) && status == SectionSchema.Withdrawn,
            item.TryGet<YText>(SectionSchema.Text, out var text) ? text.ToString() : "");
    }

    /// <summary>Runs a change on a document as one transaction; gives its update, empty when nothing changed.</summary>
    private static byte[] UpdateOf(Doc doc, Action change)
    {
        byte[] update = [];
        void Keep(DocUpdate made) => update = made.Bytes;
        doc.Update += Keep;
        try
        {
            doc.Transact(_ => change());
        }
        finally
        {
            doc.Update -= Keep;
        }

        return update;
    }

    /// <summary>Changes the document under the server's own client, or under one of a person; gives the update.</summary>
    private byte[] Change(Action change, (PersonId Person, ulong Client)? author = null)
    {
        var (person, client) = author ?? (Nobody, _serverClient);
        Owners.Bind(client, person);
        var doc = Awake;
        doc.ClientId = client;
        try
        {
            var update = UpdateOf(doc, change);
            Size += update.Length;
            KeepRehearsal(update);
            Changed();
            return update;
        }
        finally
        {
            doc.ClientId = _serverClient;
        }
    }
}
