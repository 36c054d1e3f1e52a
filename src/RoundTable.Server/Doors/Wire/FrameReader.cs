using System.Text;

namespace RoundTable.Server.Doors.Wire;

/// <summary>Reads lib0's primitives from a frame. Every length is checked against what is left before anything is made of it.</summary>
internal struct FrameReader(ReadOnlyMemory<byte> frame)
{
    private const int MaxShift = 49;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private ReadOnlyMemory<byte> _rest = frame;

    public readonly bool HasContent => !_rest.IsEmpty;

    /// <summary>varUint: seven bits a byte, the least significant first, at most 53 bits.</summary>
    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            if (_rest.IsEmpty)
                throw new MalformedFrameException("A number has no end.");
            ulong b = _rest.Span[0];
            _rest = _rest[1..];
            if (shift > MaxShift || (shift == MaxShift && (b & 0x7F) > 0x0F))
                throw new MalformedFrameException("A number is out of range.");
            value |= (b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
    }

    /// <summary>varUint8Array: a part of the frame, not a copy.</summary>
    public ReadOnlyMemory<byte> Bytes(int most = int.MaxValue)
    {
        var length = Number();
        if (length > (ulong)_rest.Length || length > (ulong)most)
            throw new MalformedFrameException("A length is out of range.");
        var bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return bytes;
    }

    /// <summary>varString: strict UTF-8.</summary>
    /// <param name="most">Bytes that it may have.</param>
    public string Text(int most)
    {
        try
        {
            return Strict.GetString(Bytes(most).Span);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedFrameException("A text is no UTF-8.");
        }
    }
}
