namespace RoundTable.Journal;

/// <summary>What a walk along a stream's hash chain found.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Head">Sequence number of the last record that was in order.</param>
/// <param name="HeadHash">Hash of that record; kept outside the store, it shows a history that was rewritten as a whole.</param>
/// <param name="Fault">What is wrong, if anything.</param>
/// <param name="FaultAt">Sequence number at which it is wrong; null when nothing is.</param>
public sealed record ChainReport(
    StreamId Stream, long Head, ReadOnlyMemory<byte> HeadHash, ChainFault Fault, long? FaultAt)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool Intact => Fault == ChainFault.None;
}
