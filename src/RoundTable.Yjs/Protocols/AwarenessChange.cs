namespace RoundTable.Yjs;

/// <summary>Whose presence changed.</summary>
/// <param name="Added">Clients that came.</param>
/// <param name="Updated">Clients with a new report.</param>
/// <param name="Removed">Clients that went.</param>
/// <param name="Origin">The cause: what the caller named, <c>"local"</c> for own changes, <c>"timeout"</c> for silence.</param>
public sealed record AwarenessChange(IReadOnlyList<ulong> Added, IReadOnlyList<ulong> Updated, IReadOnlyList<ulong> Removed, object? Origin);
