namespace RoundTable.Yjs.Structs;

internal sealed partial class Item
{
    /// <summary>
    /// Cuts this item; the right half is returned, linked, but not yet in the store (Yjs: <c>splitItem</c>).
    /// <code>  [a b c d] at 2  →  [a b] ⇄ [c d], origin of the right half = b, right origin unchanged  </code>
    /// </summary>
    public Item Split(Transaction transaction, int offset)
    {
        var right = new Item(Client, Clock + offset, this, new Id(Client, Clock + offset - 1), Right, RightOrigin, ParentRef, ParentSub, Content.Splice(offset, Length), Length - offset);
        if (Deleted)
        {
            right.MarkDeleted();
        }
        right.Keep = Keep;
        if (IsRedone)
        {
            transaction.Store.CopyRedone(this, right, offset);
        }
        Right = right;
        if (right.Right is not null)
        {
            right.Right.Left = right;
        }
        transaction.AddMergeCandidate(right);
        if (ParentSub is not null && right.Right is null)
        {
            Parent!.Map[ParentSub] = right;
        }
        Length = offset;
        Parent!.PartCount++;
        return right;
    }

    /// <summary>Takes the right neighbour in if the two are one run (Yjs: <c>Item.mergeWith</c>).</summary>
    public bool MergeWith(Item right)
    {
        if (!ReferenceEquals(Right, right)
            || right.Origin != LastId
            || Client != right.Client
            || End != right.Clock
            || RightOrigin != right.RightOrigin
            || Deleted != right.Deleted
            || IsRedone
            || right.IsRedone
            || Content.GetType() != right.Content.GetType()
            || (long)Length + right.Length > Limits.RunLength
            || !Content.MergeWith(right.Content, Length, right.Length))
        {
            return false;
        }
        if (right.Marker)
        {
            Parent!.Markers?.Merged(this, right);
        }
        if (right.Keep)
        {
            Keep = true;
        }
        Right = right.Right;
        if (Right is not null)
        {
            Right.Left = this;
        }
        Length += right.Length;
        Parent!.PartCount--;
        return true;
    }

    /// <summary>The part of an unlinked item from a unit on (Yjs: <c>sliceStruct</c> in <c>utils/updates.js</c>).</summary>
    public Item CutLeft(int offset) => new(Client, Clock + offset, null, new Id(Client, Clock + offset - 1), null, RightOrigin, ParentRef, ParentSub, Content.Splice(offset, Length), Length - offset);
}
