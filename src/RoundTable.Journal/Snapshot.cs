namespace RoundTable.Journal;

/// <summary>The state that a stream's records up to <paramref name="Seq"/> lead to, so that a reader can start there.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Seq">The last record that the state includes, at most the stream's head.</param>
/// <param name="Version">Format version of the payload.</param>
/// <param name="Payload">At most 256 MiB; borrowed until the save has completed.</param>
public sealed record Snapshot(StreamId Stream, long Seq, int Version, ReadOnlyMemory<byte> Payload);
