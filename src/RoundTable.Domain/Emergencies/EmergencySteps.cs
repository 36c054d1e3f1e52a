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
        && person != plan.Director && person != c.Owner && person != c.ProposedBy
        && EmergencyRules.Guarded(plan, person).Any(eye => eye != c.Owner && eye != c.ProposedBy && IsDanger(plan, eye, c));

    /// <summary>The same of a step as it stands in minutes. One that was worded otherwise since is kept from whom any step is kept.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="text">What the step says.</param>
    public static bool IsKeptFrom(FamilyPlan plan, PersonId person, string text)
    {
        var steps = plan.Commitments.Where(c => c.Kind == CommitmentKind.EmergencyStep).ToList();
        var same = steps.FindAll(c => c.Text == text);
        return (same.Count > 0 ? same : steps).Exists(c => IsKeptFrom(plan, person, c));
    }

    // Who is kept from a relation, or works for who is and not for the other, is not stopped by it (0006): it must not show in what
    // becomes of their own step. And danger to a child who does not sit there is often of the parents who make these steps themselves.
    private static bool IsDanger(FamilyPlan plan, PersonId person, Commitment c)
    {
        var own = EmergencyRules.Guarded(plan, c.ProposedBy);
        return plan.Protections.Exists(r => r.KeepsFrom(person) && (!own.Any(r.KeepsFrom) || own.Any(r.Protected.Contains)))
            || plan.People.Exists(p => plan.Stands(RelationKind.SourceOfDanger, person, p.Id)
                && (own.Contains(p.Id) || !own.Any(eye => plan.Stands(RelationKind.SourceOfDanger, eye, p.Id)))
                && (p.Role != PersonRole.Child || p.Id == c.Owner || plan.Section(c.Audience)!.Names(p.Id)));
    }
}
