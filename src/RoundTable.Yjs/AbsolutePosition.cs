namespace RoundTable.Yjs;

/// <summary>A place by index, valid until the next change.</summary>
/// <param name="Type">The type.</param>
/// <param name="Index">Live units to the left.</param>
/// <param name="Assoc">As in <see cref="RelativePosition"/>.</param>
public sealed record AbsolutePosition(YType Type, int Index, int Assoc);
