namespace RoundTable.Yjs.Structs;

/// <summary>
/// A run of units in a list or a map entry's chain (Yjs: <c>structs/Item.js</c>).
/// <code>
///   origin ── the unit left of it when it was written      rightOrigin ── the unit right of it then
///   Left, Right ── the neighbours now; Left.Right == this and Right.Left == this, always
/// </code>
/// </summary>
internal sealed partial class Item : Struct
{
    private const byte FlagKeep = 1;
    private const byte FlagCountable = 2;
    private const byte FlagMarker = 8;
    private const byte FlagRedone = 16;

    public Item(ulong client, long clock, Item? left, Id origin, Item? right, Id rightOrigin, object? parent, string? parentSub, Content content, int length)
        : base(client, clock, length)
    {
        Left = left;
        Origin = origin;
        Right = right;
        RightOrigin = rightOrigin;
        ParentRef = parent;
        ParentSub = parentSub;
        Content = content;
        SetFlag(FlagCountable, content.Countable);
    }

    public Id Origin { get; set; }

    public Id RightOrigin { get; set; }

    public Item? Left { get; set; }

    public Item? Right { get; set; }

    /// <summary>A <see cref="YType"/>; before integration also a root's name, the id of the parent's item (boxed), or null.</summary>
    public object? ParentRef { get; set; }

    public YType? Parent => (YType?)ParentRef;

    /// <summary>The key of a map entry; null in lists.</summary>
    public string? ParentSub { get; set; }

    public Content Content { get; private set; }

    /// <summary>Stamp of the last conflict search that passed this item.</summary>
    public uint Visit { get; set; }

    public bool Countable => HasFlag(FlagCountable);

    /// <summary>Live and counted in the length of its list.</summary>
    public bool Visible => Countable && !Deleted;

    /// <summary>Spared by garbage collection because an undo manager may need it.</summary>
    public bool Keep
    {
        get => HasFlag(FlagKeep);
        set => SetFlag(FlagKeep, value);
    }

    /// <summary>Whether a search marker points here.</summary>
    public bool Marker
    {
        get => HasFlag(FlagMarker);
        set => SetFlag(FlagMarker, value);
    }

    /// <summary>Whether the store knows an item that took this one's place by undo.</summary>
    public bool IsRedone
    {
        get => HasFlag(FlagRedone);
        set => SetFlag(FlagRedone, value);
    }

    /// <summary>The next item that is not deleted.</summary>
    public Item? Next
    {
        get
        {
            var item = Right;
            while (item is { Deleted: true })
            {
                item = item.Right;
            }
            return item;
        }
    }

    /// <summary>The item before that is not deleted.</summary>
    public Item? Previous
    {
        get
        {
            var item = Left;
            while (item is { Deleted: true })
            {
                item = item.Left;
            }
            return item;
        }
    }

    /// <summary>The value of the last unit: what a map entry holds.</summary>
    public object? LastValue => Content.ValueAt(Length - 1);

    public void MarkDeleted() => SetFlag(FlagDeleted, true);

    /// <summary>Spares this item and everything that holds it from garbage collection, or stops sparing it.</summary>
    public static void KeepUpwards(Item? item, bool keep)
    {
        while (item is not null && item.Keep != keep)
        {
            item.Keep = keep;
            item = item.Parent!.Item;
        }
    }
}
