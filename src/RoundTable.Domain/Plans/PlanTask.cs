using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>Something that waits for somebody.</summary>
/// <param name="Key">The same as long as it is the same task; 1 to 100 characters.</param>
/// <param name="Kind">What.</param>
/// <param name="Person">Whom it is about, or null.</param>
/// <param name="Age">The age that a child reached; null for other tasks.</param>
/// <param name="About">The consent, legal basis, protection relation, section or delivery that it is about, or null.</param>
/// <param name="On">Since when, or by when.</param>
/// <param name="StartsAt">When the meeting that was called off would have started for this person; null for other tasks.</param>
public sealed record PlanTask(string Key, TaskKind Kind, PersonId? Person, int? Age, string? About, DateOnly On, DateTimeOffset? StartsAt = null);
