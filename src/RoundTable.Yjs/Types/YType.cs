using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>
/// What all shared types have in common: a list of items and a map of entries, either of which may stay empty
/// (Yjs: <c>types/AbstractType.js</c>).
/// </summary>
public abstract partial class YType
{
    private Dictionary<string, Item>? _map;
    private int _length;

    private protected YType()
    {
    }

    /// <summary>The document, or null while the type is not part of one.</summary>
    public Doc? Doc { get; private set; }

    /// <summary>The type that holds this one; null for roots and types that are not part of a document.</summary>
    public YType? Parent => Item?.Parent;

    /// <summary>Name of a root type; null for nested ones.</summary>
    public string? RootName { get; private set; }

    /// <summary>The key under which the parent holds this type; null in lists and for roots.</summary>
    public string? ParentKey => Item?.ParentSub;

    /// <summary>Id of the unit that holds this type; null for roots and types that are not part of a document.</summary>
    public Id? ItemId => Item?.Id;

    /// <summary>Live units to its left in the parent's list; O(items). 0 for roots and entries.</summary>
    public int IndexInParent
    {
        get
        {
            var index = 0;
            for (var left = Item?.ParentSub is null ? Item?.Left : null; left is not null; left = left.Left)
            {
                index += left.Visible ? left.Length : 0;
            }
            return index;
        }
    }

    /// <summary>Units of the live list: UTF-16 code units and embeds of a text, elements of an array, children of a node.</summary>
    public int Length => Doc is null ? PreliminaryLength : _length;

    /// <summary>The content as a plain value.</summary>
    public abstract object? ToJson();

    /// <summary>Which kind of type this is.</summary>
    public abstract TypeKind Kind { get; }

    internal Item? Item { get; private set; }

    internal Item? Start { get; set; }

    internal Dictionary<string, Item> Map => _map ??= new(1);

    internal bool HasMap => _map is not null;

    internal SearchMarkers? Markers { get; set; }

    internal ChangedType? LastChange { get; set; }

    private protected virtual int PreliminaryLength => 0;

    /// <summary>
    /// Runs of units in the list and of all entries, the deleted ones too. Finding the place of a unit that others wrote at the
    /// same spot may take as many steps. O(1).
    /// </summary>
    public int PartCount { get; internal set; }

    internal void AddToLength(int units) => _length += units;

    /// <summary>The current item of a key, live or deleted.</summary>
    internal Item? Current(string key) => _map is not null && _map.TryGetValue(key, out var item) ? item : null;

    /// <summary>Becomes part of a document as the content of an item; what was put in before is inserted now.</summary>
    internal virtual void Integrate(Doc doc, Item item)
    {
        Doc = doc;
        Item = item;
    }

    internal void IntegrateRoot(Doc doc, string name)
    {
        Doc = doc;
        RootName = name;
        DropPreliminary();
    }

    private protected virtual void DropPreliminary()
    {
    }

    /// <summary>Takes the items of an untyped root over (Yjs: <c>Doc.get</c>); that it held formatting is forgotten, as in Yjs.</summary>
    internal void TakeOver(YType untyped)
    {
        _map = untyped._map;
        Start = untyped.Start;
        _length = untyped._length;
        PartCount = untyped.PartCount;
        foreach (var item in AllItems())
        {
            item.ParentRef = this;
        }
    }

    internal void Empty()
    {
        Start = null;
        _map = null;
        PartCount = 0;
    }

    /// <summary>The items of the list, then the current item of each key.</summary>
    internal IEnumerable<Item> Children()
    {
        for (var item = Start; item is not null; item = item.Right)
        {
            yield return item;
        }
        if (_map is not null)
        {
            foreach (var item in _map.Values)
            {
                yield return item;
            }
        }
    }

    /// <summary>The items of the list, then each key's chain from its current item leftwards.</summary>
    internal IEnumerable<Item> AllItems()
    {
        for (var item = Start; item is not null; item = item.Right)
        {
            yield return item;
        }
        if (_map is null)
        {
            yield break;
        }
        foreach (var current in _map.Values)
        {
            for (var item = current; item is not null; item = item.Left)
            {
                yield return item;
            }
        }
    }

    /// <summary>An empty type of the same kind and name.</summary>
    internal abstract YType CopyEmpty();

    /// <summary>Writes kind and name.</summary>
    internal virtual void Write(UpdateEncoder encoder) => encoder.WriteTypeRef((int)Kind);

    /// <summary>A format came in: positions depend on attributes from now on.</summary>
    internal void NoteFormatting()
    {
        HasFormatting = true;
        Markers = null;
    }

    /// <summary>Whether a format ever came in; positions then cannot be found from the middle.</summary>
    internal bool HasFormatting { get; private set; }
}
