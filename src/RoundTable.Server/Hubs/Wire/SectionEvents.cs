using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Hubs.Wire;

/// <summary>Somebody else's edit.</summary>
/// <param name="Section">The section.</param>
/// <param name="Update">A Yjs update, V1.</param>
/// <param name="Clients">Whose the Yjs client ids are that this update is the first to use.</param>
public sealed record UpdatedEvent(SectionId Section, byte[] Update, IReadOnlyDictionary<string, PersonId> Clients);

/// <summary>The caller's push is on disk.</summary>
/// <param name="Section">The section.</param>
/// <param name="Number">The push's number.</param>
public sealed record AcknowledgedEvent(SectionId Section, long Number);

/// <summary>The caller's push was refused and changed nothing: the client resets the section.</summary>
/// <param name="Section">The section.</param>
/// <param name="Number">The push's number.</param>
/// <param name="Refusal">Why.</param>
public sealed record RefusedEvent(SectionId Section, long Number, Refusal Refusal);

/// <summary>Who moved in a section since what was told before; after an opening the first thing told is all of them. Never the receiver.</summary>
/// <param name="Section">The section.</param>
/// <param name="People">Who is new or somewhere else: everybody when <paramref name="Gone"/> is null.</param>
/// <param name="Gone">Who is there no longer; null when <paramref name="People"/> are all there are, whoever was told of before.</param>
public sealed record PresenceEvent(SectionId Section, IReadOnlyList<PersonPresence> People, IReadOnlyList<PersonId>? Gone);

/// <summary>Where somebody is.</summary>
/// <param name="Person">Who.</param>
/// <param name="Item">The item, or null.</param>
/// <param name="Typing">Whether they type.</param>
public sealed record PersonPresence(PersonId Person, ItemId? Item, bool Typing);

/// <summary>Frames of this section were dropped: open it again.</summary>
/// <param name="Section">The section.</param>
/// <param name="Refusal">Why a push of the caller's was not taken; null when that is not why. What it held is pushed again after the opening.</param>
public sealed record ResyncEvent(SectionId Section, Refusal? Refusal = null);

/// <summary>The caller's rights in a section changed.</summary>
/// <param name="Section">The section.</param>
/// <param name="CanWrite">Whether the caller may push from now on.</param>
public sealed record SectionChangedEvent(SectionId Section, bool CanWrite);

/// <summary>Whose the connection is: the first thing that a client hears, before it asks anything.</summary>
/// <param name="Visitor">As in <see cref="Api.Wire.MeReply"/>.</param>
public sealed record SeatedEvent(string Visitor);

/// <summary>The session has ended; the connection closes.</summary>
public sealed record SignedOutEvent;
