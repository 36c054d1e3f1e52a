using System.Runtime.InteropServices;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>Bytes for a wire record, which only reads them.</summary>
internal static class WireBytes
{
    /// <summary>The bytes as an array, without a copy where they are one.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
