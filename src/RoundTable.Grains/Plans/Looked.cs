using RoundTable.Domain.Plans;
using RoundTable.Journal;

namespace RoundTable.Grains.Plans;

/// <summary>What was seen in sections, and where each was then.</summary>
/// <param name="Look">What was seen.</param>
/// <param name="Heads">The last records that are in it.</param>
internal sealed record Looked(CardLook Look, IReadOnlyList<StreamAt> Heads)
{
    public static Looked Nowhere { get; } = new(CardLook.Unseen, []);
}
