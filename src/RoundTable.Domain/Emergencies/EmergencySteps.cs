using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
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
        && EmergencyRules.EverGuarded(plan, person).Any(eye => eye != c.Owner && eye != c.ProposedBy && IsDanger(plan, eye, c));

    /// <summary>
    /// The same of a commitment as it stands in minutes, however it is worded now. One that nobody can find any more is kept from
    /// whom any step is kept.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Whose minutes they are, or who reads them.</param>
    /// <param name="line">The commitment as it stands there.</param>
    public static bool IsKeptFrom(FamilyPlan plan, PersonId person, MinutesCommitment line)
    {
        if (line.Kind != CommitmentKind.EmergencyStep)
            return false;
        var steps = plan.Commitments.FindAll(c => c.Kind == CommitmentKind.EmergencyStep);
        var said = steps.FindAll(c => c.Text == line.Text || plan.PastSteps.Contains((c.Id, line.Text)));
        if (said.IsEmpty)
            return steps.Exists(c => IsKeptFrom(plan, person, c));

        // The same words may stand in a step of somebody else, or elsewhere: what others make there must not take this one away.
        said = Among(said, c => plan.WasCalled(c.Owner, line.Owner));
        return Among(said, c => plan.Section(c.Audience)!.Names(person)).TrueForAll(c => IsKeptFrom(plan, person, c));
    }

    private static ImmutableList<Commitment> Among(ImmutableList<Commitment> steps, Predicate<Commitment> isIt) =>
        steps.FindAll(isIt) is { IsEmpty: false } found ? found : steps;

    // Who is kept from a relation, or works for who is and not for the other, is not stopped by it (0006): it must not show in what
    // becomes of their own step; that goes by whom they work for today. And danger to a child who does not sit there is often of the
    // parents who make these steps themselves.
    private static bool IsDanger(FamilyPlan plan, PersonId person, Commitment c)
    {
        var own = EmergencyRules.Guarded(plan, c.ProposedBy);
        return plan.Protections.Exists(r => r.KeepsFrom(person) && (!own.Any(r.KeepsFrom) || own.Any(r.Protected.Contains)))
            || plan.People.Exists(p => IsDangerTo(plan, person, p.Id)
                && (own.Contains(p.Id) || !own.Any(eye => plan.Stands(RelationKind.SourceOfDanger, eye, p.Id)))
                && (p.Role != PersonRole.Child || p.Id == c.Owner || plan.Section(c.Audience)!.Names(p.Id)));
    }

    // From its first day on, ended or not: at the end of a relation nobody asks what steps that would open to whom.
    private static bool IsDangerTo(FamilyPlan plan, PersonId person, PersonId other) =>
        plan.Relations.Exists(r => r.Kind == RelationKind.SourceOfDanger && r.Of == person && r.To == other && EmergencyRules.EverHeld(plan, r));
}
