namespace RoundTable.Sessions.Operations;

/// <summary>A record of a stream of events, as replay needs it.</summary>
/// <param name="Seq">Its number in the stream.</param>
/// <param name="Author">The person who caused it.</param>
/// <param name="Kind">What the payload is.</param>
/// <param name="Version">Format version of the payload.</param>
/// <param name="Payload">The bytes.</param>
public sealed record StoredRecord(long Seq, string Author, string Kind, int Version, ReadOnlyMemory<byte> Payload);

/// <summary>A record to append.</summary>
/// <param name="Kind">What the payload is.</param>
/// <param name="Version">Format version of the payload.</param>
/// <param name="Payload">The bytes.</param>
public sealed record OfferedRecord(string Kind, int Version, ReadOnlyMemory<byte> Payload);
