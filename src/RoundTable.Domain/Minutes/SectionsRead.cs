using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Minutes;

/// <summary>The sections from which parts of minutes come to somebody.</summary>
/// <param name="Card">Of items of the card.</param>
/// <param name="Agreements">Of commitments.</param>
public sealed record SectionsRead(ImmutableHashSet<SectionId> Card, ImmutableHashSet<SectionId> Agreements)
{
    /// <summary>Those that this person reads by this plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    public static SectionsRead By(FamilyPlan plan, PersonId person) => new(
        [.. plan.Sections.Select(s => s.Id).Where(s => MinutesComposer.ComesInMinutes(plan, person, s))],
        [.. plan.Sections.Select(s => s.Id).Where(s => SectionRules.ReadsCommitments(plan, person, s))]);
}
