namespace RoundTable.Yjs;

/// <summary>One step from a type to a type inside it.</summary>
/// <param name="Key">The key of the entry; null for a step into a list.</param>
/// <param name="Item">The unit that holds the inner type.</param>
public readonly record struct PathStep(string? Key, Id Item);
