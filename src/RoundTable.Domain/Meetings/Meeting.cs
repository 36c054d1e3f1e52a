using System.Collections.Immutable;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Meetings;

/// <summary>
/// What happened in one meeting: immutable state folded from <see cref="MeetingEvent"/>. When it is, with whom and in which
/// rooms is the plan's <see cref="Plans.PlannedMeeting"/>, so that somebody invited late needs no event here.
/// Holds sealed scores, so it never leaves the server; what a person may see is <see cref="MeetingProjection"/>.
/// </summary>
public sealed partial record Meeting
{
    private Meeting(MeetingId id) => Id = id;

    /// <summary>Identifies the meeting.</summary>
    public MeetingId Id { get; }

    /// <summary>What happened per room; a room appears with its first event.</summary>
    public ImmutableDictionary<RoomId, Room> Rooms { get; private init; } = ImmutableDictionary<RoomId, Room>.Empty;

    /// <summary>The chair's notes about who is not there.</summary>
    public ImmutableDictionary<PersonId, string> AbsenceNotes { get; private init; } = ImmutableDictionary<PersonId, string>.Empty;

    /// <summary>How it was closed, or null while it is open.</summary>
    public MeetingClosed? Closed { get; private init; }

    /// <summary>When it was said that it does not take place, or null.</summary>
    public DateTimeOffset? CalledOffAt { get; private init; }

    /// <summary>Whether it was closed or called off.</summary>
    public bool IsOver => Closed is not null || CalledOffAt is not null;

    /// <summary>The meeting before its first event.</summary>
    /// <param name="id">The meeting's id in the plan.</param>
    public static Meeting StartOf(MeetingId id) => new(id);

    /// <summary>The room, untouched if nothing happened in it.</summary>
    /// <param name="room">The room's id.</param>
    public Room Room(RoomId room) => Rooms.TryGetValue(room, out var known) ? known : new Room(room);

    /// <summary>Whether this person gave a score in a round that is not revealed (BR-13).</summary>
    /// <param name="person">The person.</param>
    public bool HasSealedScoreOf(PersonId person) => Closed is null
        && Rooms.Values.Any(r => r.Round is { Revealed: null } round && round.Scores.ContainsKey(person));

    /// <summary>Whether this person was let into any room.</summary>
    /// <param name="person">The person.</param>
    public bool WasPresent(PersonId person) => Rooms.Values.Any(r => r.IsIn(person));
}
