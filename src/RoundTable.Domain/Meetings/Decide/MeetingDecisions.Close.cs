using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Meetings;

public static partial class MeetingDecisions
{
    private static Decision<MeetingEvent> Note(
        Meeting meeting,
        FamilyPlan plan,
        PlannedMeeting planned,
        NoteAbsence c,
        PersonId actor,
        DateTimeOffset now)
    {
        if (!planned.Invited.Contains(c.Person))
            return Decision<MeetingEvent>.No(RefusalCodes.PlanPersonUnknown);
        if (meeting.WasPresent(c.Person))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingPersonPresent, c.Person.Value);
        if (string.IsNullOrWhiteSpace(c.Note) || c.Note.Length > MaxNote)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingTextLength);
        if (meeting.AbsenceNotes.TryGetValue(c.Person, out var before) && before == c.Note)
            return Decision<MeetingEvent>.Nothing;
        if (before is not null && !c.Replaces)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingAbsenceNoted, c.Person.Value);
        return CheckWords(plan, c.Note, actor, Minutes.MinutesComposer.ReadersOfAbsence(plan, planned, c.Person), RefusalCodes.MeetingProtectedWord) is { } refusal
            ? refusal
            : Decision<MeetingEvent>.Of(new AbsenceNoted(c.Person, c.Note, now));
    }

    private static Decision<MeetingEvent> Close(
        Meeting meeting,
        FamilyPlan plan,
        PlannedMeeting planned,
        CloseMeeting c,
        PersonId actor,
        DateTimeOffset now)
    {
        // A closing that waited for its connection sends no minutes of a meeting that went on.
        if (c.Step is { } seen && seen != StepOf(meeting))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingWentOn);
        if (Obstacles(meeting, plan, planned).FirstOrDefault() is { } obstacle)
            return obstacle;
        var reason = OrNull(c.WithoutNextReason);
        if (c.NextMeetingOn is null && reason is null)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNextMissing);
        if (IsLong(reason, MaxNote))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingTextLength);
        return CheckWords(plan, reason, actor, planned.Invited, RefusalCodes.MeetingProtectedWord) is { } refusal
            ? refusal
            : Decision<MeetingEvent>.Of(new MeetingClosed(c.NextMeetingOn, reason, now, planned));
    }

    /// <summary>How many times the chair moved a room of the meeting, all rooms together.</summary>
    /// <param name="meeting">The meeting as it is.</param>
    internal static int StepOf(Meeting meeting) => meeting.Rooms.Values.Sum(r => r.Step);

    /// <summary>What stands in the way of closing, apart from the next meeting (handbook 3.2); at most one refusal per code.</summary>
    /// <param name="meeting">The meeting as it is.</param>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="planned">The meeting as planned.</param>
    internal static IEnumerable<Refusal> Obstacles(Meeting meeting, FamilyPlan plan, PlannedMeeting planned)
    {
        var unscored = planned.Rooms.Where(r => MeetingRules.WasHeld(plan, planned, r, meeting.Room(r.Id)))
            .SelectMany(r => Unscored(meeting.Room(r.Id), MeetingRules.Scorers(plan, r))).Distinct().ToList();
        if (unscored.Count > 0)
            yield return new Refusal(RefusalCodes.MeetingScoresMissing, [.. unscored.Select(p => p.Value)]);
        var undated = plan.Commitments.Where(k => !k.Settled && !k.HasDate).ToList();
        if (undated.Count > 0)
            yield return new Refusal(RefusalCodes.MeetingCommitmentWithoutDate, [.. undated.Select(k => k.Id.Value)]);
        var unnoted = MeetingRules.NeverCame(planned, meeting).Where(p => !meeting.AbsenceNotes.ContainsKey(p)).ToList();
        if (unnoted.Count > 0)
            yield return new Refusal(RefusalCodes.MeetingAbsenceNoteMissing, [.. unnoted.Select(p => p.Value)]);
    }

    // Who came in and is in no revealed round; a forced reveal names the missing, and somebody who came later, or got a seat
    // during the round, could not score.
    private static IEnumerable<PersonId> Unscored(Room room, IReadOnlyList<PersonId> scorers) => room.Round switch
    {
        { Revealed: { } revealed } round => scorers.Where(p =>
            round.Eligible.Contains(p) && room.Admitted.TryGetValue(p, out var at) && at <= revealed.At && !round.Scores.ContainsKey(p) && !revealed.Missing.Contains(p)),
        _ => scorers.Where(room.IsIn),
    };

    // A chair who only looked whether anybody came began nothing.
    private static Decision<MeetingEvent> CallOff(Meeting meeting, FamilyPlan plan, DateTimeOffset now) =>
        meeting.Rooms.Values.Any(r => r.Step > 0 || r.Admitted.Keys.Any(p => p != plan.Director))
            ? Decision<MeetingEvent>.No(RefusalCodes.MeetingBegun)
            : Decision<MeetingEvent>.Of(new MeetingCalledOff(now));

    private static bool Repeats(Meeting meeting, MeetingCommand command) => command switch
    {
        CloseMeeting c => meeting.Closed is { } closed && closed.NextMeetingOn == c.NextMeetingOn && closed.WithoutNextReason == OrNull(c.WithoutNextReason),
        CallOffMeeting => meeting.CalledOffAt is not null,
        _ => false,
    };
}
