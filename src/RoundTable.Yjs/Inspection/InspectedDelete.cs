using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>A range of units that an inspected update deletes.</summary>
public readonly struct InspectedDelete
{
    private readonly Doc _doc;

    internal InspectedDelete(Doc doc, ulong client, long clock, long length)
    {
        _doc = doc;
        Client = client;
        Clock = clock;
        Length = length;
    }

    /// <summary>Whose units, by client number.</summary>
    public ulong Client { get; }

    /// <summary>The first clock.</summary>
    public long Clock { get; }

    /// <summary>Clock units; may be 0 in updates of strangers.</summary>
    public long Length { get; }

    /// <summary>Whether the document has all of it, and nothing of it is left to delete. O(log structs + runs that it spans).</summary>
    /// <param name="most">Runs that are looked at; with more it counts as not done.</param>
    /// <param name="runs">Runs that were looked at.</param>
    public bool IsDone(int most, out int runs)
    {
        runs = 0;
        var end = Clock + Length;
        if (Length == 0)
        {
            return true;
        }
        if (end > _doc.GetState(Client))
        {
            return false;
        }
        var structs = _doc.Store.Find(Client)!;
        for (var i = structs.IndexOf(Clock); i < structs.Count && structs[i].Clock < end; i++)
        {
            if (runs == most || structs[i] is Item { Deleted: false })
            {
                return false;
            }
            runs++;
        }
        return true;
    }

    /// <summary>What the range hits in the document, run by run; units that the document does not have are not among them.</summary>
    public IEnumerable<DeletedRun> Hits()
    {
        var end = Math.Min(Clock + Length, _doc.GetState(Client));
        if (Clock >= end)
        {
            yield break;
        }
        var structs = _doc.Store.Find(Client)!;
        for (var i = structs.IndexOf(Clock); i < structs.Count && structs[i].Clock < end; i++)
        {
            var from = Math.Max(structs[i].Clock, Clock);
            var length = (int)(Math.Min(structs[i].End, end) - from);
            yield return structs[i] is Item { Parent: { } parent } item
                ? new(new(Client, from), length, !item.Deleted, (StructKind)item.Content.Ref, ItemLocation.In(parent, item.ParentSub), CutsOf(item, from, end))
                : new(new(Client, from), length, false, StructKind.Gc, ItemLocation.Dropped, 0);
        }
    }

    private static int CutsOf(Item item, long from, long end) => item.Deleted ? 0 : (from > item.Clock ? 1 : 0) + (end < item.End ? 1 : 0);
}
