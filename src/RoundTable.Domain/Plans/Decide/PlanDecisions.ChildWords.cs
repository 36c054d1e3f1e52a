using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private const int MaxChildWords = 4_000;
    private const int MostChildWords = 200;

    // Words that change are released to nobody: what the child let somebody read was the text before.
    private static Decision<PlanEvent> Write(FamilyPlan plan, WriteChildWords c, PersonId actor, DateTimeOffset now)
    {
        var before = plan.ChildWords.Find(w => w.Id == c.Id);
        if (!Access.Of(plan, actor, Thing.UnreleasedChildWords).Do || (before is not null && before.Child != actor))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsUnknown);
        if (!HasLength(c.Text, 1, MaxChildWords))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsLength);
        if (before is null && HasMost(plan, actor, helper: null))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsTooMany);
        if (before is not null && before.Kind == c.Part && before.Text == c.Text && before.ReadFirst == c.ReadFirst)
            return Decision<PlanEvent>.Nothing;
        var releasedTo = before is not null && before.Text == c.Text ? before.ReleasedTo : [];
        var words = new ChildWords(c.Id, actor, c.Part, c.Text, releasedTo, c.ReadFirst, DutchTime.Day(now));
        return Changed(plan, new ChildWordsWritten(words, now), RefusalCodes.ChildWordsTooManyChanges);
    }

    private static Decision<PlanEvent> Release(FamilyPlan plan, ReleaseChildWords c, PersonId actor, DateTimeOffset now)
    {
        if (plan.ChildWords.Find(w => w.Id == c.Id) is not { } words || words.Child != actor || !Access.Of(plan, actor, Thing.UnreleasedChildWords).Do)
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsUnknown);
        return Released(plan, words, c.To, actor, now);
    }

    // The helper holds the pen and nothing more: no words that are there already are changed, or found out about, in this way.
    private static Decision<PlanEvent> Write(FamilyPlan plan, WriteWithChild c, PersonId actor, DateTimeOffset now)
    {
        if (!Together.MayHelp(plan, actor, c.Child))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsUnknown);
        if (!HasLength(c.Text, 1, MaxChildWords))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsLength);
        var words = new ChildWords(c.Id, c.Child, c.Part, c.Text, [], c.ReadFirst, DutchTime.Day(now), actor);
        if (plan.ChildWords.Find(w => w.Id == c.Id) is { } before)
            return before with { ReleasedTo = [], WrittenOn = words.WrittenOn } == words with { ReleasedTo = [] } ? Decision<PlanEvent>.Nothing : Decision<PlanEvent>.No(RefusalCodes.ChildWordsUnknown);
        if (HasMost(plan, c.Child, actor))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsTooMany);
        var released = Released(plan, words, c.To, actor, now);
        return released.Refused ? released : Decision<PlanEvent>.Of([new ChildWordsWritten(words, now), .. released.Events]);
    }

    // Each who holds the pen has a number of their own: that it is reached tells them nothing of the words of others.
    private static bool HasMost(FamilyPlan plan, PersonId child, PersonId? helper) =>
        plan.ChildWords.Count(w => w.Child == child && w.Helper == helper) >= MostChildWords;

    private static Decision<PlanEvent> Release(FamilyPlan plan, ReleaseWithChild c, PersonId actor, DateTimeOffset now)
    {
        if (plan.ChildWords.Find(w => w.Id == c.Id) is not { } words || words.Child != c.Child || !Together.MayHelp(plan, actor, c.Child))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsUnknown);
        return words.Helper == actor || PlanProjection.HearsWords(plan, actor, words)
            ? Released(plan, words, c.To, actor, now)
            : Decision<PlanEvent>.No(RefusalCodes.ChildWordsUnknown);
    }

    private static Decision<PlanEvent> Released(FamilyPlan plan, ChildWords words, IReadOnlyList<PersonId> chosen, PersonId actor, DateTimeOffset now)
    {
        PersonId[] to = [.. chosen.Where(p => p != words.Child).Distinct()];
        if (!to.All(p => Visibility.Knows(plan, words.Child, p) && Visibility.Knows(plan, actor, p)))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        if (words.ReleasedTo.SequenceEqual(to))
            return Decision<PlanEvent>.Nothing;
        return CheckWords(plan, words.Text, actor, to, RefusalCodes.PlanProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new ChildWordsReleased(words.Id, to, now));
    }
}
