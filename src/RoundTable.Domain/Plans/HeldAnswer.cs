using System.Collections.Immutable;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>
/// That a commitment was answered, or its result recorded, during a meeting: who is in no room with the owner would see by it
/// when the other session is held, and reads it as it was until the meeting has ended.
/// </summary>
/// <param name="Before">The commitment as it was before.</param>
/// <param name="During">The open meetings; never empty.</param>
internal sealed record HeldAnswer(Commitment Before, ImmutableHashSet<MeetingId> During);
