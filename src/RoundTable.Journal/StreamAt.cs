namespace RoundTable.Journal;

/// <summary>A stream, and a head that it has or had.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Head">Sequence number of its last record; 0 for an empty stream.</param>
public sealed record StreamAt(StreamId Stream, long Head);
