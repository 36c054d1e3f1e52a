using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;

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
        return CheckNames(after) is { } refusal ? refusal : new Decision<PlanEvent>([changed, .. NoLonger(plan, after), .. Untold(after, s.Person)], null);
    }

    // Whoever may not know of somebody reads nothing of their treatment; its professional wrote it, and keeps it.
    private static IEnumerable<PlanEvent> Untold(FamilyPlan plan, PersonId client)
    {
        foreach (var section in plan.Sections.Where(s => s.Treatment?.About == client))
        {
            PersonId[] readers = [.. section.Audience.Where(p => p == section.Treatment!.Keeper || Visibility.Knows(plan, p, client))];
            if (readers.Length < section.Audience.Count)
                yield return new SectionChanged(section with { Audience = readers, Mode = Allowed(plan, section.Mode, readers) });
        }
    }
}
