using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Meetings;

/// <summary>What happened in one room of a meeting.</summary>
public sealed record Room
{
    /// <summary>A room before anybody came.</summary>
    /// <param name="id">The room's id.</param>
    public Room(RoomId id) => Id = id;

    /// <summary>Identifies the room.</summary>
    public RoomId Id { get; }

    /// <summary>The phase of this room.</summary>
    public MeetingPhase Phase { get; init; } = MeetingPhase.Lobby;

    /// <summary>How many times the chair moved this room: phases come back, steps do not.</summary>
    public int Step { get; init; }

    /// <summary>When each person came.</summary>
    public ImmutableDictionary<PersonId, DateTimeOffset> Arrived { get; init; } = ImmutableDictionary<PersonId, DateTimeOffset>.Empty;

    /// <summary>When each person was let in: who is in it was present.</summary>
    public ImmutableDictionary<PersonId, DateTimeOffset> Admitted { get; init; } = ImmutableDictionary<PersonId, DateTimeOffset>.Empty;

    /// <summary>Who is ready with this step.</summary>
    public ImmutableHashSet<PersonId> Ready { get; init; } = [];

    /// <summary>The rounds of scores in order; the last is the current one.</summary>
    public ImmutableList<ScoreRound> Rounds { get; init; } = [];

    /// <summary>The current round, or null before the first.</summary>
    public ScoreRound? Round => Rounds.Count == 0 ? null : Rounds[^1];

    /// <summary>Whether this person is in.</summary>
    /// <param name="person">The person.</param>
    public bool IsIn(PersonId person) => Admitted.ContainsKey(person);

    /// <summary>Whether this person waits in the lobby.</summary>
    /// <param name="person">The person.</param>
    public bool Waits(PersonId person) => Arrived.ContainsKey(person) && !IsIn(person);
}
