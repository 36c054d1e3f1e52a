using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;

namespace RoundTable.Grains.Meetings;

/// <summary>Minutes as they were sent. What of them may be shown is for the plan to say of the moment that they are.</summary>
/// <param name="Content">The minutes.</param>
/// <param name="Recipient">Whose rendering.</param>
/// <param name="Own">What the recipient wrote.</param>
internal sealed record SentMinutes(MinutesContent Content, PersonId Recipient, IReadOnlySet<string> Own)
{
    /// <summary>What may be shown by this plan, with the names that it gives; null when nothing may.</summary>
    /// <param name="plan">The plan as it is when they are shown.</param>
    public MinutesContent? ShownBy(FamilyPlan plan) => MinutesGuard.Apply(plan, Content, Recipient, Own) is { } shown
        ? MinutesNames.AsNamedNow(plan, shown, Recipient)
        : null;
}
