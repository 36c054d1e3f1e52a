using RoundTable.Domain.Ids;
using RoundTable.Server.Security;

namespace RoundTable.Server.Doors;

/// <summary>What a valid token lets somebody do.</summary>
/// <param name="Visitor">Who, by the session for which the token was made.</param>
/// <param name="Section">The only section that it opens.</param>
/// <param name="ReadOnly">Whether it is for reading only.</param>
/// <param name="ExpiresAt">From this moment it is over.</param>
internal sealed record DoorGrant(Visitor Visitor, SectionId Section, bool ReadOnly, DateTimeOffset ExpiresAt);
