using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Meetings;

/// <summary>A live meeting as one person may see it (handbook 6.1, BR-10).</summary>
public static class MeetingProjection
{
    /// <summary>The view of one person: their own rooms only; null when they are in none or not in the plan.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="connected">Who is connected now.</param>
    public static MeetingView? For(Meeting meeting, FamilyPlan plan, PersonId viewer, IReadOnlySet<PersonId> connected)
    {
        if (!plan.Has(viewer) || plan.Meeting(meeting.Id) is not { } planned)
            return null;
        var rooms = planned.RoomsOf(viewer).ToList();
        if (rooms.Count == 0)
            return null;
        var obstacles = viewer == plan.Director && !meeting.IsOver
            ? MeetingDecisions.Obstacles(meeting, plan, planned).Select(o => o.Code)
            : [];
        return new MeetingView(
            meeting.Id,
            plan.Id,
            planned.Kind,
            rooms.Min(r => r.StartsAt),
            [.. rooms.Select(r => View(meeting, plan, planned, r, viewer, connected))],
            viewer == plan.Director ? [.. obstacles] : null,
            meeting.CalledOffAt is not null,
            viewer == plan.Director ? MeetingDecisions.StepOf(meeting) : null);
    }

    private static RoomView View(
        Meeting meeting, FamilyPlan plan, PlannedMeeting planned, PlannedRoom seats, PersonId viewer, IReadOnlySet<PersonId> connected)
    {
        var room = meeting.Room(seats.Id);
        var admitted = room.IsIn(viewer);
        var roster = seats.Participants.Where(p => Visibility.Knows(plan, viewer, p)).ToList();
        var there = roster.Where(p => IsThere(plan, planned, room, p, viewer, connected)).ToHashSet();
        var here = admitted ? roster.Where(p => p != plan.Director && room.IsIn(p) && there.Contains(p)).ToList() : [];
        return new RoomView(
            seats.Id,
            meeting.IsOver ? MeetingPhase.Closed : room.Phase,
            admitted,
            room.Ready.Contains(viewer),
            here.Count(room.Ready.Contains),
            here.Count,
            [.. roster.Select(p => View(plan, room, p, viewer, admitted, there.Contains(p)))],
            admitted && room.Round is { } round && MeetingRules.Hears(plan, round, viewer) ? View(plan, round, viewer) : null,
            admitted && room.Rounds.Count > 1 ? [.. room.Rounds.Take(room.Rounds.Count - 1).Where(r => MeetingRules.Hears(plan, r, viewer)).Select(r => View(plan, r, viewer))] : [],
            admitted ? [.. plan.ChildWords.Where(w => w.ReadFirst && seats.Participants.All(p => PlanProjection.MayHearWords(plan, p, w))).Select(w => w.Id)] : [],
            admitted ? room.Step : 0);
    }

    // Whoever sits in two rooms comes and goes with the other one too: of them is told that they came here, and no more. So it is of
    // whoever chairs or chaired: a handover gives them a seat in every room, and it must not show that there is another one.
    private static bool IsThere(
        FamilyPlan plan, PlannedMeeting planned, Room room, PersonId person, PersonId viewer, IReadOnlySet<PersonId> connected) =>
        person == viewer || viewer == plan.Director || (planned.RoomsOf(person).Count() < 2 && !plan.DirectorHistory.Exists(d => d.Person == person))
            ? room.Arrived.ContainsKey(person) && connected.Contains(person)
            : room.IsIn(person);

    // Somebody in the lobby reads who is expected, and of nobody but themselves whether they are there. Who is connected but
    // never came to this room may be in another one: that is not told either.
    private static ParticipantView View(
        FamilyPlan plan,
        Room room,
        PersonId person,
        PersonId viewer,
        bool admitted,
        bool there)
    {
        var open = admitted || person == viewer;
        return new ParticipantView(
            person,
            person == plan.Director,
            open && there,
            open && room.Waits(person),
            (person == viewer || viewer == plan.Director) && room.Ready.Contains(person));
    }

    private static ScoreRoundView View(FamilyPlan plan, ScoreRound round, PersonId viewer) => new(
        round.Number,
        Readable(plan, round.Question, viewer) ?? "",
        Readable(plan, round.Anchor0, viewer) ?? "",
        Readable(plan, round.Anchor10, viewer) ?? "",
        [.. round.Eligible.Where(p => Visibility.Knows(plan, viewer, p))],
        [.. round.InOrder.Select(s => s.Person).Where(p => Visibility.Knows(plan, viewer, p))],
        round.Scores.TryGetValue(viewer, out var own)
            ? new OwnScoreView(own.Value, own.PassReason, own.Why, own.OneHigher, own.Visibility, own.Seal)
            : null,
        round.Revealed is null
            ? null
            : [.. round.InOrder.Where(s => Visibility.Knows(plan, viewer, s.Person)).Select(s => Revealed(plan, s, viewer))],
        Readable(plan, round.Revealed?.ForcedReason, viewer),
        round.Revealed is null ? [.. round.Eligible.Where(p => MayScoreWith(plan, round, p, viewer))] : [],
        round.Revealed is null ? round.Scores.GetValueOrDefault(viewer)?.Seal ?? "" : null);

    private static bool MayScoreWith(FamilyPlan plan, ScoreRound round, PersonId child, PersonId viewer) =>
        Together.MayHelp(plan, viewer, child) && MeetingRules.MayHelpIn(plan, round, viewer) && (!round.Scores.TryGetValue(child, out var given) || given.Helper == viewer);

    // Entry refuses such words; a protection relation may come later than the text.
    private static string? Readable(FamilyPlan plan, string? text, PersonId viewer) =>
        text is null || LeakGuard.Check(plan, text, [viewer]).Count > 0 ? null : text;

    private static RevealedScoreView Revealed(FamilyPlan plan, SealedScore s, PersonId viewer)
    {
        var withheld = s.Visibility == ScoreVisibility.DirectorOnly;
        if (withheld && viewer != plan.Director && viewer != s.Person)
            return new RevealedScoreView(s.Person, null, false, true, null, null, null, null, null);
        var helper = s.Helper is { } beside && Visibility.Knows(plan, viewer, beside) ? s.Helper : null;
        // Who wrote it down knows what stands there: that it went away would tell them which word is kept from them.
        return viewer == s.Person || (Access.Covers(plan, viewer, [DataCategory.Safety]) && (viewer == s.Helper || LeakGuard.Check(plan, $"{s.PassReason}\n{s.Why}\n{s.OneHigher}", [viewer]).Count == 0))
            ? new RevealedScoreView(s.Person, s.Value, s.Value is null, withheld, s.PassReason, s.Why, s.OneHigher, s.Seal, s.Nonce, helper)
            : new RevealedScoreView(s.Person, s.Value, s.Value is null, withheld, null, null, null, null, null, helper);
    }
}
