namespace RoundTable.Sessions.Subjects;

/// <summary>A wrong code that nobody needs to know later: it counts for the lock of its network while the server remembers it.</summary>
/// <param name="WayIn">Id of the way in where it counts.</param>
/// <param name="Network">Fingerprint of the network address, or null when it is not known.</param>
/// <param name="At">When.</param>
/// <param name="LockedUntil">The way in is locked for that network until then; null while tries are left.</param>
public sealed record Guess(string WayIn, string? Network, DateTimeOffset At, DateTimeOffset? LockedUntil);
