using System.Text;

namespace RoundTable.Journal;

/// <summary>A record inside a notice, in Base64: what the notice does not say of it already.</summary>
/// <remarks>
/// <code>
/// previous hash, 32 bytes (of the first record only) | hash, 32 bytes | int64 microseconds | int32 version
///   | text person | text role | text session | text kind | payload
/// </code>
/// Numbers are little-endian; a text is its length in bytes, 7 bits to the byte, and then its UTF-8.
/// </remarks>
internal static class NoticedRecord
{
    /// <summary>A record is no shorter than this when written.</summary>
    internal static int LeastLength(JournalRecord record) => (record.Payload.Length + RecordChain.HashLength) / 3 * 4;

    internal static string Write(JournalRecord record, bool isFirst)
    {
        using var bytes = new MemoryStream(record.Payload.Length + 256);
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            if (isFirst)
                writer.Write(record.PreviousHash.Span);
            writer.Write(record.Hash.Span);
            writer.Write(Microseconds.Of(record.Time));
            writer.Write(record.Version);
            writer.Write(record.Actor.Person);
            writer.Write(record.Actor.Role);
            writer.Write(record.Actor.Session);
            writer.Write(record.Kind);
            writer.Write(record.Payload.Span);
        }

        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Reads a record; null for what is none.</summary>
    /// <param name="line">What was written.</param>
    /// <param name="stream">Its stream.</param>
    /// <param name="seq">Its number.</param>
    /// <param name="before">The one before it in the notice; null for the first.</param>
    internal static JournalRecord? Read(ReadOnlySpan<char> line, StreamId stream, long seq, JournalRecord? before)
    {
        var bytes = new byte[line.Length];
        if (!Convert.TryFromBase64Chars(line, bytes, out var length))
            return null;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
            var previous = before?.Hash ?? reader.ReadBytes(RecordChain.HashLength);
            var hash = reader.ReadBytes(RecordChain.HashLength);
            var time = Microseconds.ToMoment(reader.ReadInt64());
            var version = reader.ReadInt32();
            var actor = new Actor(reader.ReadString(), reader.ReadString(), reader.ReadString());
            var kind = reader.ReadString();
            var at = (int)reader.BaseStream.Position;
            var record = new JournalRecord(stream, seq, time, actor, kind, version, bytes.AsMemory(at, length - at), hash, previous);

            // Only whole; that nobody else made it up is for its seal to say (SealedJournal.TryOpen), not for the hash.
            return previous.Length == RecordChain.HashLength && RecordChain.ComputeHash(record).AsSpan().SequenceEqual(hash) ? record : null;
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or FormatException or OverflowException or IOException)
        {
            return null;
        }
    }
}
