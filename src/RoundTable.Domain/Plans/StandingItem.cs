using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>An item as it stands in a section, for a decision about who reads it.</summary>
/// <param name="Id">The item.</param>
/// <param name="Speaker">Whose words it holds, or null when it is the table's.</param>
/// <param name="Writers">Who wrote what stands in it now; the empty id for what the server wrote.</param>
/// <param name="Text">The text; what was taken off the table has one too.</param>
public sealed record StandingItem(ItemId Id, PersonId? Speaker, IReadOnlyList<PersonId> Writers, string Text);
