using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections.History;

/// <summary>How an item stood after a step, and who had a hand in that step.</summary>
/// <param name="Item">The item.</param>
/// <param name="By">Whose changes touched it in that step, each once; who only deleted letters counts too.</param>
public sealed record ItemVersion(CardItem Item, IReadOnlyList<PersonId> By);
