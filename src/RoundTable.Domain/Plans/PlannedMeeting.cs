using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>A meeting as it is planned: when, with whom, in which rooms. What happens in it is <see cref="Meetings.Meeting"/>.</summary>
/// <param name="Id">Identifies the meeting.</param>
/// <param name="Kind">The type.</param>
/// <param name="Rooms">One room, or several when people must not meet; nobody is told of a room that they are not in.</param>
/// <param name="InvitedWithoutRoom">Parties that are invited and get the minutes, but have no seat.</param>
/// <param name="Ended">Whether it is closed or called off.</param>
public sealed record PlannedMeeting(
    MeetingId Id,
    MeetingKind Kind,
    IReadOnlyList<PlannedRoom> Rooms,
    IReadOnlyList<PersonId> InvitedWithoutRoom,
    bool Ended)
{
    /// <summary>Whether it ended without having taken place.</summary>
    [JsonIgnore]
    public bool CalledOff { get; init; }

    /// <summary>The room, or null.</summary>
    /// <param name="room">The room's id.</param>
    public PlannedRoom? Room(RoomId room) => Rooms.FirstOrDefault(r => r.Id == room);

    /// <summary>The rooms that this person is in, in order.</summary>
    /// <param name="person">The person.</param>
    public IEnumerable<PlannedRoom> RoomsOf(PersonId person) => Rooms.Where(r => r.Participants.Contains(person));

    /// <summary>Everybody invited, with a seat or without, each once.</summary>
    public IEnumerable<PersonId> Invited => Rooms.SelectMany(r => r.Participants).Concat(InvitedWithoutRoom).Distinct();
}

/// <summary>A room of a planned meeting.</summary>
/// <param name="Id">Identifies the room.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Participants">Who is in it, the director always.</param>
public sealed record PlannedRoom(RoomId Id, DateTimeOffset StartsAt, IReadOnlyList<PersonId> Participants)
{
    // People come early, and a chair may begin before the hour.
    private static readonly TimeSpan Early = TimeSpan.FromDays(1);

    /// <summary>Whether it may be held at this time: from a day before it starts.</summary>
    /// <param name="at">The time.</param>
    public bool IsNear(DateTimeOffset at) => at + Early >= StartsAt;
}
