namespace RoundTable.Sessions.Sections.History;

/// <summary>A record of a section's stream with the moment at which it was written.</summary>
/// <param name="At">When the journal accepted it.</param>
/// <param name="Record">The record.</param>
public sealed record PastRecord(DateTimeOffset At, SectionRecord Record);
