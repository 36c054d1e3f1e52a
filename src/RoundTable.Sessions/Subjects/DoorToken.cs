using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Subjects;

/// <summary>Lets a Yjs client of any maker into one section, in the name of a sign-in session and no longer than it.</summary>
/// <param name="TokenHash">Fingerprint of the token.</param>
/// <param name="Session">Id of the session that asked for it.</param>
/// <param name="Section">The only section that it opens.</param>
/// <param name="ReadOnly">Whether it is for reading only, whatever its person may do.</param>
/// <param name="ExpiresAt">From this moment it is over.</param>
public sealed record DoorToken(string TokenHash, string Session, SectionId Section, bool ReadOnly, DateTimeOffset ExpiresAt);
