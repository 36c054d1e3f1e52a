using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Sessions.Sections;

/// <summary>A card item as it stands in a section document.</summary>
/// <param name="Id">The item.</param>
/// <param name="Column">The part of the card.</param>
/// <param name="Kind">What sort of statement it is.</param>
/// <param name="Speaker">Whose words it holds, or null when it is the table's.</param>
/// <param name="Author">Who made the item: the owner of the Yjs client that wrote it; null for an item that the server wrote.</param>
/// <param name="Order">Place within its column; ties are broken by id.</param>
/// <param name="Withdrawn">Whether it was taken off the table.</param>
/// <param name="Text">The text.</param>
public sealed record CardItem(
    ItemId Id,
    CardColumn Column,
    ItemKind Kind,
    PersonId? Speaker,
    PersonId? Author,
    double Order,
    bool Withdrawn,
    string Text);
