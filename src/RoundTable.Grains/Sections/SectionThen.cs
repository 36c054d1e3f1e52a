using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>A section as it stood at an earlier moment.</summary>
/// <param name="Seq">The last record in it.</param>
/// <param name="At">When that was written.</param>
/// <param name="Items">The items, the withdrawn ones too.</param>
public sealed record SectionThen(long Seq, DateTimeOffset At, IReadOnlyList<CardItem> Items);
