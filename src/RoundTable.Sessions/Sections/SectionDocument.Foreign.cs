using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    /// <summary>
    /// Applies a record of another server, which checked it, on top of what waits for the disk here. False, and nothing
    /// changed, when both wrote at the same place of one Yjs client, or it builds on what is not here.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="tellTexts">Whether it is asked which texts it changes.</param>
    /// <param name="newClients">The Yjs clients that it is the first to use.</param>
    /// <param name="rival">Who used one of its Yjs clients here, too late.</param>
    /// <param name="texts">The texts that it changes, as they were and as they are, when that is asked; empty text for an item that it makes.</param>
    public bool TryFollow(
        SectionRecord record,
        bool tellTexts,
        out IReadOnlyCollection<ulong> newClients,
        out PersonId? rival,
        out IReadOnlyList<(string Before, string After)> texts)
    {
        rival = null;
        texts = [];
        var author = record.Kind == SectionRecord.Written ? Nobody : PersonId.From(record.Author);
        var found = new HashSet<ulong>();
        newClients = found;
        try
        {
            var inspection = Awake.Inspect(record.Payload.Span);
            if (inspection.MissesDependencies)
                return false;
            foreach (var made in inspection.Structs)
            {
                if (made.Kind == StructKind.Skip)
                    continue;
                var owner = OwnerOf(made.Client);
                if (owner is { } other && other != author)
                {
                    rival = other;
                    return false;
                }

                if (made.KnownLength > 0)
                    return false;
                if (owner is null)
                    found.Add(made.Client);
            }

            List<(ItemId Item, string Before)> before = tellTexts ? [.. TextsIn(inspection).Select(item => (item, TextOf(Root, item)))] : [];
            Replay([record]);
            texts = [.. before.Select(text => (text.Before, TextOf(Root, text.Item)))];
            return true;
        }
        catch (Exception e) when (e is MalformedUpdateException or InvalidDataException)
        {
            // The session is dropped; reading the stream anew says what is wrong.
            return false;
        }
    }

    /// <summary>The items whose text an update changes or makes. O(what it holds and deletes).</summary>
    private static HashSet<ItemId> TextsIn(UpdateInspection inspection)
    {
        var items = new HashSet<ItemId>();
        foreach (var made in inspection.Structs)
        {
            if (made.Kind != StructKind.Skip)
                Note(made.Location);
        }

        foreach (var deleted in inspection.Deletes)
        {
            foreach (var hit in deleted.Hits())
            {
                if (hit.Live)
                    Note(hit.Location);
            }
        }

        return items;

        void Note(ItemLocation place)
        {
            if ((place.Depth == 0 ? place.Key : place.Depth == 2 ? place.Parent?.Parent?.ParentKey : null) is { } item)
                items.Add(ItemId.From(item));
        }
    }
}
