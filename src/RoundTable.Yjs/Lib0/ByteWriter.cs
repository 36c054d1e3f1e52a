using System.Buffers.Binary;
using System.Text;

namespace RoundTable.Yjs.Lib0;

/// <summary>Writes lib0's primitives into a buffer that grows (lib0: <c>encoding.js</c>).</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes;
    private int _length;

    public ByteWriter(int capacity = 64) => _bytes = new byte[capacity];

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => _length = 0;

    public void WriteUInt8(byte value)
    {
        if (_length == _bytes.Length)
        {
            Grow(1);
        }
        _bytes[_length++] = value;
    }

    public void WriteVarUint(ulong value)
    {
        while (value > 0x7F)
        {
            WriteUInt8((byte)(value | 0x80));
            value >>= 7;
        }
        WriteUInt8((byte)value);
    }

    public void WriteVarUint(long value) => WriteVarUint((ulong)value);

    /// <summary>Sign and magnitude; <paramref name="negative"/> is given apart because negative zero exists.</summary>
    public void WriteVarInt(ulong magnitude, bool negative)
    {
        var first = (byte)((magnitude & 0x3F) | (negative ? 0x40UL : 0));
        magnitude >>= 6;
        WriteUInt8((byte)(first | (magnitude > 0 ? 0x80 : 0)));
        while (magnitude > 0)
        {
            var bits = magnitude & 0x7F;
            magnitude >>= 7;
            WriteUInt8((byte)(bits | (magnitude > 0 ? 0x80UL : 0)));
        }
    }

    public void WriteVarInt(long value) => WriteVarInt((ulong)Math.Abs(value), value < 0);

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    public void WriteVarBytes(ReadOnlySpan<byte> bytes)
    {
        WriteVarUint((ulong)bytes.Length);
        WriteBytes(bytes);
    }

    /// <summary>UTF-8 with its byte length; an unpaired surrogate becomes U+FFFD.</summary>
    public void WriteVarString(ReadOnlySpan<char> text)
    {
        if (text.Length < 42)
        {
            var span = Reserve((text.Length * 3) + 1);
            var written = Encoding.UTF8.GetBytes(text, span[1..]);
            if (written < 0x80)
            {
                span[0] = (byte)written;
                _length += written + 1;
                return;
            }
        }
        WriteVarUint((ulong)Encoding.UTF8.GetByteCount(text));
        _length += Encoding.UTF8.GetBytes(text, Reserve(text.Length * 3));
    }

    public void WriteFloat32(float value)
    {
        BinaryPrimitives.WriteSingleBigEndian(Reserve(4), value);
        _length += 4;
    }

    public void WriteFloat64(double value)
    {
        BinaryPrimitives.WriteDoubleBigEndian(Reserve(8), value);
        _length += 8;
    }

    public void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);
        _length += 8;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Grow(count);
        }
        return _bytes.AsSpan(_length);
    }

    private void Grow(int count) => Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, (long)_length + count)));
}
