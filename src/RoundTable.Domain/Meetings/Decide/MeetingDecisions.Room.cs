using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Meetings;

public static partial class MeetingDecisions
{
    private static Decision<MeetingEvent> Enter(Place at)
    {
        // Who took over while they waited comes in now: there is nobody else to let them in.
        if (at.Chairs && at.Room.Waits(at.Actor))
            return Decision<MeetingEvent>.Of(new PersonAdmitted(at.Id, at.Actor, at.Now));
        if (at.Room.Arrived.ContainsKey(at.Actor))
            return Decision<MeetingEvent>.Nothing;
        var arrived = new PersonArrived(at.Id, at.Actor, at.Now);
        return at.Chairs
            ? Decision<MeetingEvent>.Of(arrived, new PersonAdmitted(at.Id, at.Actor, at.Now))
            : Decision<MeetingEvent>.Of(arrived);
    }

    private static Decision<MeetingEvent> Admit(Place at, AdmitPerson c)
    {
        if (!at.Chairs)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotChair);
        if (at.Room.IsIn(c.Person))
            return Decision<MeetingEvent>.Nothing;
        if (at.Room.Waits(c.Person))
            return Decision<MeetingEvent>.Of(new PersonAdmitted(at.Id, c.Person, at.Now));
        return HasNoDevice(at, c.Person)
            ? Decision<MeetingEvent>.Of(new PersonArrived(at.Id, c.Person, at.Now), new PersonAdmitted(at.Id, c.Person, at.Now))
            : Decision<MeetingEvent>.No(RefusalCodes.MeetingNotWaiting, c.Person.Value);
    }

    // A child under 12 sits beside somebody at the table, and comes by no page of its own (BR-20).
    private static bool HasNoDevice(Place at, PersonId person) =>
        at.Seats.Participants.Contains(person) && MinutesComposer.IsForYoungChild(at.Plan, person, at.Now);

    private static Decision<MeetingEvent> AdmitAll(Place at, AdmitEveryone c) => at.Chairs
        ? new Decision<MeetingEvent>(
            [.. at.Seats.Participants.Where(p => at.Room.Waits(p) && c.People?.Contains(p) != false).Select(p => new PersonAdmitted(at.Id, p, at.Now))],
            null)
        : Decision<MeetingEvent>.No(RefusalCodes.MeetingNotChair);

    private static Decision<MeetingEvent> MakeReady(Place at, SetReady c)
    {
        if (!at.Room.IsIn(at.Actor))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotAdmitted);

        // Who was ready with a step that is over is not ready with the next one, also when its phase comes back.
        var isOver = (c.Phase ?? at.Room.Phase) != at.Room.Phase || (c.Step ?? at.Room.Step) != at.Room.Step;
        return isOver || at.Room.Ready.Contains(at.Actor) == c.Ready
            ? Decision<MeetingEvent>.Nothing
            : Decision<MeetingEvent>.Of(new ReadySet(at.Id, at.Actor, c.Ready));
    }

    private static Decision<MeetingEvent> Move(Place at, MoveToPhase c)
    {
        if (!at.Chairs)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotChair);
        if (!at.Room.IsIn(at.Actor))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotAdmitted);
        if (c.Phase == MeetingPhase.Closed)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingWrongPhase);

        // A step that waited for its connection does not throw back a room that went on without it.
        if (c.Phase == at.Room.Phase || (c.Step ?? at.Room.Step) != at.Room.Step)
            return Decision<MeetingEvent>.Nothing;
        if (c.Phase > MeetingPhase.Scoring && at.Room.Round is { Revealed: null })
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreNotRevealed);
        var moved = new PhaseMoved(at.Id, c.Phase, at.Now);
        return c.Phase == MeetingPhase.Scoring && at.Room.Round is null
            ? Decision<MeetingEvent>.Of(moved, Opened(at))
            : Decision<MeetingEvent>.Of(moved);
    }
}
