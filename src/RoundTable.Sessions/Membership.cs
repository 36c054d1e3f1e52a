using RoundTable.Domain.Commands;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;

namespace RoundTable.Sessions;

/// <summary>Whether a caller is who they say they are in a plan.</summary>
public static class Membership
{
    /// <summary>
    /// Null when the caller's person is in the plan, belongs to the subject who signed in, and takes part today: an organisation
    /// on a consent or legal basis (BR-60). Else the refusal.
    /// </summary>
    public static Refusal? Check(FamilyPlan plan, Caller caller) =>
        CheckIdentity(plan, caller) ?? Access.Check(plan, caller.Person);

    /// <summary>The same for what needs no ground, such as emergency access: only whether they are who they say they are.</summary>
    public static Refusal? CheckIdentity(FamilyPlan plan, Caller caller) =>
        plan.Person(caller.Person) is { } person && person.Subject == caller.Subject ? null : new Refusal(RefusalCodes.PlanNotAMember);
}
