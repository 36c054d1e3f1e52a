using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>What one transaction did to one type (Yjs: <c>utils/YEvent.js</c>). Valid while the handler runs.</summary>
public class YEvent
{
    private readonly ChangedType _changed;
    private IReadOnlyDictionary<string, KeyChange>? _keys;
    private IReadOnlyList<DeltaOp>? _delta;
    private IReadOnlyList<object>? _path;
    private YType _currentTarget;

    internal YEvent(YType target, Transaction transaction, ChangedType changed)
    {
        Target = target;
        _currentTarget = target;
        Transaction = transaction;
        _changed = changed;
    }

    /// <summary>The type that changed.</summary>
    public YType Target { get; }

    /// <summary>The transaction that changed it.</summary>
    public Transaction Transaction { get; }

    /// <summary>The type whose handler runs: the target, or one that holds it.</summary>
    public YType CurrentTarget
    {
        get => _currentTarget;
        internal set
        {
            _currentTarget = value;
            _path = null;
        }
    }

    /// <summary>Whether the list changed; otherwise only entries did.</summary>
    public bool ListChanged => _changed.List;

    /// <summary>Keys (string) and indexes (int) from the current target down to the target.</summary>
    public IReadOnlyList<object> Path => _path ??= PathBetween(_currentTarget, Target);

    /// <summary>The changed entries: added, updated or deleted, with the value before.</summary>
    public IReadOnlyDictionary<string, KeyChange> Keys => _keys ??= ReadKeys();

    /// <summary>The changes of the list, from its start, without a trailing retain; empty when only entries changed.</summary>
    public IReadOnlyList<DeltaOp> Delta => _delta ??= ReadDelta();

    private protected virtual IReadOnlyList<DeltaOp> ReadDelta()
    {
        if (!_changed.List)
        {
            return [];
        }
        var delta = new DeltaBuilder();
        for (var item = Target.Start; item is not null; item = item.Right)
        {
            if (item.Deleted)
            {
                if (Transaction.Removes(item) && !Transaction.Adds(item))
                {
                    delta.Delete(item.Length);
                }
            }
            else if (Transaction.Adds(item))
            {
                delta.Insert(item);
            }
            else
            {
                delta.Retain(item.Length);
            }
        }
        return delta.Finish();
    }

    private Dictionary<string, KeyChange> ReadKeys()
    {
        var keys = new Dictionary<string, KeyChange>();
        foreach (var key in _changed.Keys ?? [])
        {
            if (Target.Current(key) is { } item && ReadKey(item) is { } change)
            {
                keys.Add(key, change);
            }
        }
        return keys;
    }

    private KeyChange? ReadKey(Item item)
    {
        if (!Transaction.Adds(item))
        {
            return Transaction.Removes(item) ? new(KeyAction.Delete, OldValue(item)) : null;
        }
        var previous = item.Left;
        while (previous is not null && Transaction.Adds(previous))
        {
            previous = previous.Left;
        }
        var replaced = previous is not null && Transaction.Removes(previous);
        if (Transaction.Removes(item))
        {
            return replaced ? new(KeyAction.Delete, OldValue(previous!)) : null;
        }
        return replaced ? new(KeyAction.Update, OldValue(previous!)) : new(KeyAction.Add, Undefined.Value);
    }

    private static object? OldValue(Item item) => item.Content is ContentDeleted ? Undefined.Value : item.LastValue;

    private static List<object> PathBetween(YType parent, YType child)
    {
        var path = new List<object>();
        while (child.Item is { } item && !ReferenceEquals(child, parent))
        {
            path.Add(item.ParentSub is { } key ? key : child.IndexInParent);
            child = item.Parent!;
        }
        path.Reverse();
        return path;
    }
}
