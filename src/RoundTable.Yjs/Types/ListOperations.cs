using System.Numerics;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>Insert, delete and look-up in the list of a type (Yjs: <c>typeList*</c> in <c>types/AbstractType.js</c>).</summary>
internal static class ListOperations
{
    /// <summary>Inserts before the tombstones that follow the unit left of <paramref name="index"/>.</summary>
    public static void Insert(Transaction transaction, YType parent, int index, IReadOnlyList<object?> values)
    {
        if ((uint)index > (uint)parent.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, "beyond the end of the list");
        }
        var left = index == 0 ? null : FindLeft(transaction, parent, index);
        var outer = transaction.MarkersKeptFor;
        transaction.MarkersKeptFor = parent;
        parent.Markers?.Update(index, values.Count);
        InsertAfter(transaction, parent, left, values);
        transaction.MarkersKeptFor = outer;
    }

    /// <summary>Inserts behind everything, tombstones included.</summary>
    public static void Push(Transaction transaction, YType parent, IReadOnlyList<object?> values)
    {
        var last = parent.Length > 0 ? Position(parent, parent.Length).Item : parent.Start;
        while (last?.Right is not null)
        {
            last = last.Right;
        }
        var outer = transaction.MarkersKeptFor;
        transaction.MarkersKeptFor = parent;
        InsertAfter(transaction, parent, last, values);
        transaction.MarkersKeptFor = outer;
    }

    /// <summary>
    /// Inserts right of an item. Plain values that follow one another share an item; the right neighbour of every new item
    /// is the one that stood there at the beginning.
    /// </summary>
    public static void InsertAfter(Transaction transaction, YType parent, Item? reference, IReadOnlyList<object?> values)
    {
        var left = reference;
        var right = reference is null ? parent.Start : reference.Right;
        List<object?>? plain = null;
        foreach (var value in values)
        {
            if (IsPlain(value))
            {
                (plain ??= []).Add(value);
                continue;
            }
            left = Flush(transaction, parent, left, right, plain);
            plain = null;
            left = Create(transaction, parent, left, right, ContentOf(value), 1);
        }
        Flush(transaction, parent, left, right, plain);
    }

    public static void Delete(Transaction transaction, YType parent, int index, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return;
        }
        var (item, at) = Position(parent, index);
        var offset = index - at;
        for (; item is not null && offset > 0; item = item.Right)
        {
            if (item.Visible)
            {
                if (offset < item.Length)
                {
                    transaction.Store.GetCleanStart(transaction, new Id(item.Client, item.Clock + offset));
                }
                offset -= item.Length;
            }
        }
        var left = length;
        var outer = transaction.MarkersKeptFor;
        transaction.MarkersKeptFor = parent;
        for (; left > 0 && item is not null; item = item.Right)
        {
            if (item.Deleted)
            {
                continue;
            }
            if (left < item.Length)
            {
                transaction.Store.GetCleanStart(transaction, new Id(item.Client, item.Clock + left));
            }
            item.Delete(transaction);
            left -= item.Length;
        }
        transaction.MarkersKeptFor = outer;
        parent.Markers?.Update(index, left - length);
        if (left > 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "beyond the end of the list");
        }
    }

    /// <summary>The value at an index, or <see cref="Undefined"/> beyond the end.</summary>
    public static object? Get(YType parent, int index)
    {
        var (item, at) = Position(parent, index);
        index -= at;
        for (; item is not null; item = item.Right)
        {
            if (item.Visible)
            {
                if (index < item.Length)
                {
                    return item.Content.ValueAt(index);
                }
                index -= item.Length;
            }
        }
        return Undefined.Value;
    }

    /// <summary>An item at or before an index and the index where it starts; the start of the list when nothing better is known.</summary>
    public static (Item? Item, int Index) Position(YType parent, int index)
    {
        if (parent.Start is null || index == 0 || parent.HasFormatting)
        {
            return (parent.Start, 0);
        }
        return (parent.Markers ??= new()).Find(parent.Start, index, parent.Length);
    }

    /// <summary>The next item of this replica, between two others.</summary>
    public static Item Create(Transaction transaction, YType parent, Item? left, Item? right, Content content, int length)
    {
        var client = transaction.Doc.ClientId;
        var item = new Item(client, transaction.Store.GetState(client), left, left?.LastId ?? Id.None, right, right?.Id ?? Id.None, parent, null, content, length);
        item.Integrate(transaction, 0);
        return item;
    }

    /// <summary>The content for a value that is not packed with others.</summary>
    public static Content ContentOf(object? value) => value switch
    {
        byte[] bytes => new ContentBinary(bytes),
        Doc doc => new ContentDoc(doc),
        YType type => new ContentType(type),
        _ => new ContentAny([value]),
    };

    private static bool IsPlain(object? value) => value switch
    {
        byte[] or Doc or YType => false,
        Undefined or BigInteger => throw new ArgumentException("a list holds neither undefined nor big integers"),
        _ => true,
    };

    private static Item? Flush(Transaction transaction, YType parent, Item? left, Item? right, List<object?>? plain)
        => plain is null ? left : Create(transaction, parent, left, right, new ContentAny([.. plain]), plain.Count);

    /// <summary>The live item that ends at an index, cut there if need be.</summary>
    private static Item? FindLeft(Transaction transaction, YType parent, int index)
    {
        var (item, at) = Position(parent, index);
        index -= at;
        if (index == 0)
        {
            item = item!.Previous;
            index += item is { Visible: true } ? item.Length : 0;
        }
        for (; item is not null; item = item.Right)
        {
            if (item.Visible)
            {
                if (index <= item.Length)
                {
                    if (index < item.Length)
                    {
                        transaction.Store.GetCleanStart(transaction, new Id(item.Client, item.Clock + index));
                    }
                    break;
                }
                index -= item.Length;
            }
        }
        return item;
    }
}
