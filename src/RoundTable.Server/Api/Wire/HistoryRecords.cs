using System.ComponentModel.DataAnnotations;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Sessions.Sections.History;

namespace RoundTable.Server.Api.Wire;

/// <summary>A part of a section's history, for its director.</summary>
/// <param name="Steps">What was done at a stretch, the latest first.</param>
/// <param name="HasEarlier">Whether there is more: ask again with <c>before</c> the last step's <c>seq</c>.</param>
/// <param name="Moments">The moments that have a name, the latest first.</param>
public sealed record HistoryReply(IReadOnlyList<StepReply> Steps, bool HasEarlier, IReadOnlyList<MomentReply> Moments);

/// <summary>What was done at a stretch, by one person or by several at once.</summary>
/// <param name="Seq">Names the moment after it, in this section.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended.</param>
/// <param name="Items">The items that changed, as they stood after it.</param>
public sealed record StepReply(long Seq, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<VersionReply> Items);

/// <summary>An item after a step.</summary>
/// <param name="Item">The item.</param>
/// <param name="By">Whose changes touched it in that step, of the people whom the caller may know of.</param>
public sealed record VersionReply(PastItem Item, IReadOnlyList<PersonId> By);

/// <summary>An item as it stood.</summary>
/// <param name="Id">The item.</param>
/// <param name="Column">The part of the card.</param>
/// <param name="Kind">What sort of statement it was.</param>
/// <param name="Speaker">Whose words, or null.</param>
/// <param name="Author">Who made it, or null.</param>
/// <param name="Withdrawn">Whether it was off the table.</param>
/// <param name="Text">The text.</param>
public sealed record PastItem(ItemId Id, CardColumn Column, ItemKind Kind, PersonId? Speaker, PersonId? Author, bool Withdrawn, string Text);

/// <summary>A moment that has a name.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Name">The name that somebody who may look back gave it; null for a meeting's.</param>
/// <param name="Meeting">The meeting, or null.</param>
/// <param name="At">When.</param>
/// <param name="Seq">Names the moment in this section.</param>
public sealed record MomentReply(MomentKind Kind, string? Name, MeetingId? Meeting, DateTimeOffset At, long Seq);

/// <summary>A section as it stood at an earlier moment.</summary>
/// <param name="Seq">The moment.</param>
/// <param name="At">When its last change was made.</param>
/// <param name="Items">The items, those that were off the table too.</param>
public sealed record ThenReply(long Seq, DateTimeOffset At, IReadOnlyList<PastItem> Items);

/// <summary>Brings back how it was.</summary>
/// <param name="Item">Only this item; null for the whole section.</param>
public sealed record RestoreBody([property: StringLength(64, MinimumLength = 1)] string? Item = null);

/// <summary>Gives the section as it is now a name.</summary>
/// <param name="Name">1 to 80 characters.</param>
public sealed record NameMomentBody([property: Required, StringLength(80, MinimumLength = 1)] string Name);
