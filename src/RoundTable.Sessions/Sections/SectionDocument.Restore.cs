using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    /// <summary>
    /// The updates that a person would make, typing under a client of their own, to bring these items back to how they were:
    /// one per item, each to be applied after the one before, and without bytes for an item that is the same now. Nothing is
    /// changed yet. What is the same stays as it is, with its author.
    /// </summary>
    /// <param name="client">A Yjs client that nobody else used.</param>
    /// <param name="wanted">The items as they must stand.</param>
    public IEnumerable<byte[]> Drafts(ulong client, IReadOnlyList<CardItem> wanted)
    {
        var copy = new Doc(client);
        var items = copy.GetMap(SectionSchema.Root);
        copy.ApplyUpdate(Whole.Span);
        foreach (var item in wanted)
            yield return UpdateOf(copy, () => BringBack(items, item));
    }

    private static void BringBack(YMap items, CardItem wanted)
    {
        if (!items.TryGet<YMap>(wanted.Id.Value, out var fields))
        {
            items.Set(wanted.Id.Value, Made(wanted));
            return;
        }

        SetPlain(fields, wanted);
        var text = (YText)fields.Get(SectionSchema.Text)!;
        var change = TextChange.Between(text.ToString(), wanted.Text);
        if (change.Removed > 0)
            text.Delete(change.At, change.Removed);
        if (change.Inserted.Length > 0)
            text.Insert(change.At, change.Inserted);
    }

    private static void SetPlain(YMap fields, CardItem wanted)
    {
        foreach (var (key, value) in SectionSchema.Plain(wanted))
        {
            if (!Values.DeepEquals(fields.Get(key), value))
                fields.Set(key, value);
        }
    }
}
