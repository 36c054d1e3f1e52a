using System.ComponentModel.DataAnnotations;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Api.Wire;

/// <summary>Erases a plan for good.</summary>
/// <param name="FamilyName">The family's name as it stands in the plan: whoever types it knows which plan it is.</param>
/// <param name="Reason">Why, for the report that stays; without names.</param>
public sealed record EraseBody(
    [property: Required, StringLength(200, MinimumLength = 1)] string FamilyName,
    [property: Required, StringLength(1000, MinimumLength = 1)] string Reason);

/// <summary>Proof of what was erased; it holds nothing of what was in the plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="By">Id of who decided it; "retention" when the term was over.</param>
/// <param name="Reason">Why.</param>
/// <param name="Streams">
/// What was erased: each stream with its last record and the hash of its chain, which still stands. And the log of access
/// (<c>access/…</c>) as it was then: it goes on, and goes by its own term.
/// </param>
/// <param name="Keys">The destroyed keys; empty as long as it is not done.</param>
/// <param name="DoneAt">When the keys were destroyed, or null.</param>
public sealed record ErasureReport(
    PlanId Plan,
    DateTimeOffset DecidedAt,
    string By,
    string Reason,
    IReadOnlyList<ErasedStream> Streams,
    IReadOnlyList<ErasedKey> Keys,
    DateTimeOffset? DoneAt);

/// <summary>A stream of a plan that was erased.</summary>
/// <param name="Name">Its name: ids only.</param>
/// <param name="Head">Number of its last record.</param>
/// <param name="HeadHash">Hash of that record, hex.</param>
public sealed record ErasedStream(string Name, long Head, string HeadHash);

/// <summary>A key that was destroyed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Whose data it sealed.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="DestroyedAt">When it was destroyed.</param>
public sealed record ErasedKey(string Id, string Owner, DateTimeOffset MadeAt, DateTimeOffset DestroyedAt);
