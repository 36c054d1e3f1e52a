using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs.Utils;

/// <summary>Walks over the structs of clock ranges, cutting those that straddle a border (Yjs: <c>iterateStructs</c>).</summary>
internal static class StructRange
{
    public static void ForEach(Transaction transaction, ClientStructs structs, long clock, long length, Action<Struct> visit)
    {
        if (length == 0)
        {
            return;
        }
        var end = clock + length;
        var index = structs.IndexOfCleanStart(transaction, clock);
        do
        {
            var item = structs[index++];
            if (end < item.End)
            {
                structs.IndexOfCleanStart(transaction, end);
            }
            visit(item);
        }
        while (index < structs.Count && structs[index].Clock < end);
    }

    /// <summary>The structs of a set, as far as the document has them (Yjs: <c>iterateDeletedStructs</c>).</summary>
    public static void ForEachDeleted(Transaction transaction, DeleteSet set, Action<Struct> visit)
    {
        foreach (var ranges in set.Clients)
        {
            if (transaction.Store.Find(ranges.Client) is not { } structs)
            {
                continue;
            }
            var state = structs.State;
            for (var i = 0; i < ranges.Count && ranges[i].Clock < state; i++)
            {
                ForEach(transaction, structs, ranges[i].Clock, ranges[i].Length, visit);
            }
        }
    }
}
