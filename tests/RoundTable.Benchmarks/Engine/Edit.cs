namespace RoundTable.Benchmarks.Engine;

/// <summary>One edit of a text in UTF-16 units: first the deletion, then the insertion, at the same index.</summary>
internal readonly record struct Edit(int Index, int Delete, string Insert);
