using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>
/// A bundle of changes: observers are called, garbage is collected and one update is emitted when it ends
/// (Yjs: <c>utils/Transaction.js</c>).
/// </summary>
public sealed partial class Transaction
{
    private const int LinearClients = 8;
    private ShortList<Touched> _touched;
    private ShortList<Item> _mergeCandidates;
    private ShortList<ChangedType> _changed;
    private Dictionary<ulong, long>? _before;
    private DeleteSet? _deletes;

    internal Transaction(Doc doc, object? origin, bool local)
    {
        Doc = doc;
        Store = doc.Store;
        Origin = origin;
        Local = local;
    }

    /// <summary>The document.</summary>
    public Doc Doc { get; }

    /// <summary>What the caller named as the cause; null when nothing was named.</summary>
    public object? Origin { get; }

    /// <summary>Whether the changes were made here; false once a remote update was applied in it.</summary>
    public bool Local { get; internal set; }

    internal StructStore Store { get; }

    /// <summary>Set by the list operations that keep search markers right themselves.</summary>
    internal YType? MarkersKeptFor { get; set; }

    internal DeleteSet Deletes => _deletes ??= new();

    internal bool HasDeletes => _deletes is { IsEmpty: false };

    internal int TouchedCount => _touched.Count;

    internal bool NeedsFormattingCleanup { get; set; }

    /// <summary>The client's clock before the transaction: what lies at or above was added in it.</summary>
    internal long BeforeClock(ulong client) => TryGetBefore(client, out var clock) ? clock : Store.GetState(client);

    private bool TryGetBefore(ulong client, out long clock)
    {
        if (_before is not null)
        {
            return _before.TryGetValue(client, out clock);
        }
        for (var i = 0; i < _touched.Count; i++)
        {
            if (_touched[i].Structs.Client == client)
            {
                clock = _touched[i].Before;
                return true;
            }
        }
        clock = 0;
        return false;
    }

    /// <summary>A client that got structs, by its place among all that did.</summary>
    internal Touched TouchedAt(int index) => _touched[index];

    /// <summary>The clients that got structs, from the highest id down.</summary>
    internal Touched[] TouchedDescending()
    {
        var sorted = _touched.ToArray();
        Array.Sort(sorted, static (a, b) => b.Structs.Client.CompareTo(a.Structs.Client));
        return sorted;
    }

    internal bool Adds(Struct item) => item.Clock >= BeforeClock(item.Client);

    internal bool Removes(Struct item) => _deletes is not null && _deletes.Contains(item.Id);

    internal void AddDeleted(ulong client, long clock, int length)
    {
        Deletes.Add(client, clock, length);
        Store.Find(client)?.NoteDeleted();
    }

    internal void AddMergeCandidate(Item item) => _mergeCandidates.Add(item);

    /// <summary>Notes a client's clock before its first new struct, for this transaction and for those whose observers are running.</summary>
    internal void NoteAdding(ClientStructs structs)
    {
        if (!ReferenceEquals(structs.LastTransaction, this))
        {
            structs.LastTransaction = this;
            Doc.NoteTouched(this, structs);
        }
    }

    internal void NoteTouched(ClientStructs structs)
    {
        if (TryGetBefore(structs.Client, out _))
        {
            return;
        }
        _touched.Add(new(structs, structs.State, structs.State));
        _before?.Add(structs.Client, structs.State);
        if (_before is null && _touched.Count > LinearClients)
        {
            _before = new(_touched.Count * 2);
            for (var i = 0; i < _touched.Count; i++)
            {
                _before.Add(_touched[i].Structs.Client, _touched[i].Before);
            }
        }
    }

    /// <summary>Notes that a type's list (key null) or entry changed (Yjs: <c>addChangedTypeToTransaction</c>).</summary>
    internal void NoteChanged(YType type, string? key)
    {
        if (key is null && type.Markers is not null && !ReferenceEquals(MarkersKeptFor, type))
        {
            type.Markers.Clear();
        }
        if (type.Item is { } item && (item.Deleted || Adds(item)))
        {
            return;
        }
        var changed = type.LastChange;
        if (changed is null || !ReferenceEquals(changed.Transaction, this))
        {
            changed = new ChangedType(this, type);
            type.LastChange = changed;
            _changed.Add(changed);
        }
        changed.Add(key);
    }

    /// <summary>Takes a type out of the changed ones: it was deleted.</summary>
    internal void ForgetChanged(YType type)
    {
        if (type.LastChange is { } changed && ReferenceEquals(changed.Transaction, this))
        {
            changed.Forgotten = true;
            type.LastChange = null;
        }
    }

    /// <summary>Lets go of the transaction: a document at rest must not keep its last one alive.</summary>
    internal void Detach()
    {
        IsDone = true;
        for (var i = 0; i < _changed.Count; i++)
        {
            if (ReferenceEquals(_changed[i].Type.LastChange, _changed[i]))
            {
                _changed[i].Type.LastChange = null;
            }
        }
        for (var i = 0; i < _touched.Count; i++)
        {
            if (ReferenceEquals(_touched[i].Structs.LastTransaction, this))
            {
                _touched[i].Structs.LastTransaction = null;
            }
        }
    }
}

/// <summary>A client that got structs, with its clock before and after the body.</summary>
internal readonly record struct Touched(ClientStructs Structs, long Before, long After);

/// <summary>What changed in one type: its list, or entries by key in the order of their first change.</summary>
internal sealed class ChangedType(Transaction transaction, YType type)
{
    private const int LinearKeys = 8;
    private HashSet<string>? _set;

    public Transaction Transaction => transaction;

    public YType Type => type;

    public bool Forgotten { get; set; }

    public bool List { get; private set; }

    public List<string>? Keys { get; private set; }

    public void Add(string? key)
    {
        if (key is null)
        {
            List = true;
            return;
        }
        Keys ??= new(1);
        if (_set is not null ? _set.Add(key) : !Keys.Contains(key))
        {
            Keys.Add(key);
            if (_set is null && Keys.Count > LinearKeys)
            {
                _set = [.. Keys];
            }
        }
    }
}
