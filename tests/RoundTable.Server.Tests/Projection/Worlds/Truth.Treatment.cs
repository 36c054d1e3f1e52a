using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Treatment content: its own professional's, who names the readers (BR-65, decision 0021).</content>
internal sealed partial class Truth
{
    public Dictionary<SectionId, Treatment> Treatments { get; } = [];

    /// <summary>Whether somebody may let treatment of somebody into the plan.</summary>
    public bool Treats(PersonId person, PersonId about) =>
        person != Director && IsOrganisation(this[person].Role) && TakesPart(person) && Knows(person, about) && Serves.Contains((person, about));

    /// <summary>Whether somebody may type in a section, where anybody may.</summary>
    public bool Writes(PersonId person, SectionId section) => Reads(person, section)
        && this[person].Role != PersonRole.Interpreter
        && (!Treatments.TryGetValue(section, out var treatment) || treatment.Keeper == person);

    // Named as a reader, with a ground for what stands there; who wrote of a treatment needs none for their own words.
    private bool IsReader(PersonId person, SectionId section) => Readers[section].Contains(person) && HasGroundIn(person, section);

    private bool HasGroundIn(PersonId person, SectionId section) => ((Treatments.TryGetValue(section, out var treatment) && treatment.Keeper == person) || HasGroundFor(person, HeldIn(section)));

    private DataCategory[] HeldIn(SectionId section) => Categories.GetValueOrDefault(section) ?? [DataCategory.Safety];
}

/// <summary>Whose treatment a section is about.</summary>
internal sealed record Treatment(PersonId Keeper, PersonId About, bool InMinutes);
