using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

internal sealed partial class Item
{
    /// <summary>
    /// Finds the neighbours and the parent, or the client that must come first (Yjs: <c>Item.getMissing</c>).
    /// </summary>
    /// <returns>Whether everything is there; otherwise <paramref name="missing"/> is the client that lacks it.</returns>
    public bool Resolve(Transaction transaction, StructStore store, out ulong missing)
    {
        if (IsMissing(store, Origin, out missing)
            || IsMissing(store, RightOrigin, out missing)
            || (ParentRef is Id parent && IsMissing(store, parent, out missing)))
        {
            return false;
        }
        ResolveNeighbours(transaction, store);
        return true;
    }

    // Units of its own client are there: an item is only tried when its client's clock has come to it.
    private bool IsMissing(StructStore store, Id id, out ulong client)
    {
        client = id.Client;
        return !id.IsNone && client != Client && id.Clock >= store.GetState(client);
    }

    private void ResolveNeighbours(Transaction transaction, StructStore store)
    {
        Struct? left = null;
        Struct? right = null;
        if (!Origin.IsNone)
        {
            left = store.GetCleanEnd(transaction, Origin);
            Left = left as Item;
            Origin = left.LastId;
        }
        if (!RightOrigin.IsNone)
        {
            right = store.GetCleanStart(transaction, RightOrigin);
            Right = right as Item;
            RightOrigin = right.Id;
        }
        if (left is GcStruct || right is GcStruct)
        {
            ParentRef = null;
            Left = null;
            Right = null;
        }
        else if (ParentRef is null)
        {
            var neighbour = Left ?? Right;
            ParentRef = neighbour?.ParentRef;
            ParentSub = neighbour?.ParentSub;
        }
        else if (ParentRef is Id parentId)
        {
            ParentRef = ((store.Get(parentId) as Item)?.Content as ContentType)?.Type;
        }
        else if (ParentRef is string root)
        {
            ParentRef = transaction.Doc.GetOrAddRoot(root);
        }
    }

    /// <summary>
    /// Links this item into its list and the store (Yjs: <c>Item.integrate</c>); <paramref name="offset"/> units are already known.
    /// </summary>
    public void Integrate(Transaction transaction, int offset)
    {
        var store = transaction.Store;
        if (offset > 0)
        {
            Clock += offset;
            var left = store.GetCleanEnd(transaction, new Id(Client, Clock - 1));
            Left = left as Item;
            Origin = left.LastId;
            Content = Content.Splice(offset, Length);
            Length -= offset;
        }
        if (ParentRef is not YType parent)
        {
            store.Add(transaction, new GcStruct(Client, Clock, Length));
            return;
        }
        if (Left is null ? Right is null || Right.Left is not null : !ReferenceEquals(Left.Right, Right))
        {
            Left = FindPlace(parent, store);
        }
        Link(transaction, parent);
        parent.PartCount++;
        if (ParentSub is null && Visible)
        {
            parent.AddToLength(Length);
        }
        store.Add(transaction, this);
        Content.Integrate(transaction, this);
        transaction.NoteChanged(parent, ParentSub);
        if (parent.Item is { Deleted: true } || (ParentSub is not null && Right is not null))
        {
            Delete(transaction);
        }
    }

    /// <summary>
    /// The item to stand right of, among all that were written at the same place.
    /// <code>
    ///   Left … o₁ o₂ o₃ … Right        invariant: no two origin lines cross,
    ///    └─origin of this               same origin: the smaller client stands further left
    /// </code>
    /// Visited items carry a stamp: <c>&gt;= first</c> is "between left and o", <c>&gt;= conflicting</c> is "since left last moved".
    /// </summary>
    private Item? FindPlace(YType parent, StructStore store)
    {
        var left = Left;
        var o = left is not null ? left.Right : FirstOf(parent);
        var first = store.NextVisit;
        var conflicting = first;
        var stamp = first;
        while (o is not null && !ReferenceEquals(o, Right))
        {
            o.Visit = stamp++;
            if (Origin == o.Origin)
            {
                if (o.Client < Client)
                {
                    left = o;
                    conflicting = stamp;
                }
                else if (RightOrigin == o.RightOrigin)
                {
                    break;
                }
            }
            else if (!o.Origin.IsNone && store.Get(o.Origin) is Item origin && origin.Visit >= first)
            {
                if (origin.Visit < conflicting)
                {
                    left = o;
                    conflicting = stamp;
                }
            }
            else
            {
                break;
            }
            o = o.Right;
        }
        store.NextVisit = stamp;
        return left;
    }

    private Item? FirstOf(YType parent)
    {
        if (ParentSub is null)
        {
            return parent.Start;
        }
        var item = parent.Current(ParentSub);
        while (item?.Left is not null)
        {
            item = item.Left;
        }
        return item;
    }

    private void Link(Transaction transaction, YType parent)
    {
        if (Left is not null)
        {
            Right = Left.Right;
            Left.Right = this;
        }
        else
        {
            Right = FirstOf(parent);
            if (ParentSub is null)
            {
                parent.Start = this;
            }
        }
        if (Right is not null)
        {
            Right.Left = this;
        }
        else if (ParentSub is not null)
        {
            parent.Map[ParentSub] = this;
            Left?.Delete(transaction);
        }
    }
}
