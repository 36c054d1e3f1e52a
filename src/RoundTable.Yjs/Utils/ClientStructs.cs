using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs.Utils;

/// <summary>All structs of one client: gap-free, ordered by clock.</summary>
internal sealed class ClientStructs(ulong client, StructStore store)
{
    private Struct[] _structs = new Struct[1];
    private int _count;
    private ClientRanges? _deleted;

    public ulong Client => client;

    public int Count => _count;

    /// <summary>The next clock.</summary>
    public long State { get; private set; }

    /// <summary>The transaction that last added here; it has noted the clock before.</summary>
    public Transaction? LastTransaction { get; set; }

    public Struct this[int index]
    {
        get => _structs[index];
        set => _structs[index] = value;
    }

    public ReadOnlySpan<Struct> All => _structs.AsSpan(0, _count);

    public void Add(Struct item)
    {
        if (_count == _structs.Length)
        {
            Array.Resize(ref _structs, Math.Max(4, _count * 2));
        }
        _structs[_count++] = item;
        store.Count++;
        State = item.End;
        if (item.Deleted)
        {
            _deleted = null;
        }
    }

    /// <summary>
    /// Maximal runs of adjacent deleted structs, null when there are none. Cutting and merging do not change them, so they are
    /// kept until <see cref="NoteDeleted"/>: every reconnecting replica is sent them.
    /// </summary>
    public ClientRanges? DeletedRanges
    {
        get
        {
            _deleted ??= FindDeleted();
            return _deleted.Count > 0 ? _deleted : null;
        }
    }

    /// <summary>Something of this client was deleted; ranges handed out stay as they were.</summary>
    public void NoteDeleted() => _deleted = null;

    public void Insert(int index, Struct item)
    {
        if (_count == _structs.Length)
        {
            Array.Resize(ref _structs, Math.Max(4, _count * 2));
        }
        Array.Copy(_structs, index, _structs, index + 1, _count - index);
        _structs[index] = item;
        _count++;
        store.Count++;
    }

    public void RemoveRange(int index, int count)
    {
        Array.Copy(_structs, index + count, _structs, index, _count - index - count);
        Array.Clear(_structs, _count - count, count);
        _count -= count;
        store.Count -= count;
    }

    /// <summary>Index of the struct that holds a clock below <see cref="State"/> (Yjs: <c>findIndexSS</c>, pivoted).</summary>
    public int IndexOf(long clock)
    {
        var right = _count - 1;
        var last = _structs[right];
        if (last.Clock <= clock)
        {
            return right;
        }
        var left = 0;
        var middle = (int)((double)clock / (State - 1) * right);
        while (true)
        {
            var item = _structs[middle];
            var start = item.Clock;
            if (start > clock)
            {
                right = middle - 1;
            }
            else if (clock >= start + item.Length)
            {
                left = middle + 1;
            }
            else
            {
                return middle;
            }
            if (left > right)
            {
                throw new InvalidOperationException("clock is not in the store");
            }
            middle = (left + right) >>> 1;
        }
    }

    /// <summary>Index of the struct that starts at a clock; an item that straddles it is cut (Yjs: <c>findIndexCleanStart</c>).</summary>
    public int IndexOfCleanStart(Transaction transaction, long clock)
    {
        var index = IndexOf(clock);
        if (_structs[index] is Item item && item.Clock < clock)
        {
            Insert(index + 1, item.Split(transaction, (int)(clock - item.Clock)));
            return index + 1;
        }
        return index;
    }

    /// <summary>Merges the struct at an index leftwards as far as it goes (Yjs: <c>tryToMergeWithLefts</c>).</summary>
    /// <returns>How many structs vanished.</returns>
    public int MergeWithLefts(int index)
    {
        var at = index;
        while (at > 0 && TryMerge(_structs[at - 1], _structs[at]))
        {
            at--;
        }
        var merged = index - at;
        if (merged > 0)
        {
            RemoveRange(at + 1, merged);
        }
        return merged;
    }

    /// <summary>Merges every struct from one index to another leftwards, the first as far as it goes. O(structs from there on).</summary>
    public void MergeWithLefts(int first, int last)
    {
        var merged = MergeWithLefts(first);
        var kept = first - merged;
        var at = kept + 1;
        for (; at <= last - merged; at++)
        {
            if (!TryMerge(_structs[kept], _structs[at]))
            {
                _structs[++kept] = _structs[at];
            }
        }
        if (kept + 1 < at)
        {
            RemoveRange(kept + 1, at - kept - 1);
        }
    }

    private ClientRanges FindDeleted()
    {
        var ranges = new ClientRanges(client);
        var all = All;
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Deleted)
            {
                var clock = all[i].Clock;
                while (i + 1 < all.Length && all[i + 1].Deleted)
                {
                    i++;
                }
                ranges.Add(new(clock, all[i].End - clock));
            }
        }
        return ranges;
    }

    private static bool TryMerge(Struct left, Struct right)
    {
        if (left is GcStruct leftGone)
        {
            return right is GcStruct rightGone && leftGone.MergeWith(rightGone);
        }
        if (left is not Item leftItem || right is not Item rightItem || !leftItem.MergeWith(rightItem))
        {
            return false;
        }
        if (rightItem.ParentSub is { } key && rightItem.Parent is { } parent && ReferenceEquals(parent.Current(key), rightItem))
        {
            parent.Map[key] = leftItem;
        }
        return true;
    }
}
