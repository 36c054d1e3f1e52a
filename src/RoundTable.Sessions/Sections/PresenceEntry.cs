using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

/// <summary>One connection that has a section open, as the others see it. Immutable; travels between servers as it is.</summary>
/// <param name="Id">The connection, unique over all servers.</param>
/// <param name="Person">Who, by the session's word and not the client's.</param>
/// <param name="Name">The name under which everybody in the audience may know the person; each server fills it in from the plan.</param>
/// <param name="Item">The item that has the focus, or null.</param>
/// <param name="Typing">Whether the person is typing.</param>
/// <param name="Client">The awareness client by which Yjs clients know the connection: its own, or one that the server made up.</param>
/// <param name="Fields">What a Yjs client says of itself beside that, a JSON object of positions, checked by the door, without a word in it; null for nothing.</param>
/// <param name="Move">Grows with every move on one server: of several connections of a person the one that moved last counts.</param>
public sealed record PresenceEntry(
    string Id, PersonId Person, string Name, ItemId? Item, bool Typing, ulong Client, string? Fields, long Move);
