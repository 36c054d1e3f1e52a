using RoundTable.Domain.Commands;
using RoundTable.Domain.Plans;

namespace RoundTable.Sessions;

/// <summary>Whether a caller is who they say they are in a plan.</summary>
public static class Membership
{
    /// <summary>Null when the caller's person is in the plan and belongs to the subject who signed in; else the refusal.</summary>
    public static Refusal? Check(FamilyPlan plan, Caller caller) =>
        plan.Person(caller.Person) is { } person && person.Subject == caller.Subject ? null : new Refusal(RefusalCodes.PlanNotAMember);
}
