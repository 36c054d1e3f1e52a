using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;

namespace RoundTable.Domain.Emergencies;

/// <summary>
/// What somebody sees in an emergency: what helps to keep people safe now, and no more. No scores, no words of children, no
/// minutes, no consents, nothing shielded. Made by the projections of every day, over the plan as if they read along
/// (<see cref="FamilyPlan.InEmergency"/>).
/// </summary>
public static class EmergencyProjection
{
    /// <summary>The view of somebody whose emergency access runs; null when none does.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="items">The items of all sections.</param>
    /// <param name="person">Who looks.</param>
    /// <param name="now">The time.</param>
    public static EmergencyView? For(FamilyPlan plan, IReadOnlyList<CardItemText> items, PersonId person, DateTimeOffset now)
    {
        if (EmergencyRules.Running(plan, person, now) is not { } use)
            return null;
        var opened = plan.InEmergency(person);
        var seen = PlanProjection.For(opened, person);
        return new EmergencyView(
            use.Id,
            use.Until,
            seen.FamilyName,
            seen.Reason,
            seen.People,
            seen.FloorRequirements,
            [.. seen.Commitments.Where(c => !Settled(opened, c)).Select((c, i) => c with { Number = i + 1, CanAnswer = false, CanEnd = false })],
            MinutesComposer.Card(opened, items, person),
            seen.Director);
    }

    private static bool Settled(FamilyPlan plan, CommitmentView seen) => plan.Commitment(seen.Id)!.Settled;
}
