using System.Buffers.Binary;
using System.Text;

namespace RoundTable.Yjs.Lib0;

/// <summary>Reads lib0's primitives from borrowed bytes (lib0: <c>decoding.js</c>). Throws <see cref="MalformedUpdateException"/> past the end.</summary>
internal ref struct ByteReader
{
    private static readonly UTF8Encoding Strict = new(false, true);
    private static readonly string[] Ascii = CreateAscii();
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    public ByteReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _position = 0;
    }

    public readonly int Position => _position;

    public readonly int Remaining => _bytes.Length - _position;

    public readonly bool HasContent => _position < _bytes.Length;

    public byte ReadUInt8()
    {
        if (_position >= _bytes.Length)
        {
            MalformedUpdateException.Throw("unexpected end");
        }
        return _bytes[_position++];
    }

    /// <summary>varUint: 7 bits a byte, least significant first, up to 2^53-1.</summary>
    public ulong ReadVarUint()
    {
        var first = ReadUInt8();
        return first < 0x80 ? first : ReadVarUintRest(first & 0x7FUL);
    }

    private ulong ReadVarUintRest(ulong value)
    {
        for (var shift = 7; ; shift += 7)
        {
            ulong b = ReadUInt8();
            var bits = b & 0x7F;
            if (shift >= 49 && bits >> (shift > 49 ? 0 : 53 - shift) != 0)
            {
                MalformedUpdateException.Throw("integer out of range");
            }
            if (shift <= 49)
            {
                value |= bits << shift;
            }
            if (b < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>A count or a length in units, at most <see cref="Limits.RunLength"/>.</summary>
    public int ReadRun()
    {
        var value = ReadVarUint();
        if (value > Limits.RunLength)
        {
            MalformedUpdateException.Throw("run too long");
        }
        return (int)value;
    }

    /// <summary>A count of things of at least <paramref name="minBytes"/> bytes each that must still follow.</summary>
    public int ReadCount(int minBytes)
    {
        var value = ReadVarUint();
        if (value > (ulong)(Remaining / minBytes))
        {
            MalformedUpdateException.Throw("count exceeds the bytes that follow");
        }
        return (int)value;
    }

    /// <summary>varInt: sign and magnitude up to 2^53-1; negative zero is told apart.</summary>
    public long ReadVarInt(out bool negative) => ReadVarInt(out negative, 53);

    /// <summary>varInt of up to <paramref name="bits"/> bits; a doubled difference of clocks needs 55.</summary>
    public long ReadVarInt(out bool negative, int bits)
    {
        ulong first = ReadUInt8();
        var value = first & 0x3F;
        negative = (first & 0x40) != 0;
        if ((first & 0x80) != 0)
        {
            for (var shift = 6; ; shift += 7)
            {
                ulong b = ReadUInt8();
                var group = b & 0x7F;
                if (shift > bits - 7 && group >> Math.Max(bits - shift, 0) != 0)
                {
                    MalformedUpdateException.Throw("integer out of range");
                }
                if (shift < bits)
                {
                    value |= group << shift;
                }
                if (b < 0x80)
                {
                    break;
                }
            }
        }
        return negative ? -(long)value : (long)value;
    }

    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        if ((uint)length > (uint)Remaining)
        {
            MalformedUpdateException.Throw("unexpected end");
        }
        var bytes = _bytes.Slice(_position, length);
        _position += length;
        return bytes;
    }

    public ReadOnlySpan<byte> ReadVarBytes() => ReadBytes(ReadCount(1));

    public readonly ReadOnlySpan<byte> Rest() => _bytes[_position..];

    public string ReadVarString() => DecodeUtf8(ReadVarBytes());

    /// <summary>The text of strict UTF-8; single ASCII characters come from a table.</summary>
    public static string DecodeUtf8(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length == 1 && utf8[0] < 0x80)
        {
            return Ascii[utf8[0]];
        }
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new MalformedUpdateException("invalid UTF-8", e);
        }
    }

    public float ReadFloat32() => BinaryPrimitives.ReadSingleBigEndian(ReadBytes(4));

    public double ReadFloat64() => BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(8));

    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(ReadBytes(8));

    private static string[] CreateAscii()
    {
        var table = new string[128];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = ((char)i).ToString();
        }
        return table;
    }
}
