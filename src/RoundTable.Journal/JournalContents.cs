namespace RoundTable.Journal;

/// <summary>What is in a journal beside its streams, by number: what no chain of hashes covers.</summary>
/// <param name="IndexRows">Look-up rows of each index that has any.</param>
/// <param name="DueWork">Pieces of work of each kind that wait, those under a lease too.</param>
/// <param name="StrayRecords">Records whose stream is not there.</param>
public sealed record JournalContents(IReadOnlyDictionary<string, long> IndexRows, IReadOnlyDictionary<string, long> DueWork, long StrayRecords);
