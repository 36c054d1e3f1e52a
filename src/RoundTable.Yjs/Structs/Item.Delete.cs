using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

internal sealed partial class Item
{
    /// <summary>
    /// Marks this item, and everything inside it, deleted (Yjs: <c>Item.delete</c>). Nested types are walked with an own
    /// stack: their depth is the writer's choice.
    /// </summary>
    public void Delete(Transaction transaction)
    {
        if (Deleted)
        {
            return;
        }
        DeleteSelf(transaction);
        if (Content is ContentType content)
        {
            DeleteChildren(transaction, content.Type);
        }
    }

    private void DeleteSelf(Transaction transaction)
    {
        var parent = Parent!;
        if (Countable && ParentSub is null)
        {
            parent.AddToLength(-Length);
        }
        MarkDeleted();
        transaction.AddDeleted(Client, Clock, Length);
        transaction.NoteChanged(parent, ParentSub);
        Content.Delete(transaction);
    }

    private static void DeleteChildren(Transaction transaction, YType root)
    {
        var stack = new Stack<IEnumerator<Item>>();
        var types = new Stack<YType>();
        stack.Push(root.Children().GetEnumerator());
        types.Push(root);
        while (stack.TryPeek(out var children))
        {
            if (!children.MoveNext())
            {
                stack.Pop();
                transaction.ForgetChanged(types.Pop());
                continue;
            }
            var item = children.Current;
            if (!item.Deleted)
            {
                item.DeleteSelf(transaction);
                if (item.Content is ContentType content)
                {
                    stack.Push(content.Type.Children().GetEnumerator());
                    types.Push(content.Type);
                }
            }
            else if (item.Clock < transaction.BeforeClock(item.Client))
            {
                transaction.AddMergeCandidate(item);
            }
        }
    }

    /// <summary>
    /// Frees what a deleted item holds (Yjs: <c>Item.gc</c>). The item itself stays, somebody may have written next to it;
    /// what was inside it becomes <see cref="GcStruct"/> structs.
    /// </summary>
    public void Collect(StructStore store)
    {
        if (Content is ContentType content)
        {
            CollectChildren(store, content.Type);
        }
        Content = ContentDeleted.Instance;
        SetFlag(FlagCountable, false);
    }

    private static void CollectChildren(StructStore store, YType root)
    {
        var types = new Stack<YType>();
        types.Push(root);
        while (types.TryPop(out var type))
        {
            foreach (var child in type.AllItems())
            {
                if (child.Content is ContentType content)
                {
                    types.Push(content.Type);
                }
                store.Replace(child, new GcStruct(child.Client, child.Clock, child.Length));
            }
            type.Empty();
        }
    }
}
