using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>
/// A place between two items of a text, with the attributes in force there (Yjs: <c>ItemTextListPosition</c> in <c>types/YText.js</c>).
/// </summary>
internal sealed class TextPosition(Item? left, Item? right, int index, AttributeMap attributes)
{
    public Item? Left { get; set; } = left;

    public Item? Right { get; set; } = right;

    /// <summary>Live units to the left.</summary>
    public int Index { get; set; } = index;

    public AttributeMap Attributes { get; } = attributes;

    /// <summary>Steps over the item to the right.</summary>
    public void Forward()
    {
        var item = Right!;
        if (!item.Deleted)
        {
            if (item.Content is ContentFormat format)
            {
                Attributes.Pass(format.Key, format.Value);
            }
            else
            {
                Index += item.Length;
            }
        }
        Left = item;
        Right = item.Right;
    }

    /// <summary>The place with <paramref name="index"/> live units to its left; an item is cut there if need be (Yjs: <c>findPosition</c>).</summary>
    public static TextPosition Find(Transaction transaction, YText parent, int index, bool useMarkers)
    {
        var (item, at) = useMarkers ? ListOperations.Position(parent, index) : (parent.Start, 0);
        var position = new TextPosition(item?.Left, item, at, new());
        var count = index - at;
        while (position.Right is { } right && count > 0)
        {
            if (!right.Deleted && right.Content is not ContentFormat)
            {
                if (count < right.Length)
                {
                    transaction.Store.GetCleanStart(transaction, new Id(right.Client, right.Clock + count));
                }
                count -= right.Length;
            }
            position.Forward();
        }
        return position;
    }
}
