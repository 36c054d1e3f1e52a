using System.Buffers.Binary;
using System.Text;

namespace RoundTable.Journal;

/// <summary>The bytes of a sealed payload, and what they are bound to.</summary>
/// <remarks>
/// <code>
/// payload: 0x00 "RTS" | byte format (1) | key id, 16 bytes | nonce, 12 bytes | AES-256-GCM ciphertext | tag, 16 bytes
/// bound:   "RTS1" | byte purpose | int64 seq, big-endian | text stream in UTF-8
/// </code>
/// For due work the number is 0 and the text is kind, NUL, key. A record or snapshot that is sealed has <see cref="Mark"/>
/// set in its stored format version; what has not was written before there were keys, and is read as it is.
/// </remarks>
internal static class SealedPayload
{
    /// <summary>The bit of a stored format version that says that the payload is sealed.</summary>
    internal const int Mark = 1 << 30;

    internal const int HeaderLength = 4 + 1 + KeyId.Length;
    private const byte Format = 1;

    private static ReadOnlySpan<byte> Magic => [0, (byte)'R', (byte)'T', (byte)'S'];

    internal static bool IsSealed(int version) => (version & Mark) != 0;

    /// <summary>Whether bytes without a format version begin like a sealed payload; ours otherwise begin with a brace.</summary>
    internal static bool IsSealed(ReadOnlySpan<byte> payload) => payload.StartsWith(Magic);

    internal static void WriteHeader(Span<byte> target, KeyId key)
    {
        Magic.CopyTo(target);
        target[4] = Format;
        key.Value.TryWriteBytes(target.Slice(5, KeyId.Length));
    }

    /// <summary>The key that sealed a payload.</summary>
    /// <exception cref="InvalidDataException">It is not a sealed payload of a known format.</exception>
    internal static KeyId KeyOf(ReadOnlySpan<byte> payload) => payload.Length >= HeaderLength && IsSealed(payload) && payload[4] == Format
        ? new KeyId(new Guid(payload.Slice(5, KeyId.Length)))
        : throw new InvalidDataException("A payload that should be sealed is not, or is of a newer format.");

    internal static byte[] Bound(SealPurpose purpose, string name, long seq)
    {
        var bound = new byte[4 + 1 + 8 + Encoding.UTF8.GetByteCount(name)];
        "RTS1"u8.CopyTo(bound);
        bound[4] = (byte)purpose;
        BinaryPrimitives.WriteInt64BigEndian(bound.AsSpan(5), seq);
        Encoding.UTF8.GetBytes(name, bound.AsSpan(13));
        return bound;
    }
}
