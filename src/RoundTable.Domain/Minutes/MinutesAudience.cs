using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Minutes;

/// <summary>Of whom a recipient of minutes reads that they were, or were not, at the meeting; nothing shows that there was another room.</summary>
internal sealed class MinutesAudience
{
    private readonly FamilyPlan _plan;
    private readonly PlannedMeeting _planned;
    private readonly PersonId _recipient;

    public MinutesAudience(FamilyPlan plan, PlannedMeeting planned, PersonId recipient)
    {
        _plan = plan;
        _planned = planned;
        _recipient = recipient;
        Rooms = [.. planned.RoomsOf(recipient)];
    }

    /// <summary>The recipient's own rooms, in order; empty for a party without a seat.</summary>
    public IReadOnlyList<PlannedRoom> Rooms { get; }

    /// <summary>Whether the recipient was let into a room.</summary>
    /// <param name="meeting">What happened.</param>
    public bool WasPresent(Meeting meeting) => meeting.WasPresent(_recipient);

    /// <summary>Who was there, in the plan's order.</summary>
    /// <param name="meeting">What happened.</param>
    public IEnumerable<PersonId> Present(Meeting meeting) => Seated().Where(p => CameIn(meeting, p));

    /// <summary>Who was invited and not there, in the plan's order.</summary>
    /// <param name="meeting">What happened.</param>
    public IEnumerable<PersonId> Absent(Meeting meeting) => Expected().Where(p => !CameIn(meeting, p));

    /// <summary>Whom this recipient may find in either list.</summary>
    public IEnumerable<PersonId> Expected() => Known(p => HasSeat(p) || _planned.InvitedWithoutRoom.Contains(p));

    private IEnumerable<PersonId> Seated() => Known(HasSeat);

    private IEnumerable<PersonId> Known(Predicate<PersonId> isExpected) =>
        _plan.People.Where(p => isExpected(p.Id) && Visibility.Knows(_recipient, p)).Select(p => p.Id);

    // A party without a seat reads of those who were in every room: anything else would tell of one side.
    private bool HasSeat(PersonId person) => Rooms.Count > 0
        ? Rooms.Any(r => r.Participants.Contains(person))
        : _planned.Rooms.All(r => r.Participants.Contains(person));

    private bool CameIn(Meeting meeting, PersonId person) => Rooms.Count > 0
        ? Rooms.Any(r => meeting.Room(r.Id).IsIn(person))
        : meeting.WasPresent(person);
}
