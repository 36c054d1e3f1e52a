using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>A part of the plan with its own audience, the unit of permission (design D3).</summary>
/// <param name="Id">Identifies the section in this plan.</param>
/// <param name="Scope">For the circle, for one side, or for a shielded matter.</param>
/// <param name="Mode">Live, or only whole, released items.</param>
/// <param name="Audience">Who reads all of it; everybody else gets nothing of it.</param>
/// <param name="Shield">Why it is narrower than the table; null for a section that is not shielded.</param>
public sealed record Section(SectionId Id, SectionScope Scope, SectionMode Mode, IReadOnlyList<PersonId> Audience, SectionShield? Shield = null)
{
    /// <summary>Whether this person reads it.</summary>
    /// <param name="person">The person.</param>
    public bool ReadBy(PersonId person) => Audience.Contains(person);
}
