using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>The answer to opening a section; exactly one of the two is there.</summary>
/// <param name="Opened">What the client misses.</param>
/// <param name="Refusal">Why not.</param>
public sealed record OpenResult(SectionOpened? Opened, Refusal? Refusal);
