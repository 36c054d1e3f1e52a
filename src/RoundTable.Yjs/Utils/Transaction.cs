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
    private readonly List<Touched> _touched = new(1);
    private readonly List<Item> _mergeCandidates = [];
    private readonly List<ChangedType> _changed = new(1);
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

    internal List<ChangedType> Changed => _changed;

    internal List<Touched> TouchedClients => _touched;

    internal bool NeedsFormattingCleanup { get; set; }

    internal bool AnyClockMoved { get; set; }

    /// <summary>The client's clock before the transaction: what lies at or above was added in it.</summary>
    internal long BeforeClock(ulong client) => TryGetBefore(client, out var clock) ? clock : Store.GetState(client);

    private bool TryGetBefore(ulong client, out long clock)
    {
        if (_before is not null)
        {
            return _before.TryGetValue(client, out clock);
        }
        foreach (var touched in _touched)
        {
            if (touched.Structs.Client == client)
            {
                clock = touched.Before;
                return true;
            }
        }
        clock = 0;
        return false;
    }

    internal bool Adds(Struct item) => item.Clock >= BeforeClock(item.Client);

    internal bool Removes(Struct item) => _deletes is not null && _deletes.Contains(item.Id);

    internal void AddDeleted(ulong client, long clock, int length) => Deletes.Add(client, clock, length);

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
        _touched.Add(new(structs, structs.State));
        _before?.Add(structs.Client, structs.State);
        if (_before is null && _touched.Count > LinearClients)
        {
            _before = new(_touched.Count * 2);
            foreach (var touched in _touched)
            {
                _before.Add(touched.Structs.Client, touched.Before);
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

    /// <summary>What happened to a type, or null.</summary>
    internal ChangedType? ChangeOf(YType type)
    {
        foreach (var changed in _changed)
        {
            if (ReferenceEquals(changed.Type, type) && !changed.Forgotten)
            {
                return changed;
            }
        }
        return null;
    }
}

/// <summary>A client that got structs, with its clock before.</summary>
internal readonly record struct Touched(ClientStructs Structs, long Before);

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
