namespace RoundTable.Sessions.Sections.History;

/// <summary>What was done at a stretch, by one person or by several at once.</summary>
/// <param name="Seq">The last record that it holds: names the moment at which the section stood like this.</param>
/// <param name="From">When its first change was written.</param>
/// <param name="Until">When its last change was written.</param>
/// <param name="Items">The items that it changed, as they stood after it.</param>
public sealed record PastStep(long Seq, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<ItemVersion> Items);
