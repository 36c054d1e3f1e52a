namespace RoundTable.Yjs;

public abstract partial class YType
{
    private Action<YEvent>? _observers;
    private Action<IReadOnlyList<YEvent>>? _deepObservers;

    /// <summary>This type changed. Read the event inside the handler: it looks at the document as it is.</summary>
    public event Action<YEvent>? Changed
    {
        add => _observers += value;
        remove => _observers -= value;
    }

    /// <summary>This type or one inside it changed; events come by the length of their path. Attach it once the type is in a document.</summary>
    /// <exception cref="InvalidOperationException">The type is not part of a document yet.</exception>
    public event Action<IReadOnlyList<YEvent>>? DeepChanged
    {
        add
        {
            (Doc ?? throw new InvalidOperationException("the type is not part of a document")).CountDeepObserver(1);
            _deepObservers += value;
        }
        remove
        {
            var before = _deepObservers;
            _deepObservers -= value;
            if (!ReferenceEquals(before, _deepObservers))
            {
                Doc!.CountDeepObserver(-1);
            }
        }
    }

    internal virtual void CallObservers(Transaction transaction, ChangedType changed)
    {
        if (_observers is null && !transaction.Doc.ListensForParents)
        {
            return;
        }
        var change = CreateEvent(transaction, changed);
        if (transaction.Doc.ListensForParents)
        {
            transaction.NoteEvent(change);
        }
        transaction.Doc.Call(_observers, change);
    }

    internal void CallDeepObservers(Transaction transaction, List<YEvent> events)
    {
        if (_deepObservers is null)
        {
            return;
        }
        var live = new List<YEvent>(events.Count);
        foreach (var change in events)
        {
            if (change.Target.Item is not { Deleted: true })
            {
                change.CurrentTarget = this;
                live.Add(change);
            }
        }
        var sorted = live.OrderBy(static change => change.Path.Count).ToList();
        transaction.Doc.Call(_deepObservers, (IReadOnlyList<YEvent>)sorted);
    }

    private protected virtual YEvent CreateEvent(Transaction transaction, ChangedType changed) => new(this, transaction, changed);
}
