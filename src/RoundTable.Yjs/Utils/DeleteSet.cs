using System.Runtime.InteropServices;

namespace RoundTable.Yjs.Utils;

/// <summary>Clock ranges by client, clients in the order in which they came (Yjs: <c>utils/DeleteSet.js</c>).</summary>
internal sealed partial class DeleteSet
{
    /// <summary>The set of updates that delete nothing; never added to.</summary>
    private static readonly DeleteSet Empty = new();

    private const int LinearClients = 8;
    private readonly List<ClientRanges> _clients = new(1);
    private Dictionary<ulong, ClientRanges>? _byClient;

    public List<ClientRanges> Clients => _clients;

    public bool IsEmpty => _clients.Count == 0;

    public void Add(ulong client, long clock, long length) => GetOrAdd(client).Add(new(clock, length));

    public ClientRanges? Find(ulong client)
    {
        if (_byClient is not null)
        {
            return _byClient.GetValueOrDefault(client);
        }
        foreach (var ranges in _clients)
        {
            if (ranges.Client == client)
            {
                return ranges;
            }
        }
        return null;
    }

    /// <summary>Whether a unit is in the set, which must be sorted (Yjs: <c>isDeleted</c>).</summary>
    public bool Contains(Id id) => Find(id.Client)?.Contains(id.Clock) ?? false;

    /// <summary>Whether two sorted sets hold the same ranges (Yjs: <c>equalDeleteSets</c>).</summary>
    public bool ContentEquals(DeleteSet other)
    {
        if (_clients.Count != other._clients.Count)
        {
            return false;
        }
        foreach (var ranges in _clients)
        {
            if (other.Find(ranges.Client) is not { } theirs || !ranges.All.SequenceEqual(theirs.All))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Sorts each client's ranges and joins those that touch (Yjs: <c>sortAndMergeDeleteSet</c>).</summary>
    public void SortAndMerge()
    {
        foreach (var ranges in _clients)
        {
            ranges.SortAndMerge();
        }
    }

    /// <summary>The sorted union (Yjs: <c>mergeDeleteSets</c>).</summary>
    public static DeleteSet Merge(params ReadOnlySpan<DeleteSet> sets)
    {
        var merged = new DeleteSet();
        foreach (var set in sets)
        {
            foreach (var ranges in set._clients)
            {
                var into = merged.GetOrAdd(ranges.Client);
                foreach (var range in ranges.All)
                {
                    into.Add(range);
                }
            }
        }
        merged.SortAndMerge();
        return merged;
    }

    /// <summary>What is deleted in a document: maximal runs of adjacent deleted structs (Yjs: <c>createDeleteSetFromStructStore</c>).</summary>
    public static DeleteSet FromStore(StructStore store)
    {
        var set = new DeleteSet();
        foreach (var structs in store.Clients)
        {
            if (structs.DeletedRanges is { } ranges)
            {
                set.Add(ranges);
            }
        }
        return set;
    }

    public ClientRanges GetOrAdd(ulong client)
    {
        var ranges = Find(client);
        if (ranges is not null)
        {
            return ranges;
        }
        ranges = new(client);
        Add(ranges);
        return ranges;
    }

    private void Add(ClientRanges ranges)
    {
        _clients.Add(ranges);
        if (_byClient is not null)
        {
            _byClient.Add(ranges.Client, ranges);
        }
        else if (_clients.Count > LinearClients)
        {
            _byClient = new(_clients.Count * 2);
            foreach (var each in _clients)
            {
                _byClient.Add(each.Client, each);
            }
        }
    }
}

/// <summary>Units of one client from a clock on.</summary>
internal readonly record struct ClockRange(long Clock, long Length)
{
    public long End => Clock + Length;
}

/// <summary>The ranges of one client.</summary>
internal sealed class ClientRanges(ulong client)
{
    private readonly List<ClockRange> _ranges = new(1);

    public ulong Client => client;

    public int Count => _ranges.Count;

    public ReadOnlySpan<ClockRange> All => CollectionsMarshal.AsSpan(_ranges);

    public ClockRange this[int index] => _ranges[index];

    /// <summary>Whether every range holds something and begins behind the end of the one before.</summary>
    public bool Ascends
    {
        get
        {
            var end = 0L;
            foreach (var range in _ranges)
            {
                if (range.Clock < end || range.Length == 0)
                {
                    return false;
                }
                end = range.End;
            }
            return true;
        }
    }

    public void Add(ClockRange range) => _ranges.Add(range);

    public void DropEmpty() => _ranges.RemoveAll(static range => range.Length == 0);

    public bool Contains(long clock)
    {
        var all = All;
        var left = 0;
        var right = all.Length - 1;
        while (left <= right)
        {
            var middle = (left + right) >>> 1;
            if (all[middle].Clock > clock)
            {
                right = middle - 1;
            }
            else if (clock >= all[middle].End)
            {
                left = middle + 1;
            }
            else
            {
                return true;
            }
        }
        return false;
    }

    public void SortAndMerge()
    {
        if (_ranges.Count < 2)
        {
            return;
        }
        _ranges.Sort(static (a, b) => a.Clock.CompareTo(b.Clock));
        var kept = 0;
        for (var i = 1; i < _ranges.Count; i++)
        {
            var left = _ranges[kept];
            var right = _ranges[i];
            if (left.End >= right.Clock)
            {
                _ranges[kept] = new(left.Clock, Math.Max(left.Length, right.End - left.Clock));
            }
            else
            {
                _ranges[++kept] = right;
            }
        }
        _ranges.RemoveRange(kept + 1, _ranges.Count - kept - 1);
    }
}
