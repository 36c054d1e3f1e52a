using RoundTable.Domain.Ids;

namespace RoundTable.Server.Hubs.Wire;

/// <summary>Opens a section: live updates follow until it is closed.</summary>
/// <param name="Section">The section.</param>
/// <param name="StateVector">What the client has, as a Yjs state vector; empty for nothing.</param>
public sealed record OpenSectionRequest(SectionId Section, byte[] StateVector);

/// <summary>Writes into an open section. Answered later by Acknowledged or Refused.</summary>
/// <param name="Section">The section.</param>
/// <param name="Number">The client's running number of this push.</param>
/// <param name="Update">A Yjs update, V1.</param>
public sealed record PushUpdateRequest(SectionId Section, long Number, byte[] Update);

/// <summary>Ends the live updates of a section.</summary>
/// <param name="Section">The section.</param>
public sealed record CloseSectionRequest(SectionId Section);

/// <summary>Tells where the caller is in an open section.</summary>
/// <param name="Section">The section.</param>
/// <param name="Item">The item, or null for none.</param>
/// <param name="Typing">Whether the caller types.</param>
public sealed record SetPresenceRequest(SectionId Section, ItemId? Item, bool Typing);
