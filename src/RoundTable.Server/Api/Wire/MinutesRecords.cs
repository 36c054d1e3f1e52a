using System.ComponentModel.DataAnnotations;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;

namespace RoundTable.Server.Api.Wire;

/// <summary>Minutes as they were made for the one who asks.</summary>
/// <param name="Id">The minutes.</param>
/// <param name="Plan">Of which plan.</param>
/// <param name="Title">The title.</param>
/// <param name="Html">Safe HTML.</param>
/// <param name="Hash">SHA-256 of the text, hex.</param>
/// <param name="PublishedAt">When they were published.</param>
/// <param name="AcknowledgedAt">When the recipient confirmed receipt; null if not yet.</param>
/// <param name="Reactions">What the recipient wrote; for the director what everybody wrote.</param>
/// <param name="Newer">Newer minutes of this plan that the recipient got; null when these are the newest.</param>
public sealed record MinutesReply(
    MinutesId Id,
    PlanId Plan,
    string Title,
    string Html,
    string Hash,
    DateTimeOffset PublishedAt,
    DateTimeOffset? AcknowledgedAt,
    IReadOnlyList<ReactionReply> Reactions,
    NewerMinutes? Newer);

/// <summary>That there are newer minutes.</summary>
/// <param name="Id">The minutes; null for a session that opens these minutes only.</param>
/// <param name="PublishedAt">When they were published.</param>
public sealed record NewerMinutes(MinutesId? Id, DateTimeOffset PublishedAt);

/// <summary>A reaction to minutes.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Text">The words.</param>
public sealed record ReactionReply(PersonId By, DateTimeOffset At, string Text);

/// <summary>Reacts to minutes.</summary>
/// <param name="Text">The words, 1 to 4,000 characters.</param>
/// <param name="Operation">Made by the client; the same operation is carried out once. Null: each call is a reaction of its own.</param>
public sealed record ReactionBody([property: Required, StringLength(4000, MinimumLength = 1)] string Text, OperationId? Operation = null);
