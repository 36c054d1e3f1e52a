using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Meetings;

public static partial class MeetingDecisions
{
    // Far above what anybody wavers: every start of the meeting reads each of them again.
    private const int MaxScores = 200;

    private static Decision<MeetingEvent> OpenRound(Place at, OpenScoreRound c)
    {
        if (!at.Chairs)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotChair);
        if (!at.Room.IsIn(at.Actor))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotAdmitted);

        // Asked for in a round before: the one that came after it is there already.
        if (c.After < at.Room.Rounds.Count)
            return Decision<MeetingEvent>.Nothing;
        if (at.Room.Phase is not (MeetingPhase.Scoring or MeetingPhase.Differences))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingWrongPhase);
        if (at.Room.Round is { Revealed: null })
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreNotRevealed);
        return at.Room.Phase == MeetingPhase.Scoring
            ? Decision<MeetingEvent>.Of(Opened(at))
            : Decision<MeetingEvent>.Of(new PhaseMoved(at.Id, MeetingPhase.Scoring, at.Now), Opened(at));
    }

    private static ScoreRoundOpened Opened(Place at) => new(
        at.Id,
        at.Room.Rounds.Count + 1,
        at.Plan.Scale.Question,
        at.Plan.Scale.Anchor0,
        at.Plan.Scale.Anchor10,
        MeetingRules.Scorers(at.Plan, at.Seats),
        at.Now);

    private static Decision<MeetingEvent> Give(Place at, GiveScore c, ReadOnlySpan<byte> nonce)
    {
        if (WhyNoScore(at, at.Actor, c.Round) is { } refusal)
            return Decision<MeetingEvent>.No(refusal);
        if (!MayUse(at, c.Mode))
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreModeNotAllowed);
        return Seal(at, at.Actor, null, c, nonce);
    }

    // The child sits beside who writes: it is there from its first score on, and the round waits for it from then (BR-11).
    private static Decision<MeetingEvent> GiveWithChild(Place at, ScoreWithChild c, ReadOnlySpan<byte> nonce)
    {
        // Before anything else: whether there is such a child is not for everybody to hear.
        if (!at.Room.IsIn(at.Actor))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotAdmitted);
        if (!Together.MayHelp(at.Plan, at.Actor, c.Child) || (at.Room.Round is { } now && !MeetingRules.MayHelpIn(at.Plan, now, at.Actor)))
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreNotEligible);
        if (WhyNoScore(at, c.Child, c.Round) is { } refusal)
            return Decision<MeetingEvent>.No(refusal);
        if (at.Room.Round!.Scores.TryGetValue(c.Child, out var given) && given.Helper != at.Actor)
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreWithAnother);
        var score = new GiveScore(c.Room, c.Round, c.Value, c.PassReason, c.Why, c.OneHigher, ScoreInputMode.ByTrustedPerson, c.Visibility);
        var sealing = Seal(at, c.Child, at.Actor, score, nonce);
        return sealing.Refusal is not null || sealing.Events.Count == 0 || at.Room.IsIn(c.Child)
            ? sealing
            : Decision<MeetingEvent>.Of([new PersonArrived(at.Id, c.Child, at.Now), new PersonAdmitted(at.Id, c.Child, at.Now), .. sealing.Events]);
    }

    // A number that waited for its connection is no answer to the question of a later round.
    private static string? WhyNoScore(Place at, PersonId scorer, int number) =>
        !at.Room.IsIn(at.Actor) ? RefusalCodes.MeetingNotAdmitted
        : at.Room.Round is not { } round ? RefusalCodes.ScoreNoRound
        : number > round.Number ? RefusalCodes.ScoreNoRound
        : number < round.Number || round.Revealed is not null ? RefusalCodes.ScoreAlreadyRevealed
        : at.Room.Phase != MeetingPhase.Scoring ? RefusalCodes.MeetingWrongPhase
        : !round.Eligible.Contains(scorer) ? RefusalCodes.ScoreNotEligible
        : null;

    private static Decision<MeetingEvent> Seal(Place at, PersonId scorer, PersonId? helper, GiveScore c, ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length != ScoreSeal.NonceLength)
            throw new ArgumentException($"A nonce is {ScoreSeal.NonceLength} bytes.", nameof(nonce));
        if (CheckScore(at, c) is { } refusal)
            return refusal;
        var round = at.Room.Round!;
        var passReason = c.Value is null ? c.PassReason : null;
        if (round.Scores.TryGetValue(scorer, out var given) && Repeats(given, c, passReason))
            return Decision<MeetingEvent>.Nothing;

        // A number that waited for its connection does not take the place of one that was given after it elsewhere.
        if (c.Instead is { } seen && seen != (given?.Seal ?? ""))
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreGivenElsewhere);
        if (round.Times.GetValueOrDefault(scorer) >= MaxScores)
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreTooManyChanges);
        var canonical = ScoreSeal.Canonical(at.Meeting.Id, at.Id, round.Number, scorer, c.Value, passReason, c.Why, c.OneHigher);
        return Decision<MeetingEvent>.Of(new ScoreSealed(at.Id, round.Number, new SealedScore(
            scorer,
            c.Value,
            passReason,
            c.Why,
            c.OneHigher,
            c.Mode,
            c.Visibility,
            Convert.ToHexStringLower(nonce),
            ScoreSeal.Compute(nonce, canonical),
            at.Now,
            helper)));
    }

    private static Refusal? CheckScore(Place at, GiveScore c)
    {
        if (c.Value is < 0 or > 10)
            return new Refusal(RefusalCodes.ScoreValueOutOfRange);
        if (c.Value is null && string.IsNullOrWhiteSpace(c.PassReason))
            return new Refusal(RefusalCodes.ScoreReasonRequired);
        if (IsLong(c.PassReason, MaxNote) || IsLong(c.Why, MaxExplanation) || IsLong(c.OneHigher, MaxExplanation))
            return new Refusal(RefusalCodes.ScoreTextLength);
        return c.Visibility == ScoreVisibility.Everyone
            ? CheckWords(at.Plan, $"{c.PassReason}\n{c.Why}\n{c.OneHigher}", at.Actor, at.Seats.Participants, RefusalCodes.ScoreProtectedWord)
            : null;
    }

    // The child's scale is for children (BR-15). Who scores here scores for themselves, so never as a trusted person (BR-16).
    private static bool MayUse(Place at, ScoreInputMode mode) => mode switch
    {
        ScoreInputMode.ChildScale => at.Plan.Person(at.Actor) is { Role: PersonRole.Child },
        ScoreInputMode.ByTrustedPerson => false,
        _ => true,
    };

    private static bool Repeats(SealedScore given, GiveScore c, string? passReason) =>
        given.Value == c.Value && given.PassReason == passReason && given.Why == c.Why && given.OneHigher == c.OneHigher
        && given.Mode == c.Mode && given.Visibility == c.Visibility;

    private static Decision<MeetingEvent> Reveal(Place at, RevealScores c)
    {
        if (!at.Chairs)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotChair);
        if (at.Room.Round is not { } round || c.Round > round.Number)
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreNoRound);

        // A reveal that waited for its connection shows nobody's numbers of a later round.
        if (c.Round < round.Number || round.Revealed is not null)
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreAlreadyRevealed);
        if (at.Room.Phase != MeetingPhase.Scoring)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingWrongPhase);
        var missing = MeetingRules.Missing(at.Room, round);
        var reason = OrNull(c.ForcedReason);
        if (missing.Count > 0 && reason is null)
            return Decision<MeetingEvent>.No(RefusalCodes.ScoreReasonRequired, missing.Select(p => p.Value));
        if (IsLong(reason, MaxNote))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingTextLength);
        if (CheckWords(at.Plan, reason, at.Actor, at.Seats.Participants, RefusalCodes.MeetingProtectedWord) is { } refusal)
            return refusal;
        return Decision<MeetingEvent>.Of(
            new ScoresRevealed(at.Id, round.Number, missing.Count > 0 ? reason : null, missing, at.Now),
            new PhaseMoved(at.Id, MeetingPhase.Differences, at.Now));
    }
}
