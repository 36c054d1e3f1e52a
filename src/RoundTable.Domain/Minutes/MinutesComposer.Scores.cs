using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Minutes;

public static partial class MinutesComposer
{
    // The last revealed round of the recipient's own rooms. Who gave a number gave it to those in the room: it goes no further than to
    // those without a seat who may read of safety, as values alone, and where there were two rooms not to them either: the numbers of
    // one side, or two of the director, would tell that there was another.
    private static MinutesRound? LastScores(
        FamilyPlan plan,
        PlannedMeeting planned,
        Meeting meeting,
        MinutesAudience audience,
        PersonId recipient,
        bool readsOfSafety)
    {
        var own = audience.Rooms.Select(r => Last(meeting.Room(r.Id))).OfType<ScoreRound>().Where(r => MeetingRules.Hears(plan, r, recipient)).ToList();
        var others = audience.Rooms.Count == 0 && IsOfOneRoom(planned) && readsOfSafety
            ? planned.Rooms.Where(r => !KeptFrom(plan, r, recipient)).Select(r => Last(meeting.Room(r.Id))).OfType<ScoreRound>().ToList()
            : [];
        if (own.Concat(others).FirstOrDefault() is not { } first)
            return null;
        var scores = own.SelectMany(r => r.InOrder).Select(s => (s.Person, Score: Score(plan, recipient, s, true)))
            .Concat(others.SelectMany(r => r.InOrder)
                .Where(s => !own.Exists(r => r.Scores.ContainsKey(s.Person)))
                .Select(s => (s.Person, Score: Score(plan, recipient, s, false))))
            .Where(s => Visibility.Knows(plan, recipient, s.Person))
            .OrderBy(s => plan.People.FindIndex(p => p.Id == s.Person))
            .Select(s => s.Score);
        return Round(plan, recipient, first, [.. scores], own);
    }

    private static IReadOnlyList<MinutesRound> EarlierScores(FamilyPlan plan, Meeting meeting, MinutesAudience audience, PersonId recipient) =>
        [.. audience.Rooms.Select(r => meeting.Room(r.Id)).SelectMany(room => room.Rounds
            .Where(r => r.Revealed is not null && r != Last(room) && MeetingRules.Hears(plan, r, recipient))
            .Select(r => Round(
                plan,
                recipient,
                r,
                [.. r.InOrder.Where(s => Visibility.Knows(plan, recipient, s.Person)).Select(s => Score(plan, recipient, s, true))],
                [r])))];

    private static MinutesRound Round(
        FamilyPlan plan,
        PersonId recipient,
        ScoreRound wording,
        IReadOnlyList<MinutesScore> scores,
        IReadOnlyList<ScoreRound> own)
    {
        var reasons = own.Select(r => r.Revealed?.ForcedReason).OfType<string>().Where(why => Fits(plan, recipient, why)).ToList();
        return new MinutesRound(
            Fitting(plan, recipient, wording.Question),
            Fitting(plan, recipient, wording.Anchor0),
            Fitting(plan, recipient, wording.Anchor10),
            scores,
            reasons.Count == 0 ? null : string.Join(" ", reasons),
            [.. own.SelectMany(r => r.Revealed?.Missing ?? []).Select(p => NameOf(plan, recipient, p)).OfType<string>()]);
    }

    private static bool IsOfOneRoom(PlannedMeeting planned) => planned.Rooms.Count == 1;

    private static bool KeptFrom(FamilyPlan plan, PlannedRoom room, PersonId recipient) =>
        plan.Protections.Exists(r => r.KeepsFrom(recipient) && r.Protected.Any(room.Participants.Contains));

    private static ScoreRound? Last(Room room) => room.Rounds.FindLast(r => r.Revealed is not null);

    private static MinutesScore Score(FamilyPlan plan, PersonId recipient, SealedScore s, bool inFull)
    {
        var name = NameOf(plan, recipient, s.Person) ?? "";
        var withheld = s.Visibility == ScoreVisibility.DirectorOnly;
        if (withheld && recipient != plan.Director && recipient != s.Person)
            return new MinutesScore(name, null, false, true, null, null, null);
        inFull = inFull && (recipient == s.Person || (HearsWhy(plan, recipient) && (recipient == s.Helper || Fits(plan, recipient, $"{s.PassReason}\n{s.Why}\n{s.OneHigher}"))));
        return new MinutesScore(
            name,
            s.Value,
            s.Value is null,
            withheld,
            inFull ? s.PassReason : null,
            inFull && s.Why.Length > 0 ? s.Why : null,
            inFull && s.OneHigher.Length > 0 ? s.OneHigher : null,
            recipient == s.Person,
            NameOf(plan, recipient, s.Helper));
    }

    // The number belongs to what was agreed by those who heard it; why it is so tells of safety.
    private static bool HearsWhy(FamilyPlan plan, PersonId recipient) => Access.Covers(plan, recipient, [DataCategory.Safety]);
}
