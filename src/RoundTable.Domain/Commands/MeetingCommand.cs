using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Commands;

/// <summary>What somebody asks of a live meeting (design D4).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(EnterRoom), "enterRoom")]
[JsonDerivedType(typeof(AdmitPerson), "admitPerson")]
[JsonDerivedType(typeof(AdmitEveryone), "admitEveryone")]
[JsonDerivedType(typeof(MoveToPhase), "moveToPhase")]
[JsonDerivedType(typeof(SetReady), "setReady")]
[JsonDerivedType(typeof(OpenScoreRound), "openScoreRound")]
[JsonDerivedType(typeof(GiveScore), "giveScore")]
[JsonDerivedType(typeof(ScoreWithChild), "scoreWithChild")]
[JsonDerivedType(typeof(RevealScores), "revealScores")]
[JsonDerivedType(typeof(NoteAbsence), "noteAbsence")]
[JsonDerivedType(typeof(CloseMeeting), "closeMeeting")]
[JsonDerivedType(typeof(CallOffMeeting), "callOffMeeting")]
public abstract record MeetingCommand;

/// <summary>The caller comes to the room and waits in the lobby, or is back.</summary>
/// <param name="Room">The room.</param>
public sealed record EnterRoom(RoomId Room) : MeetingCommand;

/// <summary>The chair lets one person in; a child under 12, who has no page of its own, also when it does not wait.</summary>
/// <param name="Room">The room.</param>
/// <param name="Person">Who.</param>
public sealed record AdmitPerson(RoomId Room, PersonId Person) : MeetingCommand;

/// <summary>The chair lets in everybody who waits.</summary>
/// <param name="Room">The room.</param>
/// <param name="People">Who waited when this was asked: whoever came later, however late this arrives, waits on. Null, as of pages from before: everybody.</param>
public sealed record AdmitEveryone(RoomId Room, IReadOnlyList<PersonId>? People = null) : MeetingCommand;

/// <summary>The chair moves the room to another phase; back is allowed (BR-05), Closed is not a target.</summary>
/// <param name="Room">The room.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Step">From which step of the room; when it is at another, however late this arrives, nothing changes. Null, as of pages from before: the one that it is at.</param>
public sealed record MoveToPhase(RoomId Room, MeetingPhase Phase, int? Step = null) : MeetingCommand;

/// <summary>"Ik ben klaar", or not.</summary>
/// <param name="Room">The room.</param>
/// <param name="Ready">Ready or not.</param>
/// <param name="Phase">With which phase, as pages from before say it: one that came back counts as the same.</param>
/// <param name="Step">With which step of the room; when it is at another, however late this arrives, nothing changes. Null, as of pages from before: the one that it is at.</param>
public sealed record SetReady(RoomId Room, bool Ready, MeetingPhase? Phase = null, int? Step = null) : MeetingCommand;

/// <summary>The chair opens another round after a reveal; the earlier one is never overwritten (BR-12).</summary>
/// <param name="Room">The room.</param>
/// <param name="After">The number of the last round, 0 before the first; when there is a later one, however late this arrives, nothing changes. Null, as of pages from before: the current one.</param>
public sealed record OpenScoreRound(RoomId Room, int? After = null) : MeetingCommand;

/// <summary>The caller seals their own score, or passes with a reason; may be repeated until the reveal.</summary>
/// <param name="Room">The room.</param>
/// <param name="Round">The number of the round that is answered; another than the current one is refused, however late it arrives.</param>
/// <param name="Value">0 to 10, or null to pass.</param>
/// <param name="PassReason">Required to pass, at most 500 characters.</param>
/// <param name="Why">Own explanation, at most 2,000 characters.</param>
/// <param name="OneHigher">What would make it one higher, at most 2,000 characters.</param>
/// <param name="Mode">How it was given.</param>
/// <param name="Visibility">Whom it is shown to after the reveal.</param>
/// <param name="Instead">The seal of the score that this one replaces, empty for none; when there is another, however late this arrives, it is refused. Null, as of pages from before: whichever there is.</param>
public sealed record GiveScore(
    RoomId Room,
    int Round,
    int? Value,
    string? PassReason,
    string Why,
    string OneHigher,
    ScoreInputMode Mode,
    ScoreVisibility Visibility,
    string? Instead = null) : MeetingCommand;

/// <summary>
/// A child under 12 scores, with the caller beside it who writes it down (BR-14, BR-16): the seat in the round is the child's own. May be
/// repeated with the same person until the reveal.
/// </summary>
/// <param name="Room">The room.</param>
/// <param name="Child">The child.</param>
/// <param name="Round">The number of the round that is answered; another than the current one is refused, however late it arrives.</param>
/// <param name="Value">0 to 10, or null to pass.</param>
/// <param name="PassReason">Required to pass, at most 500 characters.</param>
/// <param name="Why">What the child says of it, at most 2,000 characters.</param>
/// <param name="OneHigher">What the child says would make it one higher, at most 2,000 characters.</param>
/// <param name="Visibility">Whom the child lets see it after the reveal (BR-15).</param>
public sealed record ScoreWithChild(
    RoomId Room,
    PersonId Child,
    int Round,
    int? Value,
    string? PassReason,
    string Why,
    string OneHigher,
    ScoreVisibility Visibility) : MeetingCommand;

/// <summary>The chair reveals the round, with a reason if not everybody present is in (BR-11).</summary>
/// <param name="Room">The room.</param>
/// <param name="ForcedReason">Required when somebody present has not scored or passed.</param>
/// <param name="Round">The number of the round; another than the current one is refused, however late this arrives. Null, as of pages from before: the current one.</param>
public sealed record RevealScores(RoomId Room, string? ForcedReason, int? Round = null) : MeetingCommand;

/// <summary>The chair notes why somebody is not there.</summary>
/// <param name="Person">Who.</param>
/// <param name="Note">The note, at most 500 characters.</param>
/// <param name="Replaces">Whether it may replace another note; else, when there is one, however late this arrives, it is refused.</param>
public sealed record NoteAbsence(PersonId Person, string Note, bool Replaces = true) : MeetingCommand;

/// <summary>The chair closes the meeting: the minutes are composed and sent.</summary>
/// <param name="NextMeetingOn">The next meeting's day, or null with a reason.</param>
/// <param name="WithoutNextReason">Why there is no next meeting.</param>
/// <param name="Step">At which step of the whole meeting, as its view says; at another it is refused, however late this arrives. Null, as of pages from before: the one that it is at.</param>
public sealed record CloseMeeting(DateOnly? NextMeetingOn, string? WithoutNextReason, int? Step = null) : MeetingCommand;

/// <summary>The chair says that the meeting does not take place, before anybody else was let in; there are no minutes of it.</summary>
public sealed record CallOffMeeting : MeetingCommand;
