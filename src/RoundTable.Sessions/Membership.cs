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
        plan.Person(caller.Person) is not { } person || person.Subject != caller.Subject
            ? new Refusal(RefusalCodes.PlanNotAMember)
            : Access.Check(plan, caller.Person);
}
