using RoundTable.Sessions.Sections.History;

namespace RoundTable.Grains.Sections;

/// <summary>A part of a section's history.</summary>
/// <param name="Steps">What was done, the latest first.</param>
/// <param name="HasEarlier">Whether there is more before these.</param>
/// <param name="Moments">All moments that have a name, the latest first.</param>
public sealed record SectionHistoryPage(IReadOnlyList<PastStep> Steps, bool HasEarlier, IReadOnlyList<PastMoment> Moments);
