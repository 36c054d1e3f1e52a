namespace RoundTable.Domain.Permissions;

/// <summary>What the table says.</summary>
/// <param name="See">Whether they may see it.</param>
/// <param name="Do">Whether they may do something with it.</param>
/// <param name="Why">The rule, in one line.</param>
public readonly record struct Permission(bool See, bool Do, string Why);
