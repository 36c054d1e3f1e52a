using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>A condition that is not negotiable and that everybody always sees (bodemeis, handbook 4.4).</summary>
/// <param name="Id">Identifies the requirement.</param>
/// <param name="Text">Observable behaviour, 1 to 1,000 characters.</param>
/// <param name="ImposedBy">The organisation that imposed it.</param>
/// <param name="Status">Where it stands.</param>
public sealed record FloorRequirement(FloorRequirementId Id, string Text, string ImposedBy, FloorRequirementStatus Status);
