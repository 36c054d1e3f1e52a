using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>
/// Since somebody is protected, some readers of a section may not read something that stands there. They do not read the section
/// until it stands elsewhere, where all others read it as before.
/// </summary>
/// <param name="Id">Identifies it in this plan.</param>
/// <param name="Section">Where it stood.</param>
/// <param name="From">From whom it is withheld.</param>
/// <param name="Into">Where it goes; null while the section was not looked through, and where these people read the section itself no more.</param>
/// <param name="Items">What goes; empty where nothing does.</param>
/// <param name="On">Since which day.</param>
/// <param name="Done">Whether it stands there.</param>
public sealed record Withholding(
    WithholdingId Id, SectionId Section, IReadOnlyList<PersonId> From, SectionId? Into, IReadOnlyList<ItemId> Items, DateOnly On, bool Done);
