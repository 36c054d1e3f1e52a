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
                .Where(w => Lets(plan, w, recipient) && (w.Child == recipient || Fits(plan, recipient, w.Text)))
                .OrderByDescending(w => w.ReadFirst)
                .Select(w => new MinutesChildWords(NameOf(plan, recipient, w.Child)!, w.Kind, w.Text, NameOf(plan, recipient, w.Helper))),
        ];
        return words.Length > 0 ? words : null;
    }

    /// <summary>
    /// The minutes without words that a child took back from their recipient, or wrote anew, since they were made; the same when there
    /// are none. Words that it does not let somebody read exist for nobody (L3).
    /// </summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="content">The minutes.</param>
    /// <param name="recipient">Whose they are.</param>
    internal static MinutesContent WithWordsOfNow(FamilyPlan plan, MinutesContent content, PersonId recipient)
    {
        if (content.ChildWords is not { } words)
            return content;
        MinutesChildWords[] left = [.. words.Where(IsLet)];
        return left.Length == words.Count ? content : content with { ChildWords = left.Length > 0 ? left : null };

        // Two children may have said the same: then whose these are is told by the name.
        bool IsLet(MinutesChildWords w)
        {
            var said = plan.ChildWords.FindAll(k => k.Text == w.Text);
            return said.Exists(k => Lets(plan, k, recipient) && (said.TrueForAll(s => Lets(plan, s, recipient)) || NameOf(plan, recipient, k.Child) == w.Child));
        }
    }

    private static bool Lets(FamilyPlan plan, ChildWords words, PersonId recipient) => words.Child == recipient
        ? words.ReleasedTo.Count > 0
        : words.ReleasedTo.Contains(recipient) && Visibility.Knows(plan, recipient, words.Child);

    private static MinutesContent ForYoungChild(MinutesContent content, FamilyPlan plan, IReadOnlyList<CardItemText> items, PersonId child) => content with
    {
        ForYoungChild = true,
        Card = Card(plan, ForYoungChild(plan, items, child), child),
        Scores = Own(content.Scores),
        EarlierRounds = [],
        FloorRequirements = [],
        LookedBack = [],
    };

    private static IReadOnlyList<CardItemText> ForYoungChild(FamilyPlan plan, IReadOnlyList<CardItemText> items, PersonId child) =>
        [.. items.Where(i => IsFor(plan, i, child))];

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
