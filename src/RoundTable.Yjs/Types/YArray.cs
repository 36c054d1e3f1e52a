using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>A shared list of values and shared types (Yjs: <c>types/YArray.js</c>). Indexes count elements.</summary>
public sealed class YArray : YType
{
    private List<object?>? _preliminary = [];

    /// <summary>Creates an array to be put into a shared type; what is inserted before goes in with it.</summary>
    public YArray()
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Array;

    /// <summary>The element at an index; <see cref="Undefined"/> beyond the end. Near earlier look-ups it is cheap, else O(items).</summary>
    public object? this[int index] => _preliminary is null
        ? ListOperations.Get(this, index)
        : index < _preliminary.Count ? _preliminary[index] : Undefined.Value;

    /// <summary>Inserts elements.</summary>
    /// <param name="index">0 to <see cref="YType.Length"/>.</param>
    /// <param name="values">Plain values except undefined and big integers, <see cref="Doc"/>s, or shared types that are not part of a document yet.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is beyond the end; nothing was inserted.</exception>
    /// <exception cref="ArgumentException">A value has no place in a list.</exception>
    public void Insert(int index, params IReadOnlyList<object?> values)
    {
        var normal = ListValues.Normalize(values);
        if (Doc is { } doc)
        {
            doc.Transact((Array: this, Index: index, Values: normal), static (s, transaction) => ListOperations.Insert(transaction, s.Array, s.Index, s.Values), null, true);
        }
        else
        {
            _preliminary!.InsertRange(index, normal);
        }
    }

    /// <summary>Appends elements behind everything, also behind deleted ones.</summary>
    /// <param name="values">As for <see cref="Insert"/>.</param>
    public void Push(params IReadOnlyList<object?> values)
    {
        var normal = ListValues.Normalize(values);
        if (Doc is { } doc)
        {
            doc.Transact((Array: this, Values: normal), static (s, transaction) => ListOperations.Push(transaction, s.Array, s.Values), null, true);
        }
        else
        {
            _preliminary!.AddRange(normal);
        }
    }

    /// <summary>Deletes elements.</summary>
    /// <param name="index">First element.</param>
    /// <param name="length">How many; default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer; what was there is deleted.</exception>
    public void Delete(int index, int length = 1)
    {
        if (Doc is { } doc)
        {
            doc.Transact((Array: this, Index: index, Length: length), static (s, transaction) => ListOperations.Delete(transaction, s.Array, s.Index, s.Length), null, true);
        }
        else
        {
            _preliminary!.RemoveRange(index, length);
        }
    }

    /// <summary>All elements; shared types stay what they are.</summary>
    public object?[] ToArray() => _preliminary?.ToArray() ?? ListValues.Of(this);

    /// <inheritdoc/>
    public override object? ToJson() => PlainReading.Of(this);

    private protected override int PreliminaryLength => _preliminary?.Count ?? 0;

    internal override void Integrate(Doc doc, Item item)
    {
        base.Integrate(doc, item);
        var values = _preliminary ?? [];
        _preliminary = null;
        Insert(0, values);
    }

    private protected override void DropPreliminary() => _preliminary = null;

    internal override YType CopyEmpty() => new YArray();
}
