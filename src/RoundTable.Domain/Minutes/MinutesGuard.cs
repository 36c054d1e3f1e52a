using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Minutes;

/// <summary>
/// Minutes as they are shown after something in them became protected, or a child took words back. They were sent, and what was read
/// cannot be unread; from now on they are shown, printed and copied without it, and read as naturally as before.
/// </summary>
public static class MinutesGuard
{
    /// <summary>Everything in minutes that somebody else wrote or is called.</summary>
    /// <param name="content">The minutes.</param>
    /// <param name="own">What the recipient wrote.</param>
    public static string WrittenByOthers(MinutesContent content, IReadOnlySet<string> own) => string.Join('\n', content.Texts().Where(t => !own.Contains(t)));

    /// <summary>The minutes without what is kept from their recipient; null when they cannot be shown at all.</summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="content">The minutes as they were sent.</param>
    /// <param name="recipient">Whose they are.</param>
    /// <param name="own">What the recipient wrote: that it went away would tell them that they guessed right.</param>
    public static MinutesContent? Apply(FamilyPlan plan, MinutesContent content, PersonId recipient, IReadOnlySet<string> own)
    {
        content = WordsAcross.TakenOut(plan, MinutesComposer.WithWordsOfNow(plan, content, recipient), recipient);
        if (Fits(content))
            return content;
        var kept = content with
        {
            Municipality = Text(content.Municipality) ?? "",
            Reason = Text(content.Reason) ?? "",
            Director = content.Director is { } director ? new MinutesContact(Text(director.Name) ?? "", Text(director.Organisation), Text(director.Phone)) : null,
            Present = [.. content.Present.Select(Person).OfType<MinutesPerson>()],
            Absent = [.. content.Absent.Select(a => Person(a.Person) is { } person ? new MinutesAbsentee(person, Text(a.Note)) : null).OfType<MinutesAbsentee>()],
            LookedBack = Numbered(content.LookedBack),
            FloorRequirements = [.. content.FloorRequirements.Where(f => Clean(f.Text, f.ImposedBy))],
            Card = [.. content.Card.Where(i => Clean(i.Text)).Select(i => i with { Speaker = Text(i.Speaker) })],
            Scores = content.Scores is { } scores ? Round(scores) : null,
            EarlierRounds = [.. content.EarlierRounds.Select(Round)],
            Commitments = Numbered(content.Commitments),
            WithoutNextReason = Text(content.WithoutNextReason),
            ChildWords = content.ChildWords is { } words ? [.. words.Where(w => Clean(w.Text, w.Child)).Select(w => w with { Helper = Text(w.Helper) })] : null,
        };
        return Fits(kept) ? kept : null;

        bool Fits(MinutesContent minutes) =>
            LeakGuard.Check(plan, WrittenByOthers(minutes, own), [recipient]).Count == 0 && minutes.Commitments.Concat(minutes.LookedBack).All(MayKnow);
        bool MayKnow(MinutesCommitment c) => own.Contains(c.Text) || !EmergencySteps.IsKeptFrom(plan, recipient, c);
        bool Clean(params IEnumerable<string?> texts) => texts.All(t => t is null || own.Contains(t) || LeakGuard.Check(plan, t, [recipient]).Count == 0);
        string? Text(string? text) => Clean(text) ? text : null;
        MinutesPerson? Person(MinutesPerson p) => Clean(p.Name) ? p with { Organisation = Text(p.Organisation), Relation = Text(p.Relation) } : null;
        IReadOnlyList<MinutesCommitment> Numbered(IReadOnlyList<MinutesCommitment> list) =>
            [.. list.Where(c => MayKnow(c) && Clean(c.Text, c.Recurrence, c.Remark, c.Owner)).Select((c, i) => c with { Number = i + 1, Checker = Text(c.Checker) })];
        MinutesRound Round(MinutesRound r) => r with
        {
            Question = Text(r.Question) ?? "",
            Anchor0 = Text(r.Anchor0) ?? "",
            Anchor10 = Text(r.Anchor10) ?? "",
            ForcedReason = Text(r.ForcedReason),
            Missing = [.. r.Missing.Where(m => Clean(m))],
            Scores = [.. r.Scores.Where(s => Clean(s.Name)).Select(s => s with { PassReason = Text(s.PassReason), Why = Text(s.Why), OneHigher = Text(s.OneHigher) })],
        };
    }
}
