namespace RoundTable.Journal;

/// <summary>What came of wrapping the keys by another master key.</summary>
/// <param name="Count">How many were wrapped anew.</param>
/// <param name="Damaged">Those that do not open, oldest first.</param>
public sealed record Rewrapped(int Count, IReadOnlyList<StoredKey> Damaged);
