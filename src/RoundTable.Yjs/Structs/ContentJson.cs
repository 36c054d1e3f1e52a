using RoundTable.Yjs.Lib0;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>Plain values as JSON texts, from documents of old versions (Yjs: <c>structs/ContentJSON.js</c>).</summary>
internal sealed class ContentJson(object?[] values) : Content
{
    public const byte Number = 2;
    private object?[] _values = values;

    public override byte Ref => Number;

    public int Count => _values.Length;

    public override Content Copy(Doc doc) => new ContentJson(_values);

    public override Content Splice(int offset, int length)
    {
        var right = new ContentJson(_values[offset..]);
        _values = _values[..offset];
        return right;
    }

    public override bool MergeWith(Content right, int length, int rightLength)
    {
        _values = [.. _values, .. ((ContentJson)right)._values];
        return true;
    }

    public override void Write(UpdateEncoder encoder, int offset, int length)
    {
        encoder.WriteLength(_values.Length - offset);
        foreach (var value in _values.AsSpan(offset))
        {
            encoder.WriteString(value is Undefined ? "undefined" : JsonText.Stringify(value));
        }
    }

    public static ContentJson Read<TDecoder>(ref TDecoder decoder)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
    {
        var length = decoder.ReadLength();
        var values = new List<object?>();
        for (var i = 0; i < length; i++)
        {
            var text = decoder.ReadString();
            values.Add(text == "undefined" ? Undefined.Value : JsonText.Parse(text));
        }
        return new([.. values]);
    }

    public override object? ValueAt(int index) => _values[index];
}
