using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Minutes;

public static partial class MinutesComposer
{
    // A child under 12 gets what is its own and what goes well, not everybody's worries: short, and fit to be read together.
    private static readonly CardColumn[] GoesWell = [CardColumn.Strength, CardColumn.ExistingSafety];

    /// <summary>Whether the minutes for this person are those for a child under 12, read together with somebody (BR-20).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="recipient">For whom.</param>
    /// <param name="now">The time.</param>
    public static bool IsForYoungChild(FamilyPlan plan, PersonId recipient, DateTimeOffset now) =>
        plan.Person(recipient) is { Role: PersonRole.Child } child && Ages.GroupOf(child, DutchTime.Day(now)) == AgeGroup.Under12;

    // Those that the child let this person read, the ones that it wants read first before the others (BR-24). Words that the
    // child let nobody read stand in no minutes, its own included: who looks over its shoulder would read them (L3).
    // Who reads along with a young child gets fewer: that is looked at for each of them (Together.Shown).
    private static IReadOnlyList<MinutesChildWords>? ChildWords(FamilyPlan plan, PersonId recipient)
    {
        MinutesChildWords[] words =
        [
            .. plan.ChildWords
                .Where(w => w.Child == recipient
                    ? w.ReleasedTo.Count > 0
                    : w.ReleasedTo.Contains(recipient) && Visibility.Knows(plan, recipient, w.Child) && Fits(plan, recipient, w.Text))
                .OrderByDescending(w => w.ReadFirst)
                .Select(w => new MinutesChildWords(NameOf(plan, recipient, w.Child)!, w.Kind, w.Text, NameOf(plan, recipient, w.Helper))),
        ];
        return words.Length > 0 ? words : null;
    }

    private static MinutesContent ForYoungChild(MinutesContent content, FamilyPlan plan, IReadOnlyList<CardItemText> items, PersonId child) => content with
    {
        ForYoungChild = true,
        Card = Card(plan, [.. items.Where(i => IsFor(plan, i, child))], child),
        Scores = Own(content.Scores),
        EarlierRounds = [],
        FloorRequirements = [],
        LookedBack = [],
    };

    // Who reads it together with the child may not be whom a professional let read of a treatment (BR-65).
    private static bool IsFor(FamilyPlan plan, CardItemText item, PersonId child) =>
        (item.Speaker == child || GoesWell.Contains(item.Column)) && plan.Section(item.Section)?.Treatment is null;

    private static MinutesRound? Own(MinutesRound? round) => round is null ? null : round with
    {
        Scores = [.. round.Scores.Where(s => s.IsRecipient)],
        ForcedReason = null,
        Missing = [],
    };
}
