namespace RoundTable.Journal;

/// <summary>The end of a stream's chain: its last sequence number and that record's hash.</summary>
internal readonly record struct StreamHead(long Seq, ReadOnlyMemory<byte> Hash)
{
    internal static StreamHead Empty => new(0, RecordChain.Start);
}
