namespace RoundTable.Yjs;

public sealed partial class Transaction
{
    private List<ParentChange>? _parents;

    /// <summary>Set when its update went out; later transactions are not its business any more.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>Whether there is anything to send.</summary>
    internal bool HasContent => HasDeletes || _anyMoved;

    /// <summary>The types that changed or hold one that did, with the events; filled only while somebody needs it.</summary>
    internal IReadOnlyList<ParentChange> ChangedParents => _parents ?? (IReadOnlyList<ParentChange>)[];

    private bool _anyMoved;

    /// <summary>Notes the clocks after the body, before observers can add more.</summary>
    internal void NoteAfter()
    {
        for (var i = 0; i < _touched.Count; i++)
        {
            var touched = _touched[i];
            _touched[i] = touched with { After = touched.Structs.State };
            _anyMoved |= touched.Structs.State != touched.Before;
        }
    }

    /// <summary>Whether the body added structs of a client.</summary>
    internal bool Moved(ulong client)
    {
        for (var i = 0; i < _touched.Count; i++)
        {
            if (_touched[i].Structs.Client == client)
            {
                return _touched[i].After != _touched[i].Before;
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
