using System.Buffers;
using System.Text;

namespace RoundTable.Server.Doors.Wire;

/// <summary>Writes lib0's primitives into a frame.</summary>
internal sealed class FrameWriter(int capacity = 64)
{
    /// <summary>The longest a number can be.</summary>
    public const int MaxNumber = 10;

    private readonly ArrayBufferWriter<byte> _bytes = new(capacity);

    /// <summary>Writes a number where there is room for it; gives how many bytes it took.</summary>
    public static int Put(Span<byte> to, ulong value)
    {
        var length = 0;
        for (; value > 0x7F; value >>= 7)
            to[length++] = (byte)(value | 0x80);
        to[length++] = (byte)value;
        return length;
    }

    public byte[] Done() => _bytes.WrittenSpan.ToArray();

    public FrameWriter Number(ulong value)
    {
        _bytes.Advance(Put(_bytes.GetSpan(MaxNumber), value));
        return this;
    }

    public FrameWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public FrameWriter Bytes(ReadOnlySpan<byte> bytes) => Number((ulong)bytes.Length).Raw(bytes);

    public FrameWriter Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));
}
