using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>Why a section is narrower than the table: openness is the rule, so shielding needs a reason (handbook 6.1).</summary>
/// <param name="Reason">Why; for the director and the reviewer only.</param>
/// <param name="Reviewer">Who looks at it again.</param>
/// <param name="ReviewOn">On which day.</param>
public sealed record SectionShield(string Reason, PersonId Reviewer, DateOnly ReviewOn);
