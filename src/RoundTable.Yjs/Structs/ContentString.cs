using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>
/// Text in UTF-16 units (Yjs: <c>structs/ContentString.js</c>). A slice of a shared string, or, once something was
/// appended, an own buffer that grows: typing costs amortised O(1) per character and cutting a string costs O(1).
/// </summary>
internal sealed class ContentString : Content
{
    public const byte Number = 4;
    private object _chars;
    private int _start;
    private int _length;

    public ContentString(string text)
        : this(text, 0, text.Length)
    {
    }

    public ContentString(string text, int start, int length)
    {
        _chars = text;
        _start = start;
        _length = length;
    }

    public override byte Ref => Number;

    public int Length => _length;

    public ReadOnlySpan<char> Text => _chars is string text
        ? text.AsSpan(_start, _length)
        : ((char[])_chars).AsSpan(0, _length);

    public override Content Copy(Doc doc) => new ContentString(Text.ToString());

    public override Content Splice(int offset, int length)
    {
        // A cut inside a surrogate pair destroys both halves, for good: all of Yjs does so.
        if (char.IsHighSurrogate(Text[offset - 1]))
        {
            return SpliceInsidePair(offset);
        }
        var right = _chars is string text
            ? new ContentString(text, _start + offset, _length - offset)
            : new ContentString(Text[offset..].ToString());
        _length = offset;
        return right;
    }

    private ContentString SpliceInsidePair(int offset)
    {
        var right = new ContentString(string.Concat("\uFFFD", Text[(offset + 1)..]));
        _chars = string.Concat(Text[..(offset - 1)], "\uFFFD");
        _start = 0;
        _length = offset;
        return right;
    }

    public override bool MergeWith(Content right, int length, int rightLength)
    {
        var other = (ContentString)right;
        if (_chars is string && ReferenceEquals(_chars, other._chars) && _start + _length == other._start)
        {
            _length += other._length;
            return true;
        }
        Append(other.Text);
        return true;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (_chars is not char[] buffer || buffer.Length - _length < text.Length)
        {
            buffer = new char[Math.Max(16, (_length + text.Length) * 3 / 2)];
            Text.CopyTo(buffer);
            _chars = buffer;
            _start = 0;
        }
        text.CopyTo(buffer.AsSpan(_length));
        _length += text.Length;
    }

    public override void Write(UpdateEncoder encoder, int offset, int length) => encoder.WriteString(Text[offset..]);

    public override object? ValueAt(int index) => Text[index].ToString();
}
