namespace RoundTable.Yjs.Lib0;

/// <summary>Reads what <see cref="RleWriter"/> writes; the last value repeats for ever.</summary>
internal ref struct RleReader(ReadOnlySpan<byte> bytes)
{
    private ByteReader _in = new(bytes);
    private byte _value;
    private ulong _count;
    private bool _forever;

    public byte Read()
    {
        if (_count == 0 && !_forever)
        {
            _value = _in.ReadUInt8();
            if (_in.HasContent)
            {
                _count = _in.ReadVarUint() + 1;
            }
            else
            {
                _forever = true;
            }
        }
        if (!_forever)
        {
            _count--;
        }
        return _value;
    }
}

/// <summary>Reads what <see cref="UintOptRleWriter"/> writes.</summary>
internal ref struct UintOptRleReader(ReadOnlySpan<byte> bytes)
{
    private ByteReader _in = new(bytes);
    private ulong _value;
    private ulong _count;

    public ulong Read()
    {
        if (_count == 0)
        {
            _value = (ulong)Math.Abs(_in.ReadVarInt(out var negative));
            _count = negative ? _in.ReadVarUint() + 2 : 1;
        }
        _count--;
        return _value;
    }
}

/// <summary>Reads what <see cref="IntDiffOptRleWriter"/> writes.</summary>
internal ref struct IntDiffOptRleReader(ReadOnlySpan<byte> bytes)
{
    private ByteReader _in = new(bytes);
    private long _value;
    private long _diff;
    private ulong _count;

    public long Read()
    {
        if (_count == 0)
        {
            var diff = _in.ReadVarInt(out _, 55);
            _diff = diff >> 1;
            _count = (diff & 1) != 0 ? _in.ReadVarUint() + 2 : 1;
        }
        _value += _diff;
        _count--;
        return _value;
    }
}

/// <summary>Reads what <see cref="StringColumnWriter"/> writes; every string is a slice of one text.</summary>
internal ref struct StringColumnReader
{
    private readonly string _text;
    private UintOptRleReader _lengths;
    private int _position;

    public StringColumnReader(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        _text = reader.ReadVarString();
        _lengths = new UintOptRleReader(reader.Rest());
    }

    public readonly string Text => _text;

    /// <summary>The next string as a range of <see cref="Text"/>.</summary>
    public (int Start, int Length) ReadRange()
    {
        var length = _lengths.Read();
        if (length > (ulong)(_text.Length - _position))
        {
            MalformedUpdateException.Throw("string column too short");
        }
        var start = _position;
        _position += (int)length;
        return (start, (int)length);
    }

    public string Read()
    {
        var (start, length) = ReadRange();
        return _text.Substring(start, length);
    }
}
