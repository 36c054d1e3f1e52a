using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Sharing;

/// <summary>Whether somebody takes part in a plan now: asked at every call and again on every live connection when the plan changes (BR-60, BR-62).</summary>
public static class Access
{
    /// <summary>The ground on which somebody of an organisation takes part today; null without one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    public static Basis? BasisOf(FamilyPlan plan, PersonId person) =>
        plan.Consents.Find(c => c.To.Contains(person) && ConsentRules.Counts(plan, c)) is { } consent ? new Basis(consent.Id, null)
        : plan.LegalBases.Find(b => b.To.Contains(person) && b.HoldsOn(plan.Today)) is { } legal ? new Basis(null, legal.Id)
        : null;

    /// <summary>Whether this person may open the plan today.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    public static bool Has(FamilyPlan plan, PersonId person) => Of(plan, person, Thing.Plan).See;

    /// <summary>What the table says to somebody about a thing that is about nobody in particular.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person; nobody has a permission who is not in the plan.</param>
    /// <param name="thing">What it is.</param>
    public static Permission Of(FamilyPlan plan, PersonId person, Thing thing)
    {
        if (plan.Person(person) is not { } who)
            return default;
        var basis = PermissionTable.NeedsBasis(who.Role) ? BasisOf(plan, person)?.Kind ?? BasisKind.None : BasisKind.None;
        var standing = person == plan.Director ? Standing.Director : Standing.Self;
        return PermissionTable.Of(who.Role, standing, Ages.GroupOf(who, plan.Today), basis, thing);
    }

    /// <summary>Why this person may not open the plan today, or null.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Somebody in the plan.</param>
    public static Refusal? Check(FamilyPlan plan, PersonId person) => Has(plan, person) ? null : new Refusal(RefusalCodes.PlanNoBasis);
}
