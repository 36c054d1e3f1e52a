using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Minutes;

/// <summary>Somebody who gets minutes.</summary>
/// <param name="Person">Who.</param>
/// <param name="WasAbsent">Whether they were not at the meeting.</param>
public readonly record struct MinutesRecipient(PersonId Person, bool WasAbsent);
