using RoundTable.Yjs.Lib0;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>
/// A place in a list that stays where it is while others edit, such as a cursor (Yjs: <c>utils/RelativePosition.js</c>).
/// </summary>
/// <param name="Type">The unit that holds the type; null for roots and when only the item is known.</param>
/// <param name="RootName">Name of the root type; null for nested ones and when only the item is known.</param>
/// <param name="Item">The unit it sticks to; null at an end of the list.</param>
/// <param name="Assoc">0 or more: sticks to the unit to its right; below 0: to the one to its left.</param>
public sealed record RelativePosition(Id? Type, string? RootName, Id? Item, int Assoc)
{
    /// <summary>The place at an index; O(items).</summary>
    public static RelativePosition At(YType type, int index, int assoc = 0)
    {
        if (assoc < 0)
        {
            if (index == 0)
            {
                return In(type, null, assoc);
            }
            index--;
        }
        for (var item = type.Start; item is not null; item = item.Right)
        {
            if (item.Visible)
            {
                if (item.Length > index)
                {
                    return In(type, new Id(item.Client, item.Clock + index), assoc);
                }
                index -= item.Length;
            }
            if (item.Right is null && assoc < 0)
            {
                return In(type, item.LastId, assoc);
            }
        }
        return In(type, null, assoc);
    }

    /// <summary>The bytes of the place: <c>0 client clock | 1 rootName | 2 client clock</c>, then the side.</summary>
    public byte[] Encode()
    {
        var output = new ByteWriter();
        if (Item is { } item)
        {
            output.WriteVarUint(0UL);
            output.WriteVarUint(item.Client);
            output.WriteVarUint(item.Clock);
        }
        else if (RootName is not null)
        {
            output.WriteUInt8(1);
            output.WriteVarString(RootName);
        }
        else
        {
            var type = Type ?? throw new InvalidOperationException("a position needs an item or a type");
            output.WriteUInt8(2);
            output.WriteVarUint(type.Client);
            output.WriteVarUint(type.Clock);
        }
        output.WriteVarInt(Assoc);
        return output.ToArray();
    }

    /// <summary>Reads a place.</summary>
    /// <exception cref="MalformedUpdateException">Not a relative position.</exception>
    public static RelativePosition Decode(ReadOnlySpan<byte> bytes)
    {
        var input = new ByteReader(bytes);
        Id? type = null;
        string? root = null;
        Id? item = null;
        switch (input.ReadVarUint())
        {
            case 0:
                item = new Id(input.ReadVarUint(), (long)input.ReadVarUint());
                break;
            case 1:
                root = input.ReadVarString();
                break;
            case 2:
                type = new Id(input.ReadVarUint(), (long)input.ReadVarUint());
                break;
            default:
                throw new MalformedUpdateException("unknown kind of position");
        }
        var assoc = input.HasContent ? (int)Math.Clamp(input.ReadVarInt(out _), int.MinValue, int.MaxValue) : 0;
        return new(type, root, item, assoc);
    }

    /// <summary>Where the place is now; O(items). Null when the document does not have it (any more).</summary>
    /// <param name="doc">The document.</param>
    /// <param name="followUndone">Whether a deleted unit that undo brought back counts as there. Default true.</param>
    public AbsolutePosition? Resolve(Doc doc, bool followUndone = true)
    {
        var store = doc.Store;
        if (Item is { } id)
        {
            if (id.Clock >= store.GetState(id.Client))
            {
                return null;
            }
            var (found, offset) = followUndone ? store.FollowRedone(id) : (store.Get(id), id.Clock - store.Get(id).Clock);
            return found is Item { Parent: { } parent } item ? new(parent, IndexOf(item, parent, (int)offset), Assoc) : null;
        }
        var type = RootName is not null ? doc.GetOrAddRoot(RootName) : FindType(doc, followUndone);
        return type is null ? null : new(type, Assoc >= 0 ? type.Length : 0, Assoc);
    }

    /// <summary>The place as Yjs gives it to JSON: <c>{type?, tname?, item?, assoc}</c>.</summary>
    public YObject ToJson()
    {
        var json = new YObject();
        if (Type is { } type)
        {
            json.Set("type", ToJson(type));
        }
        if (!string.IsNullOrEmpty(RootName))
        {
            json.Set("tname", RootName);
        }
        if (Item is { } item)
        {
            json.Set("item", ToJson(item));
        }
        json.Set("assoc", (double)Assoc);
        return json;
    }

    private int IndexOf(Item item, YType parent, int offset)
    {
        if (parent.Item is { Deleted: true })
        {
            return 0;
        }
        var index = item.Visible ? offset + (Assoc >= 0 ? 0 : 1) : 0;
        for (var left = item.Left; left is not null; left = left.Left)
        {
            index += left.Visible ? left.Length : 0;
        }
        return index;
    }

    private YType? FindType(Doc doc, bool followUndone)
    {
        if (Type is not { } id || id.Clock >= doc.Store.GetState(id.Client))
        {
            return null;
        }
        var found = followUndone ? doc.Store.FollowRedone(id).Found : doc.Store.Get(id);
        return ((found as Item)?.Content as ContentType)?.Type;
    }

    private static RelativePosition In(YType type, Id? item, int assoc) => new(type.ItemId, type.RootName, item, assoc);

    private static YObject ToJson(Id id) => new() { { "client", (double)id.Client }, { "clock", (double)id.Clock } };
}
