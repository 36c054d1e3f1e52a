using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Meetings;

/// <summary>One person's score with the seal by which its owner can tell that it did not change (handbook 4.5, BR-10).</summary>
/// <param name="Person">Who.</param>
/// <param name="Value">0 to 10, or null for a pass.</param>
/// <param name="PassReason">Why passed, or null.</param>
/// <param name="Why">The explanation; may be empty.</param>
/// <param name="OneHigher">What would make it one higher; may be empty.</param>
/// <param name="Mode">How it was given.</param>
/// <param name="Visibility">Whom it is shown to after the reveal.</param>
/// <param name="Nonce">32 random bytes, lower-case hex.</param>
/// <param name="Seal">The seal, lower-case hex; see <see cref="ScoreSeal"/>.</param>
/// <param name="At">When.</param>
/// <param name="Helper">Who wrote it down for a child under 12; null for everybody who scored alone.</param>
public sealed record SealedScore(
    PersonId Person,
    int? Value,
    string? PassReason,
    string Why,
    string OneHigher,
    ScoreInputMode Mode,
    ScoreVisibility Visibility,
    string Nonce,
    string Seal,
    DateTimeOffset At,
    PersonId? Helper = null);
