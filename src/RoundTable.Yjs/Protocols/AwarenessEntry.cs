namespace RoundTable.Yjs;

/// <summary>What one client says of itself.</summary>
/// <param name="Client">Client number.</param>
/// <param name="Clock">Rises with every report.</param>
/// <param name="State">A plain value, usually a <see cref="YObject"/>; null means gone.</param>
public readonly record struct AwarenessEntry(ulong Client, long Clock, object? State);
