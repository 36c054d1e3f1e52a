using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Emergencies;

/// <summary>What somebody else says of a use of emergency access.</summary>
/// <param name="By">Who.</param>
/// <param name="Verdict">What they say.</param>
/// <param name="Remark">A word of explanation; may be empty where it was justified.</param>
/// <param name="At">When.</param>
public sealed record EmergencyReview(PersonId By, EmergencyVerdict Verdict, string Remark, DateTimeOffset At);
