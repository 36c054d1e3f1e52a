using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>The minutes of a meeting, one rendering per recipient (handbook 4.11, 6.5). The renderings themselves are stored elsewhere and never change.</summary>
/// <param name="Id">Identifies the minutes.</param>
/// <param name="Meeting">Of which meeting.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="Deliveries">One per recipient.</param>
/// <param name="Reactions">What recipients wrote, in order.</param>
public sealed record PublishedMinutes(
    MinutesId Id,
    MeetingId Meeting,
    DateTimeOffset PublishedAt,
    IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<MinutesReaction> Reactions)
{
    /// <summary>The delivery to this person, or null if there is none or it is blocked.</summary>
    /// <param name="person">The recipient.</param>
    public Delivery? ReceivedBy(PersonId person) =>
        Deliveries.FirstOrDefault(d => d.Recipient == person && d.State != DeliveryState.Blocked);
}

/// <summary>The sending of one rendering to one recipient (handbook 4.12).</summary>
/// <param name="Id">Identifies the delivery.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="WasAbsent">Whether the recipient was not at the meeting.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">Since when.</param>
/// <param name="AcknowledgedAt">When the recipient confirmed receipt, or null.</param>
/// <param name="BlockedBy">Why it is held back; null when it is not.</param>
/// <param name="Basis">On what ground it went, for somebody of an organisation; null before, and for family and network.</param>
/// <param name="WhyNot">Why the director decided not to share, or null.</param>
/// <param name="Categories">Which data stand in it; null for what every table is about.</param>
/// <param name="KnowAsMuch">Who knew as much as the child under 12 for whom it is, when it was made; null for every other.</param>
/// <param name="RemindedAt">When a reminder went, or null.</param>
/// <param name="HandedOverAt">When it was set free or sent, the last time; null before.</param>
public sealed record Delivery(
    DeliveryId Id,
    PersonId Recipient,
    bool WasAbsent,
    DeliveryState State,
    DateTimeOffset At,
    DateTimeOffset? AcknowledgedAt,
    BlockedBy? BlockedBy,
    Basis? Basis,
    string? WhyNot,
    IReadOnlyList<DataCategory>? Categories = null,
    IReadOnlyList<PersonId>? KnowAsMuch = null,
    DateTimeOffset? RemindedAt = null,
    DateTimeOffset? HandedOverAt = null)
{
    private static readonly DataCategory[] Usual = [DataCategory.Agreements, DataCategory.Safety];

    /// <summary>Who decided so, when <see cref="WhyNot"/> is told: who directed then.</summary>
    [JsonIgnore]
    public PersonId? WhyNotBy { get; init; }

    /// <summary>Whether it waited on its way: its recipient then reads it later than it was made.</summary>
    [JsonIgnore]
    public bool HeldBack { get; init; }

    /// <summary>From which sections its recipient got it when they first opened it, of what waited on its way; null before. It stays theirs.</summary>
    [JsonIgnore]
    public SectionsRead? OpenedWith { get; init; }

    /// <summary>The categories of data in it: a recipient of an organisation needs a ground for each of them.</summary>
    [JsonIgnore]
    public IReadOnlyList<DataCategory> Holds => Categories ?? Usual;

    /// <summary>What it waits for when nobody decided about it: what was made for a child under 12 is read together, all else needs a ground.</summary>
    [JsonIgnore]
    public BlockedBy WaitsFor => KnowAsMuch is null ? Words.BlockedBy.Basis : Words.BlockedBy.Together;
}

/// <summary>What a recipient wrote about the minutes; seen by them and by the director.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Text">The words.</param>
public sealed record MinutesReaction(PersonId By, DateTimeOffset At, string Text);
