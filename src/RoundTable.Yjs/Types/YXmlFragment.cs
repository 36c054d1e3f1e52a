using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>A shared list of XML nodes: elements, texts and hooks (Yjs: <c>types/YXmlFragment.js</c>).</summary>
public class YXmlFragment : YType
{
    private List<object?>? _preliminary = [];

    /// <summary>Creates a fragment to be put into a shared type; what is inserted before goes in with it.</summary>
    public YXmlFragment()
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.XmlFragment;

    /// <summary>The child at an index; <see cref="Undefined"/> beyond the end.</summary>
    public object? this[int index] => ListOperations.Get(this, index);

    /// <summary>The first live child, or null.</summary>
    public YType? FirstChild
    {
        get
        {
            var item = Start is { Deleted: true } start ? start.Next : Start;
            return (item?.Content as ContentType)?.Type;
        }
    }

    /// <summary>Inserts nodes.</summary>
    /// <param name="index">0 to <see cref="YType.Length"/>.</param>
    /// <param name="nodes">Types that are not part of a document yet.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is beyond the end; nothing was inserted.</exception>
    public void Insert(int index, params IReadOnlyList<object?> nodes)
    {
        var normal = ListValues.Normalize(nodes);
        if (Doc is { } doc)
        {
            doc.Transact((Fragment: this, Index: index, Nodes: normal), static (s, transaction) => ListOperations.Insert(transaction, s.Fragment, s.Index, s.Nodes), null, true);
        }
        else
        {
            _preliminary!.InsertRange(index, normal);
        }
    }

    /// <summary>Inserts nodes behind a child.</summary>
    /// <param name="reference">A child of this node; null means the start.</param>
    /// <param name="nodes">Types that are not part of a document yet.</param>
    /// <exception cref="ArgumentException">The reference is not a child of this node.</exception>
    public void InsertAfter(YType? reference, params IReadOnlyList<object?> nodes)
    {
        var normal = ListValues.Normalize(nodes);
        if (Doc is { } doc)
        {
            if (reference is not null && !ReferenceEquals(reference.Parent, this))
            {
                throw new ArgumentException("not a child of this node", nameof(reference));
            }
            doc.Transact((Fragment: this, Reference: reference?.Item, Nodes: normal), static (s, transaction) => ListOperations.InsertAfter(transaction, s.Fragment, s.Reference, s.Nodes), null, true);
            return;
        }
        var at = reference is null ? 0 : _preliminary!.IndexOf(reference) + 1;
        if (at == 0 && reference is not null)
        {
            throw new ArgumentException("not a child of this node", nameof(reference));
        }
        _preliminary!.InsertRange(at, normal);
    }

    /// <summary>Appends nodes behind the last live one.</summary>
    public void Push(params IReadOnlyList<object?> nodes) => Insert(Length, nodes);

    /// <summary>Deletes children.</summary>
    /// <param name="index">First child.</param>
    /// <param name="length">How many; default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer; what was there is deleted.</exception>
    public void Delete(int index, int length = 1)
    {
        if (Doc is { } doc)
        {
            doc.Transact((Fragment: this, Index: index, Length: length), static (s, transaction) => ListOperations.Delete(transaction, s.Fragment, s.Index, s.Length), null, true);
        }
        else
        {
            _preliminary!.RemoveRange(index, length);
        }
    }

    /// <summary>All live children.</summary>
    public object?[] ToArray() => _preliminary?.ToArray() ?? ListValues.Of(this);

    /// <summary>The children as XML text, without escaping, as Yjs writes it.</summary>
    public override string ToString() => XmlText.Of(this);

    /// <summary>The same as <see cref="ToString"/>.</summary>
    public override object? ToJson() => ToString();

    private protected override int PreliminaryLength => _preliminary?.Count ?? 0;

    internal override void Integrate(Doc doc, Item item)
    {
        base.Integrate(doc, item);
        var nodes = _preliminary ?? [];
        _preliminary = null;
        Insert(0, nodes);
    }

    private protected override void DropPreliminary() => _preliminary = null;

    internal override YType CopyEmpty() => new YXmlFragment();
}
