using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>Plain values, one a unit (Yjs: <c>structs/ContentAny.js</c>). Grows like <see cref="ContentString"/>.</summary>
internal sealed class ContentAny : Content
{
    public const byte Number = 8;
    private object?[] _values;
    private int _count;

    public ContentAny(object?[] values)
    {
        _values = values;
        _count = values.Length;
    }

    public override byte Ref => Number;

    public ReadOnlySpan<object?> Items => _values.AsSpan(0, _count);

    public override Content Copy(Doc doc) => new ContentAny(Items.ToArray());

    public override Content Splice(int offset, int length)
    {
        var right = new ContentAny(Items[offset..].ToArray());
        Array.Clear(_values, offset, _count - offset);
        _count = offset;
        return right;
    }

    public override bool MergeWith(Content right, int length, int rightLength)
    {
        var other = (ContentAny)right;
        if (_values.Length - _count < other._count)
        {
            Array.Resize(ref _values, Math.Max(4, (_count + other._count) * 3 / 2));
        }
        other.Items.CopyTo(_values.AsSpan(_count));
        _count += other._count;
        return true;
    }

    public override void Write(UpdateEncoder encoder, int offset, int length)
    {
        encoder.WriteLength(_count - offset);
        foreach (var value in Items[offset..])
        {
            Lib0.Any.Write(encoder.Rest, value);
        }
    }

    public static ContentAny Read<TDecoder>(ref TDecoder decoder)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
    {
        var length = decoder.ReadLength();
        if (length > decoder.Remaining)
        {
            MalformedUpdateException.Throw("count exceeds the bytes that follow");
        }
        var values = new object?[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = decoder.ReadAny();
        }
        return new(values);
    }

    public override object? ValueAt(int index) => Items[index];
}
