using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs.Utils;

/// <summary>Everything a document knows, by client, in the order in which clients came (Yjs: <c>utils/StructStore.js</c>).</summary>
internal sealed class StructStore
{
    private const int LinearClients = 8;
    private const uint VisitLimit = 0xC000_0000;
    private readonly List<ClientStructs> _clients = new(1);
    private Dictionary<ulong, ClientStructs>? _byClient;
    private Dictionary<Item, Id>? _redone;
    private ClientStructs? _last;
    private uint _nextVisit = 1;

    public List<ClientStructs> Clients => _clients;

    /// <summary>Structs of all clients together.</summary>
    public int Count { get; set; }

    public PendingStructs? PendingStructs { get; set; }

    /// <summary>Deletes of structs that are not there yet, as a V2 update without structs.</summary>
    public byte[]? PendingDeletes { get; set; }

    /// <summary>The next stamp of a conflict search.</summary>
    public uint NextVisit
    {
        get
        {
            if (_nextVisit > VisitLimit)
            {
                ClearVisits();
            }
            return _nextVisit;
        }
        set => _nextVisit = value;
    }

    public ClientStructs? Find(ulong client)
    {
        if (_last is not null && _last.Client == client)
        {
            return _last;
        }
        if (_byClient is not null)
        {
            return _byClient.TryGetValue(client, out var found) ? _last = found : null;
        }
        foreach (var structs in _clients)
        {
            if (structs.Client == client)
            {
                return _last = structs;
            }
        }
        return null;
    }

    public long GetState(ulong client) => Find(client)?.State ?? 0;

    /// <summary>Appends a struct that continues its client's clock (Yjs: <c>addStruct</c>).</summary>
    public void Add(Transaction transaction, Struct item)
    {
        var structs = Find(item.Client) ?? AddClient(item.Client);
        transaction.NoteAdding(structs);
        structs.Add(item);
    }

    public ClientStructs AddClient(ulong client)
    {
        var structs = new ClientStructs(client, this);
        _clients.Add(structs);
        if (_byClient is not null)
        {
            _byClient.Add(client, structs);
        }
        else if (_clients.Count > LinearClients)
        {
            _byClient = new(_clients.Count * 2);
            foreach (var each in _clients)
            {
                _byClient.Add(each.Client, each);
            }
        }
        return _last = structs;
    }

    /// <summary>The struct that holds a unit below its client's state.</summary>
    public Struct Get(Id id)
    {
        var structs = Find(id.Client)!;
        return structs[structs.IndexOf(id.Clock)];
    }

    /// <summary>The struct that starts at a unit; an item that straddles it is cut.</summary>
    public Struct GetCleanStart(Transaction transaction, Id id)
    {
        var structs = Find(id.Client)!;
        return structs[structs.IndexOfCleanStart(transaction, id.Clock)];
    }

    /// <summary>The struct that ends with a unit; an item that goes on behind it is cut.</summary>
    public Struct GetCleanEnd(Transaction transaction, Id id)
    {
        var structs = Find(id.Client)!;
        var index = structs.IndexOf(id.Clock);
        var found = structs[index];
        if (found is Item item && id.Clock != item.End - 1)
        {
            structs.Insert(index + 1, item.Split(transaction, (int)(id.Clock - item.Clock + 1)));
        }
        return found;
    }

    public void Replace(Struct old, Struct by)
    {
        var structs = Find(old.Client)!;
        structs[structs.IndexOf(old.Clock)] = by;
    }

    /// <summary>The id of the item that took this one's place by undo.</summary>
    public Id RedoneOf(Item item) => item.IsRedone ? _redone![item] : Id.None;

    public void SetRedone(Item item, Id id)
    {
        item.IsRedone = true;
        (_redone ??= [])[item] = id;
    }

    /// <summary>Follows undo from unit to unit (Yjs: <c>followRedone</c>).</summary>
    /// <returns>The last struct, and how far into it the unit lies.</returns>
    public (Struct Found, long Offset) FollowRedone(Id id)
    {
        while (true)
        {
            var found = Get(id);
            var offset = id.Clock - found.Clock;
            if (found is not Item { IsRedone: true } item)
            {
                return (found, offset);
            }
            var next = RedoneOf(item);
            id = new(next.Client, next.Clock + offset);
        }
    }

    public void CopyRedone(Item from, Item to, int offset)
    {
        var id = RedoneOf(from);
        SetRedone(to, new Id(id.Client, id.Clock + offset));
    }

    /// <summary>The clients sorted from the highest id down: the order of every encoding.</summary>
    public ClientStructs[] Descending()
    {
        var sorted = _clients.ToArray();
        Array.Sort(sorted, static (a, b) => b.Client.CompareTo(a.Client));
        return sorted;
    }

    private void ClearVisits()
    {
        foreach (var structs in _clients)
        {
            foreach (var each in structs.All)
            {
                if (each is Item item)
                {
                    item.Visit = 0;
                }
            }
        }
        _nextVisit = 1;
    }
}

/// <summary>Structs that wait for others.</summary>
/// <param name="Missing">What is missing: client to the clock that must be passed.</param>
/// <param name="Update">The structs, as a V2 update.</param>
internal sealed record PendingStructs(Dictionary<ulong, long> Missing, byte[] Update);
