namespace RoundTable.Yjs.Lib0;

/// <summary>Runs of equal bytes; the last run's count is left out (lib0: <c>RleEncoder</c> of uint8).</summary>
internal sealed class RleWriter
{
    private readonly ByteWriter _out = new(16);
    private int _last = -1;
    private ulong _count;

    public ByteWriter Output => _out;

    public void Write(byte value)
    {
        if (_last == value)
        {
            _count++;
            return;
        }
        if (_count > 0)
        {
            _out.WriteVarUint(_count - 1);
        }
        _count = 1;
        _out.WriteUInt8(value);
        _last = value;
    }
}

/// <summary>Runs of equal integers, a single one without count (lib0: <c>UintOptRleEncoder</c>).</summary>
internal sealed class UintOptRleWriter
{
    private readonly ByteWriter _out = new(16);
    private ulong _last;
    private ulong _count;

    public void Write(ulong value)
    {
        if (_last == value)
        {
            _count++;
            return;
        }
        Flush();
        _count = 1;
        _last = value;
    }

    /// <summary>Ends the last run; nothing may be written afterwards.</summary>
    public ByteWriter Finish()
    {
        Flush();
        _count = 0;
        return _out;
    }

    private void Flush()
    {
        if (_count == 0)
        {
            return;
        }
        _out.WriteVarInt(_last, _count > 1);
        if (_count > 1)
        {
            _out.WriteVarUint(_count - 2);
        }
    }
}

/// <summary>Runs of equal differences (lib0: <c>IntDiffOptRleEncoder</c>).</summary>
internal sealed class IntDiffOptRleWriter
{
    private readonly ByteWriter _out = new(16);
    private long _last;
    private long _diff;
    private ulong _count;

    public void Write(long value)
    {
        if (_diff == value - _last)
        {
            _last = value;
            _count++;
            return;
        }
        Flush();
        _count = 1;
        _diff = value - _last;
        _last = value;
    }

    /// <summary>Ends the last run; nothing may be written afterwards.</summary>
    public ByteWriter Finish()
    {
        Flush();
        _count = 0;
        return _out;
    }

    private void Flush()
    {
        if (_count == 0)
        {
            return;
        }
        _out.WriteVarInt((_diff * 2) + (_count == 1 ? 0 : 1));
        if (_count > 1)
        {
            _out.WriteVarUint(_count - 2);
        }
    }
}

/// <summary>All strings joined, then their UTF-16 lengths (lib0: <c>StringEncoder</c>).</summary>
internal sealed class StringColumnWriter
{
    private readonly UintOptRleWriter _lengths = new();
    private char[] _chars = new char[32];
    private int _count;

    public void Write(ReadOnlySpan<char> text)
    {
        if (_chars.Length - _count < text.Length)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, _count + text.Length));
        }
        text.CopyTo(_chars.AsSpan(_count));
        _count += text.Length;
        _lengths.Write((ulong)text.Length);
    }

    /// <summary>Ends the column; nothing may be written afterwards.</summary>
    public ByteWriter Finish()
    {
        var output = new ByteWriter(_count + 16);
        output.WriteVarString(_chars.AsSpan(0, _count));
        output.WriteBytes(_lengths.Finish().Written);
        return output;
    }
}
