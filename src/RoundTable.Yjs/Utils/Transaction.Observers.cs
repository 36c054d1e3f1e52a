namespace RoundTable.Yjs;

public sealed partial class Transaction
{
    private List<ParentChange>? _parents;

    /// <summary>Set when its update went out; later transactions are not its business any more.</summary>
    internal bool IsDone { get; set; }

    /// <summary>Whether there is anything to send.</summary>
    internal bool HasContent => HasDeletes || _anyMoved;

    /// <summary>The types that changed or hold one that did, with the events; filled only while somebody needs it.</summary>
    internal IReadOnlyList<ParentChange> ChangedParents => _parents ?? (IReadOnlyList<ParentChange>)[];

    private bool _anyMoved;
    private long[] _after = [];

    /// <summary>Notes the clocks after the body, before observers can add more.</summary>
    internal void NoteAfter()
    {
        if (_touched.Count == 0)
        {
            return;
        }
        _after = new long[_touched.Count];
        for (var i = 0; i < _after.Length; i++)
        {
            _after[i] = _touched[i].Structs.State;
            _anyMoved |= _after[i] != _touched[i].Before;
        }
    }

    /// <summary>The clock after the body of the client at an index of <see cref="TouchedClients"/>.</summary>
    internal long AfterClock(int touchedIndex) => touchedIndex < _after.Length ? _after[touchedIndex] : _touched[touchedIndex].Before;

    /// <summary>Whether the body added structs of a client.</summary>
    internal bool Moved(ulong client)
    {
        for (var i = 0; i < _after.Length; i++)
        {
            if (_touched[i].Structs.Client == client)
            {
                return _after[i] != _touched[i].Before;
            }
        }
        return false;
    }

    internal void CallObservers()
    {
        for (var i = 0; i < _changed.Count; i++)
        {
            var changed = _changed[i];
            if (!changed.Forgotten && changed.Type.Item is not { Deleted: true })
            {
                changed.Type.CallObservers(this, changed);
            }
        }
        if (_parents is null)
        {
            return;
        }
        for (var i = 0; i < _parents.Count; i++)
        {
            var (type, events) = _parents[i];
            if (type.Item is not { Deleted: true })
            {
                type.CallDeepObservers(this, events);
            }
        }
    }

    /// <summary>Adds an event to a type and all that hold it (Yjs: <c>callTypeObservers</c>).</summary>
    internal void NoteEvent(YEvent change)
    {
        for (var type = change.Target; type is not null; type = type.Item?.Parent)
        {
            EventsOf(type).Add(change);
        }
    }

    internal bool ChangedInside(YType type)
    {
        foreach (var parent in ChangedParents)
        {
            if (ReferenceEquals(parent.Type, type))
            {
                return true;
            }
        }
        return false;
    }

    private List<YEvent> EventsOf(YType type)
    {
        _parents ??= [];
        foreach (var parent in _parents)
        {
            if (ReferenceEquals(parent.Type, type))
            {
                return parent.Events;
            }
        }
        var added = new ParentChange(type, []);
        _parents.Add(added);
        return added.Events;
    }
}

/// <summary>A type with the events in it and below it.</summary>
internal readonly record struct ParentChange(YType Type, List<YEvent> Events);
