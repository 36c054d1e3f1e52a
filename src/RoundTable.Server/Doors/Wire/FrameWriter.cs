using System.Buffers;
using System.Text;

namespace RoundTable.Server.Doors.Wire;

/// <summary>Writes lib0's primitives into a frame.</summary>
internal sealed class FrameWriter(int capacity = 64)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(capacity);

    public byte[] Done() => _bytes.WrittenSpan.ToArray();

    public FrameWriter Number(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value > 0x7F; value >>= 7)
            span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        _bytes.Advance(length);
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
