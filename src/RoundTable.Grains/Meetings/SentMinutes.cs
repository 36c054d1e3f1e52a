using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;

namespace RoundTable.Grains.Meetings;

/// <summary>Minutes as they were sent. What of them may be shown is for the plan to say of the moment that they are.</summary>
/// <param name="Stored">The minutes.</param>
/// <param name="Recipient">Whose rendering.</param>
/// <param name="Own">What the recipient wrote.</param>
internal sealed record SentMinutes(StoredMinutes Stored, PersonId Recipient, IReadOnlySet<string> Own)
{
    /// <summary>What may be shown by this plan, with the names that it gives; null when nothing may.</summary>
    /// <param name="plan">The plan as it is when they are shown.</param>
    public MinutesContent? ShownBy(FamilyPlan plan) => MinutesGuard.Apply(plan, Stored.ReadBy(plan, Recipient), Recipient, Own) is { } shown
        ? MinutesNames.AsNamedNow(plan, shown, Recipient)
        : null;
}

/// <summary>Minutes as they are stored.</summary>
/// <param name="Id">Which minutes.</param>
/// <param name="Meeting">Of which meeting.</param>
/// <param name="Content">The minutes as they were made.</param>
/// <param name="Sections">Whence their parts come; null for minutes of before that was kept.</param>
internal sealed record StoredMinutes(MinutesId Id, Meeting Meeting, MinutesContent Content, MinutesSections? Sections)
{
    /// <summary>
    /// What of them their recipient reads by this plan: of what waited on its way only what comes from sections that they still read, or
    /// read when they first opened them, and numbers of their own rooms. Other minutes hold what they held when they came.
    /// </summary>
    /// <param name="plan">The plan as it is when they are shown.</param>
    /// <param name="recipient">Whose they are.</param>
    public MinutesContent ReadBy(FamilyPlan plan, PersonId recipient)
    {
        if (plan.PublishedMinutes(Id)?.Deliveries.FirstOrDefault(d => d.Recipient == recipient) is not { HeldBack: true } delivery)
            return Content;
        return MinutesComposer.WithNumbersOfOwnRooms(plan, Meeting, Sections?.ReadBy(plan, Content, delivery) ?? Content, recipient);
    }
}
