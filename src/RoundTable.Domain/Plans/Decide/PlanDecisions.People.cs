using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    // Meetings that they still share are no reason to refuse: whoever must be hidden is hidden now, and the director plans anew.
    private static Decision<PlanEvent> Shield(FamilyPlan plan, ShieldPerson s, DateTimeOffset now)
    {
        if (plan.Person(s.Person) is not { } person)
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        PersonId[] shielded = [.. s.ShieldedFrom.Where(p => p != s.Person).Distinct()];
        PersonId[] hidden = [.. s.HiddenFrom.Where(p => p != s.Person).Distinct()];
        if (!shielded.Concat(hidden).All(plan.Has))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        if (shielded.Concat(hidden).Contains(plan.Director))
            return Decision<PlanEvent>.No(RefusalCodes.PlanDirectorKnows);
        var alias = string.IsNullOrWhiteSpace(s.AliasName) ? null : s.AliasName;
        if (alias == person.AliasName && shielded.ToHashSet().SetEquals(person.ShieldedFrom) && hidden.ToHashSet().SetEquals(person.HiddenFrom))
            return Decision<PlanEvent>.Nothing;
        if (!HasLength(alias, 0, MaxName))
            return Decision<PlanEvent>.No(RefusalCodes.PlanTextLength);
        if (shielded.Length > 0 && alias is null)
            return Decision<PlanEvent>.No(RefusalCodes.PlanAliasRequired, s.Person.Value);
        var changed = new PersonShielded(s.Person, alias, shielded, hidden, now);
        var after = plan.Apply(changed);
        return CheckNames(after) is { } refusal ? refusal : new Decision<PlanEvent>([changed, .. NoLonger(plan, after)], null);
    }
}
