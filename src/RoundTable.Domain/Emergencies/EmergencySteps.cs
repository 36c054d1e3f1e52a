using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Emergencies;

/// <summary>Emergency and escape steps stay away from whoever is the danger, and from whoever could tell them (L7, 0040).</summary>
public static class EmergencySteps
{
    /// <summary>Whether a commitment is such a step and this person may not know of it; the director may know of all, and everybody of their own.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="c">The commitment.</param>
    public static bool IsKeptFrom(FamilyPlan plan, PersonId person, Commitment c) =>
        c.Kind == CommitmentKind.EmergencyStep
        && person != plan.Director
        && EmergencyRules.Guarded(plan, person).Any(eye => eye != c.Owner && eye != c.ProposedBy && IsDanger(plan, eye, c));

    // Who is kept from a relation is not stopped by it (0006): it must not show in what becomes of their own step. And danger to
    // a child who does not sit there is often of the parents who make these steps themselves.
    private static bool IsDanger(FamilyPlan plan, PersonId person, Commitment c) =>
        plan.Protections.Exists(r => r.KeepsFrom(person) && !r.KeepsFrom(c.ProposedBy))
        || plan.Relations.Exists(r => Endangers(plan, person, r.To) && !Endangers(plan, c.ProposedBy, r.To)
            && (plan.Person(r.To) is { Role: not PersonRole.Child } || r.To == c.Owner || plan.Section(c.Audience)!.Audience.Contains(r.To)));

    private static bool Endangers(FamilyPlan plan, PersonId person, PersonId other) =>
        plan.Relations.Exists(r => r.Kind == RelationKind.SourceOfDanger && r.Of == person && r.To == other && r.HoldsOn(plan.Today));
}
