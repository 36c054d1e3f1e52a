using System.Collections.Immutable;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    private ImmutableDictionary<PlanChange, int> Changes { get; init; } = ImmutableDictionary<PlanChange, int>.Empty;

    /// <summary>How often the same person did the same to the same thing before.</summary>
    /// <param name="e">The event.</param>
    internal int TimesBefore(PlanEvent e) => PlanChange.Of(e) is { } change ? Changes.GetValueOrDefault(change) : 0;

    private FamilyPlan Count(PlanEvent e) =>
        PlanChange.Of(e) is { } change ? this with { Changes = Changes.SetItem(change, Changes.GetValueOrDefault(change) + 1) } : this;
}
