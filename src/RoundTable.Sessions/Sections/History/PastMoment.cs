using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections.History;

/// <summary>A moment of a section that has a name.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Name">The director's name for it; null for a meeting's.</param>
/// <param name="Meeting">The meeting; null for a name.</param>
/// <param name="At">When.</param>
/// <param name="Seq">The last record of the section at that moment.</param>
public sealed record PastMoment(MomentKind Kind, string? Name, MeetingId? Meeting, DateTimeOffset At, long Seq);
