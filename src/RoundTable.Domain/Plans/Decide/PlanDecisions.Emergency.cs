using RoundTable.Domain.Commands;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    // Who has no ground is in the plan and can do nothing in it, but this.
    private static Decision<PlanEvent> OpenInEmergency(FamilyPlan plan, OpenEmergency s, PersonId? actor, DateTimeOffset now)
    {
        if (actor is not { } who || !plan.Has(who))
            return Decision<PlanEvent>.No(RefusalCodes.PlanNotAMember);
        if (!EmergencyRules.MayUse(plan, who))
            return Decision<PlanEvent>.No(RefusalCodes.EmergencyNotAllowed);
        if (!HasLength(s.Reason, 1, MaxText))
            return Decision<PlanEvent>.No(RefusalCodes.ReasonRequired);
        if (plan.Emergencies.Exists(e => e.Id == s.Id) || EmergencyRules.Running(plan, who, now) is not null)
            return Decision<PlanEvent>.Nothing;
        return CheckWords(plan, s.Reason, who, [plan.Director], RefusalCodes.PlanProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new EmergencyOpened(new EmergencyAccess(s.Id, who, s.Reason, now, now + EmergencyRules.Lasts)));
    }

    private static Decision<PlanEvent> Judge(FamilyPlan plan, ReviewEmergency s, PersonId? actor, DateTimeOffset now)
    {
        if (actor is not { } who || plan.Emergencies.Find(e => e.Id == s.Id) is not { } use || !EmergencyRules.MayReview(plan, who, use))
            return Decision<PlanEvent>.No(RefusalCodes.EmergencyUnknown);
        if (use.Review is { } before)
        {
            return before.By == who && before.Verdict == s.Verdict && before.Remark == s.Remark
                ? Decision<PlanEvent>.Nothing
                : Decision<PlanEvent>.No(RefusalCodes.EmergencyReviewed);
        }

        if (!HasLength(s.Remark, s.Verdict == EmergencyVerdict.Misuse ? 1 : 0, MaxText))
            return Decision<PlanEvent>.No(RefusalCodes.ReasonRequired);
        return CheckWords(plan, s.Remark, who, [use.By, plan.Director], RefusalCodes.PlanProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new EmergencyReviewed(use.Id, new EmergencyReview(who, s.Verdict, s.Remark, now)));
    }
}
