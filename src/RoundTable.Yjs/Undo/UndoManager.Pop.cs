using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public sealed partial class UndoManager
{
    /// <summary>Takes steps off a stack until one has an effect (Yjs: <c>popStackItem</c>).</summary>
    private StackItem? Pop(List<StackItem> stack)
    {
        StackItem? popped = null;
        _doc.Transact(transaction =>
        {
            while (stack.Count > 0 && popped is null)
            {
                var step = stack[^1];
                stack.RemoveAt(stack.Count - 1);
                popped = Revert(transaction, step) ? step : null;
            }
        }, this);
        _inScope.Clear();
        if (popped is not null)
        {
            StackItemPopped?.Invoke(popped);
        }
        return popped;
    }

    /// <returns>Whether anything was changed.</returns>
    private bool Revert(Transaction transaction, StackItem step)
    {
        var toDelete = new List<Item>();
        StructRange.ForEachDeleted(transaction, step.Insertions, each =>
        {
            if (each is Item item && Successor(transaction, item) is { Deleted: false } live && InScope(live))
            {
                toDelete.Add(live);
            }
        });
        var toRedo = new List<Item>();
        StructRange.ForEachDeleted(transaction, step.Deletions, each =>
        {
            if (each is Item item && InScope(item) && !step.Insertions.Contains(item.Id))
            {
                toRedo.Add(item);
            }
        });
        var redo = new RedoRun(this, transaction, step, [.. toRedo]);
        var changed = false;
        foreach (var item in toRedo)
        {
            changed |= redo.Run(item) is not null;
        }
        for (var i = toDelete.Count - 1; i >= 0; i--)
        {
            if (_options.DeleteFilter is not { } filter || filter(toDelete[i].Id))
            {
                toDelete[i].Delete(transaction);
                changed = true;
            }
        }
        return changed;
    }

    /// <summary>The item that took an item's place by undo, cut to begin where that began; the item itself if none did.</summary>
    private static Item? Successor(Transaction transaction, Item item)
    {
        if (!item.IsRedone)
        {
            return item;
        }
        var (found, offset) = transaction.Store.FollowRedone(item.Id);
        return (offset > 0 ? transaction.Store.GetCleanStart(transaction, new Id(found.Client, found.Clock + offset)) : found) as Item;
    }

    private bool IsDeletedByStep(Id id)
    {
        foreach (var step in _undoStack)
        {
            if (step.Deletions.Contains(id))
            {
                return true;
            }
        }
        foreach (var step in _redoStack)
        {
            if (step.Deletions.Contains(id))
            {
                return true;
            }
        }
        return false;
    }

    private sealed class RedoRun(UndoManager manager, Transaction transaction, StackItem step, HashSet<Item> toRedo)
    {
        private readonly StructStore _store = transaction.Store;

        /// <summary>
        /// Inserts a deleted item anew, after the deleted types that hold it (Yjs: <c>redoItem</c> in <c>structs/Item.js</c>).
        /// </summary>
        /// <returns>The new item, or null when it has no place any more.</returns>
        public Item? Run(Item item)
        {
            if (item.IsRedone)
            {
                return Follow(item);
            }
            var pending = new Stack<Item>();
            pending.Push(item);
            for (var holder = item.Parent!.Item; holder is { Deleted: true, IsRedone: false }; holder = holder.Parent!.Item)
            {
                if (!toRedo.Contains(holder))
                {
                    return null;
                }
                pending.Push(holder);
            }
            Item? redone = null;
            while (pending.TryPop(out var next))
            {
                redone = Insert(next);
                if (redone is null)
                {
                    return null;
                }
            }
            return redone;
        }

        private Item? Insert(Item item)
        {
            var holder = item.Parent!.Item;
            if (holder is { Deleted: true })
            {
                while (holder is { IsRedone: true })
                {
                    holder = Follow(holder);
                }
            }
            var parent = holder is null ? item.Parent : (holder.Content as ContentType)?.Type;
            if (parent is null || !FindNeighbours(item, holder, parent, out var left, out var right))
            {
                return null;
            }
            var client = transaction.Doc.ClientId;
            var id = new Id(client, _store.GetState(client));
            var redone = new Item(client, id.Clock, left, left?.LastId ?? Id.None, right, right?.Id ?? Id.None, parent, item.ParentSub, item.Content.Copy(transaction.Doc), item.Length);
            _store.SetRedone(item, id);
            Item.KeepUpwards(redone, true);
            redone.Integrate(transaction, 0);
            return redone;
        }

        private bool FindNeighbours(Item item, Item? holder, YType parent, out Item? left, out Item? right)
        {
            right = null;
            if (item.ParentSub is null)
            {
                left = Nearest(item.Left, holder, static each => each.Left);
                right = Nearest(item, holder, static each => each.Right);
                return true;
            }
            if (item.Right is null || manager._options.IgnoreRemoteMapChanges)
            {
                left = parent.Current(item.ParentSub);
            }
            else
            {
                left = item;
                while (left?.Right is { } next && (next.IsRedone || step.Insertions.Contains(next.Id) || manager.IsDeletedByStep(next.Id)))
                {
                    left = next;
                    while (left is { IsRedone: true })
                    {
                        left = Follow(left);
                    }
                }
                if (left?.Right is not null)
                {
                    return false;
                }
            }
            if (left is not null && !ReferenceEquals(left.Parent!.Item, holder))
            {
                left = parent.Current(item.ParentSub);
            }
            return true;
        }

        /// <summary>The first item on the way whose successors by undo lie in the type that <paramref name="holder"/> holds.</summary>
        private Item? Nearest(Item? item, Item? holder, Func<Item, Item?> next)
        {
            for (; item is not null; item = next(item))
            {
                var trace = item;
                while (trace is not null && !ReferenceEquals(trace.Parent!.Item, holder))
                {
                    trace = trace.IsRedone ? Follow(trace) : null;
                }
                if (trace is not null)
                {
                    return trace;
                }
            }
            return null;
        }

        private Item? Follow(Item item) => _store.GetCleanStart(transaction, _store.RedoneOf(item)) as Item;
    }
}
