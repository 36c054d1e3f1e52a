namespace RoundTable.Journal;

/// <summary>
/// Records that another server told when it committed them, as they are stored: whoever holds all that was before them need not
/// read them. <see cref="IJournal.TryOpen"/> opens one.
/// </summary>
/// <param name="Records">All new records of the stream, in order.</param>
/// <param name="While">Where another stream was when they were written (<see cref="Append.While"/>).</param>
public sealed record ToldRecords(IReadOnlyList<JournalRecord> Records, StreamAt While);
