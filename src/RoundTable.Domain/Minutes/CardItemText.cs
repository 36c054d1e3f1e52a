using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Minutes;

/// <summary>An item of the safety card as it stands in its section.</summary>
/// <param name="Section">Which section; its audience decides who reads the item.</param>
/// <param name="Id">The item.</param>
/// <param name="Column">The part of the card.</param>
/// <param name="Kind">Fact, experience or judgement.</param>
/// <param name="Speaker">Who said it, or null.</param>
/// <param name="Author">Who wrote it down; null for what the server wrote, which is nobody's own.</param>
/// <param name="Order">Its place in the column, ascending.</param>
/// <param name="Text">The words.</param>
public sealed record CardItemText(
    SectionId Section,
    ItemId Id,
    CardColumn Column,
    ItemKind Kind,
    PersonId? Speaker,
    PersonId? Author,
    double Order,
    string Text);
