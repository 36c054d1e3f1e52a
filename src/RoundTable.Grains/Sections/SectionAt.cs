using RoundTable.Domain.Plans;
using RoundTable.Journal;

namespace RoundTable.Grains.Sections;

/// <summary>What stood in a section.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Head">The last record that is in it.</param>
/// <param name="Items">The items, those that were taken off the table too.</param>
internal sealed record SectionAt(StreamId Stream, long Head, IReadOnlyList<StandingItem> Items);
