using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public sealed partial class Transaction
{
    /// <summary>Frees what deleted items held (Yjs: <c>tryGcDeleteSet</c>).</summary>
    internal void CollectGarbage(Func<Id, bool>? filter)
    {
        if (_deletes is null)
        {
            return;
        }
        foreach (var ranges in _deletes.Clients)
        {
            var structs = Store.Find(ranges.Client)!;
            for (var i = ranges.Count - 1; i >= 0; i--)
            {
                var range = ranges[i];
                for (var at = structs.IndexOf(range.Clock); at < structs.Count && structs[at].Clock < range.End; at++)
                {
                    if (structs[at] is Item { Deleted: true, Keep: false } item && (filter is null || filter(item.Id)))
                    {
                        item.Collect(Store);
                    }
                }
            }
        }
    }

    /// <summary>Joins runs again: around deletes, behind the clocks before, and at every split (Yjs: <c>cleanupTransactions</c>).</summary>
    internal void MergeStructs()
    {
        if (_deletes is not null)
        {
            MergeDeleted(_deletes);
        }
        for (var t = 0; t < _touched.Count; t++)
        {
            var structs = _touched[t].Structs;
            if (structs.State == _touched[t].Before)
            {
                continue;
            }
            structs.MergeWithLefts(structs.IndexOf(_touched[t].Before), structs.Count - 1);
        }
        for (var i = _mergeCandidates.Count - 1; i >= 0; i--)
        {
            MergeAround(_mergeCandidates[i]);
        }
    }

    private void MergeDeleted(DeleteSet deletes)
    {
        foreach (var ranges in deletes.Clients)
        {
            var structs = Store.Find(ranges.Client)!;
            for (var i = ranges.Count - 1; i >= 0; i--)
            {
                var range = ranges[i];
                structs.MergeWithLefts(structs.IndexOf(range.Clock), Math.Min(structs.Count - 1, 1 + structs.IndexOf(range.End - 1)));
            }
        }
    }

    private void MergeAround(Item candidate)
    {
        var structs = Store.Find(candidate.Client)!;
        var at = structs.IndexOf(candidate.Clock);
        if (at + 1 < structs.Count && structs.MergeWithLefts(at + 1) > 1)
        {
            return;
        }
        if (at > 0)
        {
            structs.MergeWithLefts(at);
        }
    }
}
