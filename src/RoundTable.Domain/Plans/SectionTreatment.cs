using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>Whose treatment a section is about. It comes in by its own professional only, who names the readers (BR-65).</summary>
/// <param name="Keeper">The professional: nobody else writes here, and nothing leaves or reaches others without them.</param>
/// <param name="About">Whose treatment it is.</param>
/// <param name="InMinutes">Whether it stands in the minutes of those who read it.</param>
public sealed record SectionTreatment(PersonId Keeper, PersonId About, bool InMinutes);
