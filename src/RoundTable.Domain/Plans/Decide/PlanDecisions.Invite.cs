using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private static Decision<PlanEvent> Invite(FamilyPlan plan, InviteToMeeting s, CardLook look)
    {
        if (plan.Meeting(s.Meeting) is not { } meeting || (s.Room is { } room && meeting.Room(room) is null))
            return Decision<PlanEvent>.No(RefusalCodes.MeetingNotInRoom);
        if (meeting.CalledOff)
            return Decision<PlanEvent>.No(RefusalCodes.MeetingCalledOff);
        if (meeting.Ended)
            return Decision<PlanEvent>.No(RefusalCodes.MeetingClosed);
        if (!plan.Has(s.Person))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        if (IsInvited(meeting, s))
            return Decision<PlanEvent>.Nothing;
        if (!look.Meetings.TryGetValue(s.Meeting, out var seen))
            return Decision<PlanEvent>.No(RefusalCodes.PlanLookAgain);
        if (seen.IsOver)
            return Decision<PlanEvent>.No(RefusalCodes.MeetingClosed);

        // Whether they are there is told otherwise of who sits in two rooms: those of the first would see it change.
        if (seen.Arrived.Contains(s.Person))
            return Decision<PlanEvent>.No(RefusalCodes.MeetingPersonArrived, s.Person.Value);
        var after = With(meeting, s.Person, s.Room);
        return after.Rooms.Any(r => r.Id == s.Room && Visibility.HidesWithin(plan, r.Participants))
            ? Decision<PlanEvent>.No(RefusalCodes.MeetingPersonHidden)
            : Decision<PlanEvent>.Of(new MeetingPlanned(after));
    }

    private static bool IsInvited(PlannedMeeting meeting, InviteToMeeting s) =>
        s.Room is { } room ? meeting.RoomsOf(s.Person).Any(r => r.Id == room) : meeting.Invited.Contains(s.Person);

    private static PlannedMeeting With(PlannedMeeting meeting, PersonId person, RoomId? room) => room is null
        ? meeting with { InvitedWithoutRoom = [.. meeting.InvitedWithoutRoom, person] }
        : meeting with
        {
            Rooms = [.. meeting.Rooms.Select(r => r.Id == room ? r with { Participants = [.. r.Participants, person] } : r)],
            InvitedWithoutRoom = [.. meeting.InvitedWithoutRoom.Where(p => p != person)],
        };
}
