using System.ComponentModel.DataAnnotations;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Api.Wire;

/// <summary>Uses emergency access.</summary>
/// <param name="Reason">Why, in the caller's own words.</param>
public sealed record EmergencyBody([property: Required, StringLength(1000, MinimumLength = 1)] string Reason);

/// <summary>Judges somebody else's use of emergency access.</summary>
/// <param name="Verdict">What the caller says of it.</param>
/// <param name="Remark">A word of explanation; required with misuse.</param>
public sealed record EmergencyReviewBody(
    EmergencyVerdict Verdict, [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Remark);
