using RoundTable.Yjs.Lib0;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

public readonly ref partial struct UpdateInspection
{
    private const int Nowhere = -1;

    /// <summary>Where the struct of a record would go.</summary>
    internal ItemLocation Locate(int index)
    {
        var key = -1;
        var depth = 0;
        var kind = TypeKind.Untyped;
        while (depth <= Limits.TypeDepth)
        {
            ref readonly var record = ref _records[index];
            if (record.Kind is StructKind.Gc or StructKind.Skip)
            {
                return ItemLocation.Dropped;
            }
            if (record.Inherits == Nowhere)
            {
                return ItemLocation.Missing;
            }
            if (record.Inherits > 0)
            {
                index = record.Inherits - 1;
                continue;
            }
            if (depth == 0)
            {
                key = index;
            }
            if (record.RootAt > 0)
            {
                return InRoot(ReadString(record.RootAt), key, depth, kind);
            }
            if (record.MadeBy > 0)
            {
                var parent = record.MadeBy - 1;
                if (_records[parent].Kind != StructKind.Type)
                {
                    return ItemLocation.Dropped;
                }
                kind = depth++ == 0 ? KindOf(parent) : kind;
                index = parent;
                continue;
            }
            return InDocument(in record, key, depth, kind);
        }
        return ItemLocation.TooDeep;
    }

    internal string ReadString(int at) => new ByteReader(_update[at..]).ReadVarString();

    internal TypeKind KindOf(int index) => (TypeKind)_update[_records[index].ContentAt];

    private ItemLocation InRoot(string root, int key, int depth, TypeKind kind)
    {
        var type = _doc.FindRoot(root);
        return new(LocationState.Resolved, root, KeyOf(key), depth == 0 ? type?.Kind ?? TypeKind.Untyped : kind, depth == 0 ? type : null, depth);
    }

    /// <summary>The parent, or the neighbour that it is inherited from, is in the document if anywhere.</summary>
    private ItemLocation InDocument(in StructRecord record, int key, int depth, TypeKind kind)
    {
        YType? parent;
        string? keyText = null;
        if (!record.ParentId.IsNone)
        {
            if (FindStruct(record.ParentId) is not { } holder)
            {
                return ItemLocation.Missing;
            }
            parent = ((holder as Item)?.Content as ContentType)?.Type;
            keyText = depth == 0 ? KeyOf(key) : null;
        }
        else
        {
            var left = record.Origin.IsNone ? null : FindStruct(record.Origin);
            var right = record.RightOrigin.IsNone ? null : FindStruct(record.RightOrigin);
            if ((left ?? right) is not { } neighbour)
            {
                return ItemLocation.Missing;
            }
            var item = left is GcStruct || right is GcStruct ? null : neighbour as Item;
            parent = item?.Parent;
            keyText = item?.ParentSub;
        }
        if (parent is null)
        {
            return ItemLocation.Dropped;
        }
        var location = ItemLocation.In(parent, depth == 0 ? keyText : KeyOf(key));
        return depth == 0 ? location : location with { ParentKind = kind, Parent = null, Depth = location.Depth + depth };
    }

    /// <summary>
    /// At how many of its ends a deleted range cuts a run that only this update has: 0 to 2. What it cuts in the document is in
    /// <see cref="InspectedDelete.Hits"/>. O(log structs).
    /// </summary>
    public int OwnCuts(InspectedDelete deleted) =>
        deleted.Length == 0 ? 0 : CutsBefore(new Id(deleted.Client, deleted.Clock)) + CutsBefore(new Id(deleted.Client, deleted.Clock + deleted.Length));

    /// <summary>How many structs a client has at most when the update is applied, cuts apart.</summary>
    public long StructsOf(ulong client) => (_doc.Store.Find(client)?.Count ?? 0) + (long)_count;

    internal long MovesBetween(Id origin, Id rightOrigin)
    {
        var after = origin.IsNone ? Id.None : new Id(origin.Client, origin.Clock + 1);
        var moves = IsWithinRun(after) ? StructsOf(after.Client) : 0;
        return rightOrigin != after && IsWithinRun(rightOrigin) ? moves + StructsOf(rightOrigin.Client) : moves;
    }

    /// <summary>Whether a unit does not begin the run that it is in.</summary>
    private bool IsWithinRun(Id unit) =>
        !unit.IsNone && (FindStruct(unit) is { } there ? there is Item && there.Clock < unit.Clock : CutsBefore(unit) > 0);

    private int CutsBefore(Id unit) => FindRecord(unit) is >= 0 and var index && (_records[index].Clock < unit.Clock || this[index].GoesOn) ? 1 : 0;

    private string? KeyOf(int index) => _records[index].KeyAt > 0 ? ReadString(_records[index].KeyAt) : null;

    /// <summary>Notes, for each record without an own parent, the record of this update that it inherits it from.</summary>
    private void LinkRecords()
    {
        if (_count < 2)
        {
            return;
        }
        Array.Sort(_records, 0, _count, StructRecord.Order);
        for (var i = 0; i < _count; i++)
        {
            ref var record = ref _records[i];
            record.Inherits = FindRecord(record.Origin.IsNone ? record.RightOrigin : record.Origin) + 1;
            record.MadeBy = FindRecord(record.ParentId) + 1;
        }
        for (var i = 0; i < _count; i++)
        {
            ShortenChain(i);
        }
    }

    /// <summary>Lets every record of a chain of inheritance point to its end; a circle points nowhere. O(records) for all together.</summary>
    private void ShortenChain(int index)
    {
        var end = index;
        while (_records[end].Inherits > 0 && _records[end].FollowedFrom != index + 1)
        {
            _records[end].FollowedFrom = index + 1;
            end = _records[end].Inherits - 1;
        }
        var target = _records[end].Inherits == 0 ? end + 1 : Nowhere;
        while (_records[index].Inherits > 0 && _records[index].Inherits != target)
        {
            var next = _records[index].Inherits - 1;
            _records[index].Inherits = target;
            index = next;
        }
    }

    private Struct? FindStruct(Id id) => id.Clock < _doc.Store.GetState(id.Client) ? _doc.Store.Get(id) : null;

    /// <summary>The record that holds a unit which the document does not have, or -1.</summary>
    private int FindRecord(Id id)
    {
        if (id.IsNone || _count == 0 || id.Clock < _doc.Store.GetState(id.Client))
        {
            return -1;
        }
        var left = 0;
        var right = _count - 1;
        while (left <= right)
        {
            var middle = (left + right) >>> 1;
            ref readonly var record = ref _records[middle];
            if (record.Holds(id))
            {
                return record.Kind == StructKind.Skip ? -1 : middle;
            }
            if (record.Client > id.Client || (record.Client == id.Client && record.Clock <= id.Clock))
            {
                left = middle + 1;
            }
            else
            {
                right = middle - 1;
            }
        }
        return -1;
    }

    private bool Has(Id id) => id.IsNone || id.Clock < _doc.Store.GetState(id.Client) || FindRecord(id) >= 0;
}
