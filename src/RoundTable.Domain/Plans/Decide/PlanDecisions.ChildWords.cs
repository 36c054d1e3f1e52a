using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private const int MaxChildWords = 4_000;

    // Words that change are released to nobody: what the child let somebody read was the text before.
    private static Decision<PlanEvent> Write(FamilyPlan plan, WriteChildWords c, PersonId actor, DateTimeOffset now)
    {
        var before = plan.ChildWords.Find(w => w.Id == c.Id);
        if (!Access.Of(plan, actor, Thing.UnreleasedChildWords).Do || (before is not null && before.Child != actor))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsUnknown);
        if (!HasLength(c.Text, 1, MaxChildWords))
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsLength);
        if (before is not null && before.Kind == c.Part && before.Text == c.Text && before.ReadFirst == c.ReadFirst)
            return Decision<PlanEvent>.Nothing;
        var releasedTo = before is not null && before.Text == c.Text ? before.ReleasedTo : [];
        return Decision<PlanEvent>.Of(new ChildWordsWritten(new ChildWords(c.Id, actor, c.Part, c.Text, releasedTo, c.ReadFirst, plan.Today), now));
    }

    private static Decision<PlanEvent> Release(FamilyPlan plan, ReleaseChildWords c, PersonId actor, DateTimeOffset now)
    {
        if (plan.ChildWords.Find(w => w.Id == c.Id) is not { } words || words.Child != actor || !Access.Of(plan, actor, Thing.UnreleasedChildWords).Do)
            return Decision<PlanEvent>.No(RefusalCodes.ChildWordsUnknown);
        PersonId[] to = [.. c.To.Where(p => p != actor).Distinct()];
        if (!to.All(p => Visibility.Knows(plan, actor, p)))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        if (words.ReleasedTo.SequenceEqual(to))
            return Decision<PlanEvent>.Nothing;
        return CheckWords(plan, words.Text, actor, to, RefusalCodes.PlanProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new ChildWordsReleased(words.Id, to, now));
    }
}
