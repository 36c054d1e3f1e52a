using System.Collections.Immutable;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Meetings;

/// <summary>One silent round of scores in a room (handbook 4.5, BR-10 to BR-18).</summary>
/// <param name="Number">1 for the first round of the room.</param>
/// <param name="Question">The question.</param>
/// <param name="Anchor0">What 0 means.</param>
/// <param name="Anchor10">What 10 means.</param>
/// <param name="Eligible">Who may score.</param>
/// <param name="Scores">What was given; the values may reach nobody else before the reveal.</param>
/// <param name="Revealed">How it was revealed, or null.</param>
public sealed record ScoreRound(
    int Number,
    string Question,
    string Anchor0,
    string Anchor10,
    IReadOnlyList<PersonId> Eligible,
    ImmutableDictionary<PersonId, SealedScore> Scores,
    ScoresRevealed? Revealed)
{
    /// <summary>How often each gave theirs.</summary>
    public ImmutableDictionary<PersonId, int> Times { get; init; } = ImmutableDictionary<PersonId, int>.Empty;

    /// <summary>The scores in the order of <see cref="Eligible"/>, which tells nothing about when they were given.</summary>
    public IEnumerable<SealedScore> InOrder => Eligible.Where(Scores.ContainsKey).Select(p => Scores[p]);
}
