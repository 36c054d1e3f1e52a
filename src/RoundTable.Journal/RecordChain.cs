using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RoundTable.Journal;

/// <summary>
/// The hash that chains a record to the one before it, over a fixed encoding so that anybody can recompute it.
/// </summary>
/// <remarks>
/// Numbers are big-endian; a text or a payload is its length in bytes (32 bits) and then its bytes, text in UTF-8.
/// <code>
/// "RTJ1" | previous hash, 32 bytes (zeros for seq 1) | text stream | int64 seq | int64 microseconds since 1970-01-01Z
///        | text person | text role | text session | text kind | int32 version | payload
/// </code>
/// </remarks>
public static class RecordChain
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private static readonly ReadOnlyMemory<byte> Zeros = new byte[HashLength];

    /// <summary>What stands in place of the hash before the first record: 32 zero bytes.</summary>
    public static ReadOnlyMemory<byte> Start => Zeros;

    /// <summary>SHA-256 over a record and its previous hash; the record's own <see cref="JournalRecord.Hash"/> is not read.</summary>
    public static byte[] ComputeHash(JournalRecord record) => ComputeHash(
        record.Stream, record.Seq, record.Time, record.Actor, record.Kind, record.Version, record.Payload.Span, record.PreviousHash.Span);

    /// <summary>The same, of a record that is yet to be made.</summary>
    internal static byte[] ComputeHash(
        StreamId stream, long seq, DateTimeOffset time, Actor actor, string kind, int version, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> previous)
    {
        var bound = 4 + HashLength + 8 + 8 + 4 + (6 * 4) + payload.Length
            + Encoding.UTF8.GetMaxByteCount(stream.Value.Length) + Encoding.UTF8.GetMaxByteCount(kind.Length)
            + Encoding.UTF8.GetMaxByteCount(actor.Person.Length) + Encoding.UTF8.GetMaxByteCount(actor.Role.Length)
            + Encoding.UTF8.GetMaxByteCount(actor.Session.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(bound);
        try
        {
            var rest = buffer.AsSpan();
            "RTJ1"u8.CopyTo(rest);
            rest = rest[4..];
            previous.CopyTo(rest);
            rest = rest[HashLength..];
            WriteText(ref rest, stream.Value);
            WriteInt64(ref rest, seq);
            WriteInt64(ref rest, Microseconds.Of(time));
            WriteText(ref rest, actor.Person);
            WriteText(ref rest, actor.Role);
            WriteText(ref rest, actor.Session);
            WriteText(ref rest, kind);
            WriteInt32(ref rest, version);
            WriteInt32(ref rest, payload.Length);
            payload.CopyTo(rest);
            var used = buffer.Length - rest.Length + payload.Length;
            return SHA256.HashData(buffer.AsSpan(0, used));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void WriteText(ref Span<byte> rest, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, rest[4..]);
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        rest = rest[(4 + length)..];
    }

    private static void WriteInt64(ref Span<byte> rest, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(rest, value);
        rest = rest[8..];
    }

    private static void WriteInt32(ref Span<byte> rest, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, value);
        rest = rest[4..];
    }
}
