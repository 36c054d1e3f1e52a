namespace RoundTable.Journal;

/// <summary>One record as it is on disk.</summary>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Seq">Its place in the stream: 1, 2, 3 ... without gaps.</param>
/// <param name="Time">When the journal accepted it, UTC, whole microseconds.</param>
/// <param name="Actor">Who caused it.</param>
/// <param name="Kind">What the payload is.</param>
/// <param name="Version">Format version of the payload.</param>
/// <param name="Payload">The bytes; the reader owns them.</param>
/// <param name="Hash">32 bytes of SHA-256 over this record, see <see cref="RecordChain"/>.</param>
/// <param name="PreviousHash">Hash of the record before it; 32 zero bytes for the first.</param>
public sealed record JournalRecord(
    StreamId Stream,
    long Seq,
    DateTimeOffset Time,
    Actor Actor,
    string Kind,
    int Version,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Hash,
    ReadOnlyMemory<byte> PreviousHash);
