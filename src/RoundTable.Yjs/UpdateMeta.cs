namespace RoundTable.Yjs;

/// <summary>Which clocks an update spans.</summary>
/// <param name="From">By client, the first clock.</param>
/// <param name="To">By client, the clock after the last unit.</param>
public sealed record UpdateMeta(IReadOnlyDictionary<ulong, long> From, IReadOnlyDictionary<ulong, long> To);
