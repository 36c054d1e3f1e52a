using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

/// <summary>The answer to opening a section. Everything in it is on disk when it is sent.</summary>
/// <param name="Update">Bytes of a V1 update with what the client misses; shared by all who open at the same state, never changed.</param>
/// <param name="StateVector">What the server has, so that the client can push what the server misses.</param>
/// <param name="Clients">Which person each Yjs client id belongs to, of the people in the audience.</param>
/// <param name="CanWrite">Whether the caller may type.</param>
public sealed record SectionOpened(
    ReadOnlyMemory<byte> Update,
    ReadOnlyMemory<byte> StateVector,
    IReadOnlyDictionary<ulong, PersonId> Clients,
    bool CanWrite);

/// <summary>An update for everybody else who has the section open; one object for all of them.</summary>
/// <param name="Section">The section.</param>
/// <param name="Update">Bytes of a V1 update, never changed.</param>
/// <param name="Clients">The Yjs client ids that this update is the first to use, with their persons; mostly empty.</param>
public sealed record SectionUpdate(SectionId Section, ReadOnlyMemory<byte> Update, IReadOnlyDictionary<ulong, PersonId> Clients);

/// <summary>Where somebody is in the section.</summary>
/// <param name="Person">Who, by the session's word and not the client's.</param>
/// <param name="Item">The item that has the focus, or null.</param>
/// <param name="Typing">Whether the person is typing.</param>
public sealed record PersonPresence(PersonId Person, ItemId? Item, bool Typing);
