using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Meetings;

/// <summary>Something that happened in a meeting; stored for ever, read with <see cref="Events.EventJson"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PersonArrived), "personArrived")]
[JsonDerivedType(typeof(PersonAdmitted), "personAdmitted")]
[JsonDerivedType(typeof(PhaseMoved), "phaseMoved")]
[JsonDerivedType(typeof(ReadySet), "readySet")]
[JsonDerivedType(typeof(ScoreRoundOpened), "scoreRoundOpened")]
[JsonDerivedType(typeof(ScoreSealed), "scoreSealed")]
[JsonDerivedType(typeof(ScoresRevealed), "scoresRevealed")]
[JsonDerivedType(typeof(AbsenceNoted), "absenceNoted")]
[JsonDerivedType(typeof(MeetingClosed), "meetingClosed")]
[JsonDerivedType(typeof(MeetingCalledOff), "meetingCalledOff")]
public abstract record MeetingEvent;

/// <summary>Somebody came to a room for the first time and waits in its lobby.</summary>
/// <param name="Room">The room.</param>
/// <param name="Person">Who.</param>
/// <param name="At">When.</param>
public sealed record PersonArrived(RoomId Room, PersonId Person, DateTimeOffset At) : MeetingEvent;

/// <summary>The chair let somebody in; they count as present.</summary>
/// <param name="Room">The room.</param>
/// <param name="Person">Who.</param>
/// <param name="At">When.</param>
public sealed record PersonAdmitted(RoomId Room, PersonId Person, DateTimeOffset At) : MeetingEvent;

/// <summary>The room went to another phase; nobody is ready any more.</summary>
/// <param name="Room">The room.</param>
/// <param name="Phase">The phase.</param>
/// <param name="At">When.</param>
public sealed record PhaseMoved(RoomId Room, MeetingPhase Phase, DateTimeOffset At) : MeetingEvent;

/// <summary>Somebody is ready, or not any more.</summary>
/// <param name="Room">The room.</param>
/// <param name="Person">Who.</param>
/// <param name="Ready">Ready or not.</param>
public sealed record ReadySet(RoomId Room, PersonId Person, bool Ready) : MeetingEvent;

/// <summary>A round of scores was opened; question, anchors and who may score are frozen (handbook 4.5).</summary>
/// <param name="Room">The room.</param>
/// <param name="Number">1 for the first round of the room.</param>
/// <param name="Question">The question.</param>
/// <param name="Anchor0">What 0 means.</param>
/// <param name="Anchor10">What 10 means.</param>
/// <param name="Eligible">Who may score.</param>
/// <param name="At">When.</param>
public sealed record ScoreRoundOpened(
    RoomId Room,
    int Number,
    string Question,
    string Anchor0,
    string Anchor10,
    IReadOnlyList<PersonId> Eligible,
    DateTimeOffset At) : MeetingEvent;

/// <summary>Somebody gave a score; it replaces their earlier one in this round.</summary>
/// <param name="Room">The room.</param>
/// <param name="Round">The number of the round.</param>
/// <param name="Score">The score with its seal.</param>
public sealed record ScoreSealed(RoomId Room, int Round, SealedScore Score) : MeetingEvent;

/// <summary>A round was revealed; its values never change from now on (BR-12).</summary>
/// <param name="Room">The room.</param>
/// <param name="Round">The number of the round.</param>
/// <param name="ForcedReason">Why the chair did not wait for everybody, or null.</param>
/// <param name="Missing">Who was present and had not scored or passed (BR-11).</param>
/// <param name="At">When.</param>
public sealed record ScoresRevealed(
    RoomId Room,
    int Round,
    string? ForcedReason,
    IReadOnlyList<PersonId> Missing,
    DateTimeOffset At) : MeetingEvent;

/// <summary>The chair noted why somebody is not there; a later note replaces it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Note">Why.</param>
/// <param name="At">When.</param>
public sealed record AbsenceNoted(PersonId Person, string Note, DateTimeOffset At) : MeetingEvent;

/// <summary>The meeting is closed, all rooms with it.</summary>
/// <param name="NextMeetingOn">The next meeting's day, or null.</param>
/// <param name="WithoutNextReason">Why there is none, or null.</param>
/// <param name="At">When.</param>
/// <param name="Held">The meeting as it was planned then: whoever gets a seat later was not expected. Null when it was closed before this was written down.</param>
public sealed record MeetingClosed(DateOnly? NextMeetingOn, string? WithoutNextReason, DateTimeOffset At, PlannedMeeting? Held = null) : MeetingEvent;

/// <summary>The meeting does not take place, in none of its rooms.</summary>
/// <param name="At">When that was said.</param>
public sealed record MeetingCalledOff(DateTimeOffset At) : MeetingEvent;
