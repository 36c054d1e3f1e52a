namespace RoundTable.Journal;

/// <summary>A bounded run of a stream's records as the store holds them, not yet checked.</summary>
/// <param name="Records">The records, in order.</param>
/// <param name="More">True when the page was full and the stream may go on.</param>
internal sealed record RecordPage(IReadOnlyList<JournalRecord> Records, bool More);
