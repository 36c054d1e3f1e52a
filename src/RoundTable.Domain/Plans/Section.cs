using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>A part of the plan with its own audience, the unit of permission (design D3). Its items have its categories of data.</summary>
/// <param name="Id">Identifies the section in this plan.</param>
/// <param name="Scope">For the circle, for one side, or for a shielded matter.</param>
/// <param name="Mode">Live, or only whole, released items.</param>
/// <param name="Audience">Whom it names as its readers; everybody else gets nothing of it.</param>
/// <param name="Shield">Why it is narrower than the table; null for a section that is not shielded.</param>
/// <param name="Categories">Which data stand in it; null for what every table is about, safety.</param>
/// <param name="Treatment">Whose treatment it is about, for a section of treatment content (BR-65); null for every other.</param>
public sealed record Section(
    SectionId Id,
    SectionScope Scope,
    SectionMode Mode,
    IReadOnlyList<PersonId> Audience,
    SectionShield? Shield = null,
    IReadOnlyList<DataCategory>? Categories = null,
    SectionTreatment? Treatment = null)
{
    private static readonly DataCategory[] OfATable = [DataCategory.Safety];
    private static readonly DataCategory[] OfTreatment = [DataCategory.Treatment];

    /// <summary>The categories of data that its items have: a reader of an organisation needs a ground for each of them.</summary>
    [JsonIgnore]
    public IReadOnlyList<DataCategory> Holds => Treatment is not null ? OfTreatment : Categories ?? OfATable;

    /// <summary>Whether its audience names this person; whether they read it today is for <see cref="SectionRules.Reads(FamilyPlan, PersonId, Section)"/> to say.</summary>
    /// <param name="person">The person.</param>
    public bool Names(PersonId person) => Audience.Contains(person);

    /// <summary>What was taken from a shielded section is shielded as it is: no emergency opens it, and its review is due on the same day.</summary>
    /// <param name="source">The section from which it was taken.</param>
    internal Section ShieldedAs(Section source) => source.Scope == SectionScope.Shielded ? this with { Scope = source.Scope, Shield = source.Shield } : this;
}
