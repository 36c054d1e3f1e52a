using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>
/// Undoes and redoes what tracked origins did inside some types, and nothing else (Yjs: <c>utils/UndoManager.js</c>).
/// </summary>
public sealed partial class UndoManager : IDisposable
{
    private readonly Doc _doc;
    private readonly YType[]? _scope;
    private readonly TimeProvider _time;
    private readonly UndoOptions _options;
    private readonly HashSet<object?> _trackedOrigins;
    private readonly Dictionary<YType, bool> _inScope = [];
    private readonly List<StackItem> _undoStack = [];
    private readonly List<StackItem> _redoStack = [];
    private DateTimeOffset? _lastChange;
    private bool _undoing;
    private bool _redoing;

    /// <summary>Begins to take changes in.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="scope">Types whose content, at any depth, is undone; null means the whole document.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">What to take in; null means the defaults.</param>
    public UndoManager(Doc doc, IReadOnlyList<YType>? scope, TimeProvider time, UndoOptions? options = null)
    {
        _doc = doc;
        _scope = scope?.ToArray();
        _time = time;
        _options = options ?? new();
        _trackedOrigins = [.. _options.TrackedOrigins, this];
        doc.AfterTransaction += Capture;
    }

    /// <summary>Changes were taken in as a new step.</summary>
    public event Action<StackItem>? StackItemAdded;

    /// <summary>Changes were taken into the last step.</summary>
    public event Action<StackItem>? StackItemUpdated;

    /// <summary>A step was undone or redone.</summary>
    public event Action<StackItem>? StackItemPopped;

    /// <summary>Whether there is something to undo.</summary>
    public bool CanUndo => _undoStack.Count > 0;

    /// <summary>Whether there is something to redo.</summary>
    public bool CanRedo => _redoStack.Count > 0;

    /// <summary>Undoes the last step that still has an effect.</summary>
    /// <returns>The step, or null when there was none.</returns>
    public StackItem? Undo()
    {
        _undoing = true;
        try
        {
            return Pop(_undoStack);
        }
        finally
        {
            _undoing = false;
        }
    }

    /// <summary>Redoes the last undone step that still has an effect.</summary>
    /// <returns>The step, or null when there was none.</returns>
    public StackItem? Redo()
    {
        _redoing = true;
        try
        {
            return Pop(_redoStack);
        }
        finally
        {
            _redoing = false;
        }
    }

    /// <summary>Lets the next change begin a new step.</summary>
    public void StopCapturing() => _lastChange = null;

    /// <summary>Forgets all steps.</summary>
    public void Clear() => Clear(undo: true, redo: true);

    /// <summary>Stops taking changes in.</summary>
    public void Dispose() => _doc.AfterTransaction -= Capture;

    private void Clear(bool undo, bool redo)
    {
        if (!(undo && CanUndo) && !(redo && CanRedo))
        {
            return;
        }
        _doc.Transact(transaction =>
        {
            if (undo)
            {
                Release(transaction, _undoStack);
            }
            if (redo)
            {
                Release(transaction, _redoStack);
            }
        });
    }

    private void Release(Transaction transaction, List<StackItem> stack)
    {
        foreach (var step in stack)
        {
            KeepDeleted(transaction, step.Deletions, false);
        }
        stack.Clear();
    }

    private void Capture(Transaction transaction)
    {
        if (!Tracks(transaction))
        {
            return;
        }
        if (_undoing)
        {
            StopCapturing();
        }
        else if (!_redoing)
        {
            Clear(undo: false, redo: true);
        }
        var stack = _undoing ? _redoStack : _undoStack;
        var now = _time.GetUtcNow();
        var insertions = InsertionsOf(transaction);
        var joins = _lastChange is { } last && now - last < _options.CaptureTimeout && stack.Count > 0 && !_undoing && !_redoing;
        if (joins)
        {
            stack[^1].Deletions = DeleteSet.Merge(stack[^1].Deletions, transaction.Deletes);
            stack[^1].Insertions = DeleteSet.Merge(stack[^1].Insertions, insertions);
        }
        else
        {
            stack.Add(new(transaction.Deletes, insertions));
        }
        if (!_undoing && !_redoing)
        {
            _lastChange = now;
        }
        KeepDeleted(transaction, transaction.Deletes, true);
        _doc.Call(joins ? StackItemUpdated : StackItemAdded, stack[^1]);
    }

    private bool Tracks(Transaction transaction)
    {
        if (_options.CaptureTransaction is { } filter && !filter(transaction))
        {
            return false;
        }
        if (!_trackedOrigins.Contains(transaction.Origin) && (transaction.Origin is null || !_trackedOrigins.Contains(transaction.Origin.GetType())))
        {
            return false;
        }
        return _scope is null || Array.Exists(_scope, transaction.ChangedInside);
    }

    private static DeleteSet InsertionsOf(Transaction transaction)
    {
        var insertions = new DeleteSet();
        for (var i = 0; i < transaction.TouchedCount; i++)
        {
            var (structs, before, after) = transaction.TouchedAt(i);
            if (after > before)
            {
                insertions.Add(structs.Client, before, after - before);
            }
        }
        return insertions;
    }

    private void KeepDeleted(Transaction transaction, DeleteSet deletes, bool keep)
    {
        StructRange.ForEachDeleted(transaction, deletes, each =>
        {
            if (each is Item item && InScope(item))
            {
                Item.KeepUpwards(item, keep);
            }
        });
        _inScope.Clear();
    }

    /// <summary>Whether a scope type holds an item, at any depth; what was found out is remembered during one operation.</summary>
    private bool InScope(Item item)
    {
        if (_scope is null)
        {
            return true;
        }
        var found = false;
        var type = item.Parent;
        for (; type is not null && !_inScope.TryGetValue(type, out found); type = type.Parent)
        {
            if (Array.IndexOf(_scope, type) >= 0)
            {
                found = true;
                break;
            }
        }
        for (var each = item.Parent; each is not null && !ReferenceEquals(each, type); each = each.Parent)
        {
            _inScope[each] = found;
        }
        return found;
    }
}
