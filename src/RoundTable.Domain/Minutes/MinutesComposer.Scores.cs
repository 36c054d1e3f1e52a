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
    // those without a seat who may read of safety, as values alone, and not to whom it was opened since. Where there were two rooms it
    // goes not to them either: the numbers of one side, or two of the director, would tell that there was another.
    private static MinutesRound? LastScores(
        FamilyPlan plan,
        PlannedMeeting planned,
        Meeting meeting,
        MinutesAudience audience,
        PersonId recipient,
        bool readsOfSafety)
    {
        var own = audience.Rooms.Select(r => Last(meeting.Room(r.Id))).OfType<ScoreRound>().Where(r => MeetingRules.Hears(plan, r, recipient)).ToList();
        if (own.Count > 0)
            return Round(plan, recipient, own[0], ScoresOf(plan, recipient, own, true), own);
        if (audience.Rooms.Count > 0 || !HearsWithoutSeat(plan, planned, recipient, readsOfSafety))
            return null;
        var open = planned.Rooms.Where(r => !Visibility.IsKeptFrom(plan, recipient, r.Participants));
        return open.Select(r => Last(meeting.Room(r.Id))).OfType<ScoreRound>().FirstOrDefault() is { } round
            ? Round(plan, recipient, round, ScoresOf(plan, recipient, [round], false), [])
            : null;
    }

    /// <summary>
    /// Minutes that waited with no number that would not come into them now: they may be of before numbers stayed in their room.
    /// </summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="meeting">Of which meeting they are.</param>
    /// <param name="content">The minutes as they were made.</param>
    /// <param name="recipient">Whose they are.</param>
    public static MinutesContent WithNumbersOfOwnRooms(FamilyPlan plan, Meeting meeting, MinutesContent content, PersonId recipient)
    {
        var planned = Planned(plan, meeting);
        var rooms = planned.RoomsOf(recipient).ToList();

        // Minutes of before told a late seat of all earlier rounds of its room; those of since hold fewer than there were.
        var earlier = rooms.Select(r => meeting.Room(r.Id)).SelectMany(room => room.Rounds.Where(r => r.Revealed is not null && r != Last(room))).ToList();
        if (earlier.Count == content.EarlierRounds.Count && !earlier.TrueForAll(r => MeetingRules.Hears(plan, r, recipient)))
            content = content with { EarlierRounds = [.. content.EarlierRounds.Where((_, i) => MeetingRules.Hears(plan, earlier[i], recipient))] };
        if (content.Scores is not { } round)
            return content;
        if (rooms.Count == 0)
            return HearsWithoutSeat(plan, planned, recipient, HearsWhy(plan, recipient)) ? content : content with { Scores = null };

        // By who gave a number there and not by who sat there: the director sits in the other room too.
        var held = rooms.Select(r => Last(meeting.Room(r.Id))).OfType<ScoreRound>().Where(r => MeetingRules.Hears(plan, r, recipient)).ToList();
        var scorers = held.SelectMany(r => r.Scores.Keys).ToHashSet();
        List<MinutesScore> own = [.. round.Scores.Where(s => s.IsRecipient || scorers.Any(p => plan.WasCalled(p, s.Name)))];
        return held.Count == 0 ? content with { Scores = null }
            : own.Count == round.Scores.Count ? content
            : content with { Scores = round with { Scores = own } };
    }

    private static bool HearsWithoutSeat(FamilyPlan plan, PlannedMeeting planned, PersonId recipient, bool readsOfSafety) =>
        IsOfOneRoom(planned) && readsOfSafety && !plan.InformedLater.Contains((planned.Id, recipient));

    private static IReadOnlyList<MinutesScore> ScoresOf(FamilyPlan plan, PersonId recipient, IReadOnlyList<ScoreRound> rounds, bool inFull) =>
    [
        .. from s in rounds.SelectMany(r => r.InOrder)
           where Visibility.Knows(plan, recipient, s.Person)
           orderby plan.People.FindIndex(p => p.Id == s.Person)
           select Score(plan, recipient, s, inFull),
    ];

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
