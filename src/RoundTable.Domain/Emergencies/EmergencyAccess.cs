using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Emergencies;

/// <summary>One use of emergency access (noodtoegang, G17): the reason first, for some hours, judged afterwards by somebody else.</summary>
/// <param name="Id">Identifies this use.</param>
/// <param name="By">Who used it.</param>
/// <param name="Reason">Why, in their own words.</param>
/// <param name="At">Since when.</param>
/// <param name="Until">From this moment it is over.</param>
/// <param name="Review">What somebody else says of it; null while it waits for that.</param>
public sealed record EmergencyAccess(
    EmergencyId Id, PersonId By, string Reason, DateTimeOffset At, DateTimeOffset Until, EmergencyReview? Review = null)
{
    /// <summary>Whether it opens anything now: not any more once it is judged.</summary>
    /// <param name="now">The time.</param>
    public bool Runs(DateTimeOffset now) => Review is null && now < Until;
}
