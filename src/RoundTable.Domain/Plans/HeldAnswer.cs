using System.Collections.Immutable;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>
/// That a commitment was answered or ended, or its result recorded, during a meeting: who is not in the room where that happened would
/// see by it when the other session is held, and reads it as it was until the meeting has ended.
/// </summary>
/// <param name="Before">The commitment as it was before.</param>
/// <param name="During">The open meetings; never empty.</param>
/// <param name="Since">What happened since, in order.</param>
internal sealed record HeldAnswer(Commitment Before, ImmutableHashSet<MeetingId> During, ImmutableList<ToldAnswer> Since);

/// <summary>An answer, an end or a result, given while something of the commitment is held.</summary>
/// <param name="Spoken">Who gave it, and where.</param>
/// <param name="Change">What it changed: who did not hear what came before hears this alone.</param>
internal sealed record ToldAnswer(Spoken Spoken, Func<Commitment, Commitment> Change);

/// <summary>By whom and where something was said of a commitment; it decides whom it is told to.</summary>
/// <param name="By">Who said it.</param>
/// <param name="In">The room where, or null when it was said outside of any.</param>
/// <param name="During">The meetings of whoever said it that were open then; none when it was said outside of any, and then it is told at once.</param>
/// <param name="Seats">The rooms of those meetings in which they had a seat then.</param>
internal sealed record Spoken(PersonId By, RoomId? In, ImmutableHashSet<MeetingId> During, ImmutableHashSet<RoomId> Seats);
