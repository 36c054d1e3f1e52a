namespace RoundTable.Journal;

/// <summary>What becomes of a batch on certain heads.</summary>
/// <param name="Records">What is written.</param>
/// <param name="Heads">Where the streams end after it.</param>
/// <param name="SideRows">What is written beside them.</param>
/// <param name="Refused">How many writes are refused on these heads.</param>
internal sealed record Planned(
    IReadOnlyList<JournalRecord> Records, IReadOnlyDictionary<StreamId, StreamHead> Heads, SideRows SideRows, int Refused)
{
    /// <summary>The streams that get a record.</summary>
    internal IReadOnlyList<StreamId> Moved { get; } = [.. Records.Select(r => r.Stream).Distinct()];
}
