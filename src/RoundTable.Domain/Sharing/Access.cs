using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Sharing;

/// <summary>Whether somebody takes part in a plan now: asked at every call and again on every live connection when the plan changes (BR-60, BR-62).</summary>
public static class Access
{
    /// <summary>The ground on which somebody of an organisation takes part today; null without one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="category">Which data it must be about; null for any.</param>
    public static Basis? BasisOf(FamilyPlan plan, PersonId person, DataCategory? category = null) =>
        plan.Consents.Find(c => c.To.Contains(person) && IsAbout(c.Categories, category) && ConsentRules.Counts(plan, c)) is { } consent ? new Basis(consent.Id, null)
        : plan.LegalBases.Find(b => b.To.Contains(person) && IsAbout(b.Covers, category) && b.HoldsOn(plan.Today)) is { } legal ? new Basis(null, legal.Id)
        : null;

    /// <summary>
    /// Whether somebody may get data of all these categories today: somebody of an organisation needs a ground for each,
    /// together or one by one; family, network and the director do not.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="categories">The categories of the data.</param>
    public static bool Covers(FamilyPlan plan, PersonId person, IEnumerable<DataCategory> categories) =>
        plan.Person(person) is { } who
        && (person == plan.Director || !PermissionTable.NeedsBasis(who.Role) || categories.All(c => BasisOf(plan, person, c) is not null));

    /// <summary>Whether somebody may get a delivery today: they take part, and their grounds cover what is in it (BR-60).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="delivery">The delivery.</param>
    public static bool Gets(FamilyPlan plan, Delivery delivery) =>
        Has(plan, delivery.Recipient) && Covers(plan, delivery.Recipient, delivery.Holds);

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
        return Of(plan, who, PermissionTable.NeedsBasis(who.Role) ? BasisOf(plan, person)?.Kind ?? BasisKind.None : BasisKind.None, thing);
    }

    /// <summary>What the table says to somebody once there is a ground: the same today whether there is one or not.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="thing">What it is.</param>
    internal static Permission WithAnyGround(FamilyPlan plan, PersonId person, Thing thing) =>
        plan.Person(person) is { } who ? Of(plan, who, PermissionTable.NeedsBasis(who.Role) ? BasisKind.LegalBasis : BasisKind.None, thing) : default;

    /// <summary>Why this person may not open the plan today, or null.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Somebody in the plan.</param>
    public static Refusal? Check(FamilyPlan plan, PersonId person) => Has(plan, person) ? null : new Refusal(RefusalCodes.PlanNoBasis);

    private static Permission Of(FamilyPlan plan, Person who, BasisKind basis, Thing thing) =>
        PermissionTable.Of(who.Role, who.Id == plan.Director ? Standing.Director : Standing.Self, Ages.GroupOf(who, plan.Today), basis, thing);

    private static bool IsAbout(IReadOnlyList<DataCategory> categories, DataCategory? category) => category is not { } one || categories.Contains(one);
}
