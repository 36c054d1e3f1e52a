using RoundTable.Domain.Commands;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private static Decision<PlanEvent> Relate(FamilyPlan plan, SetRelation s, DateTimeOffset now)
    {
        var r = s.Relation;
        if (plan.Person(r.Of) is not { } of || plan.Person(r.To) is not { } to)
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);

        // What was a mistake ends on the day before it began: it never was so.
        if (r.Until != r.From.AddDays(-1) && !AreDays(r.From, r.Until, now))
            return Decision<PlanEvent>.No(RefusalCodes.ConsentDates);
        var possible = r.Of != r.To && r.Kind switch
        {
            RelationKind.AuthorityOver => to.Role == PersonRole.Child && of.Role != PersonRole.Child,
            RelationKind.Serves => of.Organisation is not null || of.Role == PersonRole.TrustedPerson || Permissions.PermissionTable.NeedsBasis(of.Role),
            _ => true,
        };
        if (!possible)
            return Decision<PlanEvent>.No(RefusalCodes.RelationNotPossible);
        return plan.Relations.Contains(r) ? Decision<PlanEvent>.Nothing : Decision<PlanEvent>.Of(new RelationSet(r, now));
    }

    // Sections stay as they are: what was released or narrowed for safety is opened again by the director alone.
    private static Decision<PlanEvent> Unprotect(FamilyPlan plan, EndProtection s, DateTimeOffset now)
    {
        if (plan.PastProtections.Exists(r => r.Id == s.Protection) && !plan.Protections.Exists(r => r.Id == s.Protection))
            return Decision<PlanEvent>.Nothing;
        if (!plan.Protections.Exists(r => r.Id == s.Protection && !r.KeepsFrom(plan.Director)))
            return Decision<PlanEvent>.No(RefusalCodes.ProtectionUnknown);
        return HasLength(s.Reason, 1, MaxText)
            ? Decision<PlanEvent>.Of(new ProtectionEnded(s.Protection, s.Reason, now))
            : Decision<PlanEvent>.No(RefusalCodes.ReasonRequired);
    }
}
