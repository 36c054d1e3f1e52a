using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Views;

/// <summary>A live meeting as one person may see it: only the rooms that this person is in.</summary>
/// <param name="Id">The meeting.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Kind">The type.</param>
/// <param name="StartsAt">When it starts for this viewer.</param>
/// <param name="Rooms">One room; more than one only for somebody who is in several (the chair).</param>
/// <param name="CanClose">What still stands in the way of closing: refusal codes; null for everybody but the chair.</param>
/// <param name="CalledOff">Whether it does not take place.</param>
/// <param name="Step">Tells the step of the whole meeting, all rooms together, from an earlier one; null for everybody but the chair.</param>
public sealed record MeetingView(
    MeetingId Id,
    PlanId PlanId,
    MeetingKind Kind,
    DateTimeOffset StartsAt,
    IReadOnlyList<RoomView> Rooms,
    IReadOnlyList<string>? CanClose,
    bool CalledOff,
    int? Step);

/// <summary>A room of the meeting.</summary>
/// <param name="Id">The room.</param>
/// <param name="Phase">The phase of this room.</param>
/// <param name="Admitted">Whether the viewer is in; false means: in the lobby.</param>
/// <param name="YouReady">Whether the viewer said "Ik ben klaar" in this phase.</param>
/// <param name="ReadyCount">How many connected participants are ready, the chair not counted.</param>
/// <param name="ConnectedCount">How many participants are connected, the chair not counted.</param>
/// <param name="Participants">The roster; in the lobby a person sees names and roles only.</param>
/// <param name="Round">The current round of scores; null before the first, and when it was revealed and the viewer got their seat after it was opened.</param>
/// <param name="EarlierRounds">Rounds that came before in this meeting, revealed; without those that were opened before the viewer had a seat.</param>
/// <param name="ReadFirst">Which words a child wants read first here (BR-24): only those that it let everybody with a seat here read.</param>
/// <param name="Step">Tells this time in this phase from another one; 0 in the lobby.</param>
public sealed record RoomView(
    RoomId Id,
    MeetingPhase Phase,
    bool Admitted,
    bool YouReady,
    int ReadyCount,
    int ConnectedCount,
    IReadOnlyList<ParticipantView> Participants,
    ScoreRoundView? Round,
    IReadOnlyList<ScoreRoundView> EarlierRounds,
    IReadOnlyList<ChildWordsId> ReadFirst,
    int Step);

/// <summary>Somebody in the room.</summary>
/// <param name="Person">Who.</param>
/// <param name="Chair">Whether this is the chair.</param>
/// <param name="Connected">Whether they came to this room and are connected now; of who chairs, chaired, or sits in another room too: whether they came.</param>
/// <param name="Waiting">Whether they wait in the lobby.</param>
/// <param name="Ready">Whether they are ready; always false for everybody but the viewer and, seen by the chair, all.</param>
public sealed record ParticipantView(PersonId Person, bool Chair, bool Connected, bool Waiting, bool Ready);

/// <summary>A round of scores (handbook 4.5, BR-10 to BR-18).</summary>
/// <param name="Number">1 for the first round of the room.</param>
/// <param name="Question">The question.</param>
/// <param name="Anchor0">What 0 means.</param>
/// <param name="Anchor10">What 10 means.</param>
/// <param name="Eligible">Who may score.</param>
/// <param name="Done">Who has scored or passed; no more than that is said before the reveal.</param>
/// <param name="Yours">The viewer's own score; null if not given.</param>
/// <param name="Revealed">All scores after the reveal; null before it.</param>
/// <param name="ForcedReason">Why the chair revealed before all were in; null if all were in.</param>
/// <param name="Children">Children under 12 with whom the viewer may give a score in this round; nobody after the reveal.</param>
/// <param name="Replaces">The seal of the score that a new one of the viewer replaces, empty for none; null after the reveal.</param>
public sealed record ScoreRoundView(
    int Number,
    string Question,
    string Anchor0,
    string Anchor10,
    IReadOnlyList<PersonId> Eligible,
    IReadOnlyList<PersonId> Done,
    OwnScoreView? Yours,
    IReadOnlyList<RevealedScoreView>? Revealed,
    string? ForcedReason,
    IReadOnlyList<PersonId> Children,
    string? Replaces);

/// <summary>The viewer's own score.</summary>
/// <param name="Value">0 to 10, or null for a pass.</param>
/// <param name="PassReason">Why passed, or null.</param>
/// <param name="Why">The viewer's explanation.</param>
/// <param name="OneHigher">What would make it one higher.</param>
/// <param name="Visibility">Whom it is shown to after the reveal.</param>
/// <param name="Seal">SHA-256 of nonce and score, hex: the viewer's proof of what was sealed.</param>
public sealed record OwnScoreView(int? Value, string? PassReason, string Why, string OneHigher, ScoreVisibility Visibility, string Seal);

/// <summary>Somebody's score after the reveal.</summary>
/// <param name="Person">Who.</param>
/// <param name="Value">0 to 10; null for a pass or where only the director may know it.</param>
/// <param name="Passed">Whether the person passed; false where only the director may know it.</param>
/// <param name="KnownToDirectorOnly">Whether only the director knows it (BR-15).</param>
/// <param name="PassReason">Why passed; null for a value and where it is not shown.</param>
/// <param name="Why">The explanation; null where the value is not shown, or where a word of it is kept from the viewer.</param>
/// <param name="OneHigher">What would make it one higher; null together with <paramref name="Why"/>.</param>
/// <param name="Seal">The SHA-256 that was stored when it was given, hex; null together with <paramref name="Why"/>, whose text it proves.</param>
/// <param name="Nonce">The nonce of the seal, hex; null together with <paramref name="Why"/>.</param>
/// <param name="Helper">Who wrote it down for a child under 12; null for others, and where the viewer may not know them.</param>
public sealed record RevealedScoreView(
    PersonId Person,
    int? Value,
    bool Passed,
    bool KnownToDirectorOnly,
    string? PassReason,
    string? Why,
    string? OneHigher,
    string? Seal,
    string? Nonce,
    PersonId? Helper = null);
