namespace RoundTable.Journal;

/// <summary>Who caused a record: ids only, never names (logs and exports may carry them).</summary>
/// <param name="Person">Id of the person, at most 256 bytes of UTF-8.</param>
/// <param name="Role">Role in which the person acted, at most 256 bytes of UTF-8.</param>
/// <param name="Session">Id of the sign-in session, at most 256 bytes of UTF-8; empty when the server itself acted.</param>
public sealed record Actor(string Person, string Role, string Session);
