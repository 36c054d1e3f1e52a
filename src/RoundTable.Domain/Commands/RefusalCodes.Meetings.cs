namespace RoundTable.Domain.Commands;

public static partial class RefusalCodes
{
    /// <summary>The meeting or room does not exist, or the caller is not in it; no difference is told.</summary>
    public const string MeetingNotInRoom = "meeting.not-in-room";

    /// <summary>Only the chair may do this.</summary>
    public const string MeetingNotChair = "meeting.not-chair";

    /// <summary>The caller still waits in the lobby.</summary>
    public const string MeetingNotAdmitted = "meeting.not-admitted";

    /// <summary>The person does not wait in the lobby.</summary>
    public const string MeetingNotWaiting = "meeting.not-waiting";

    /// <summary>Not in this phase.</summary>
    public const string MeetingWrongPhase = "meeting.wrong-phase";

    /// <summary>The meeting is closed.</summary>
    public const string MeetingClosed = "meeting.closed";

    /// <summary>The meeting does not take place; nothing changes any more.</summary>
    public const string MeetingCalledOff = "meeting.called-off";

    /// <summary>Somebody was let in already: the meeting is closed, not called off.</summary>
    public const string MeetingBegun = "meeting.begun";

    /// <summary>A meeting with this id exists already.</summary>
    public const string MeetingExists = "meeting.exists";

    /// <summary>A meeting has at least one room, with the director in each.</summary>
    public const string MeetingRooms = "meeting.rooms";

    /// <summary>Somebody in a room may not know that another in it exists.</summary>
    public const string MeetingPersonHidden = "meeting.person-hidden";

    /// <summary>Somebody who was there cannot be noted as absent.</summary>
    public const string MeetingPersonPresent = "meeting.person-present";

    /// <summary>Somebody who came to one room of a meeting gets no seat in another.</summary>
    public const string MeetingPersonArrived = "meeting.person-arrived";

    /// <summary>A text is empty or too long.</summary>
    public const string MeetingTextLength = "meeting.text-length";

    /// <summary>A text holds a word that a reader may not read.</summary>
    public const string MeetingProtectedWord = "meeting.protected-word";

    /// <summary>Closing: a room with people in it has no revealed round, or somebody present is not in it.</summary>
    public const string MeetingScoresMissing = "meeting.scores-missing";

    /// <summary>Closing: a commitment has no day and no recurrence.</summary>
    public const string MeetingCommitmentWithoutDate = "meeting.commitment-without-date";

    /// <summary>Closing: nothing is noted about somebody invited who was not there.</summary>
    public const string MeetingAbsenceNoteMissing = "meeting.absence-note-missing";

    /// <summary>Closing: a room was moved since the chair looked.</summary>
    public const string MeetingWentOn = "meeting.went-on";

    /// <summary>Why this person was not there is noted already.</summary>
    public const string MeetingAbsenceNoted = "meeting.absence-noted";

    /// <summary>Closing: neither a next meeting nor a reason for none.</summary>
    public const string MeetingNextMissing = "meeting.next-missing";

    /// <summary>No round of scores is open.</summary>
    public const string ScoreNoRound = "score.no-round";

    /// <summary>The current round is not revealed.</summary>
    public const string ScoreNotRevealed = "score.not-revealed";

    /// <summary>The round is revealed; its values never change (BR-12).</summary>
    public const string ScoreAlreadyRevealed = "score.already-revealed";

    /// <summary>The caller does not score in this room.</summary>
    public const string ScoreNotEligible = "score.not-eligible";

    /// <summary>The child gave its score together with somebody else, with whom it may change it.</summary>
    public const string ScoreWithAnother = "score.with-another";

    /// <summary>Another score was given, on another screen, since this one was sent.</summary>
    public const string ScoreGivenElsewhere = "score.given-elsewhere";

    /// <summary>A score is 0 to 10.</summary>
    public const string ScoreValueOutOfRange = "score.value-out-of-range";

    /// <summary>To pass, or to reveal before all are in, needs a reason.</summary>
    public const string ScoreReasonRequired = "score.reason-required";

    /// <summary>This way of giving a score is not for the caller (BR-15, BR-16).</summary>
    public const string ScoreModeNotAllowed = "score.mode-not-allowed";

    /// <summary>This person's score was given 200 times in this round.</summary>
    public const string ScoreTooManyChanges = "score.too-many-changes";

    /// <summary>An explanation is too long.</summary>
    public const string ScoreTextLength = "score.text-length";

    /// <summary>An explanation holds a word that somebody in the room may not read.</summary>
    public const string ScoreProtectedWord = "score.protected-word";

    /// <summary>The minutes do not exist, or were not sent to the caller; no difference is told.</summary>
    public const string MinutesUnknown = "minutes.unknown";

    /// <summary>The reaction is empty or over 4,000 characters.</summary>
    public const string MinutesTextLength = "minutes.text-length";

    /// <summary>The caller reacted to these minutes 50 times.</summary>
    public const string MinutesTooManyReactions = "minutes.too-many-reactions";

    /// <summary>These minutes or this meeting were published already.</summary>
    public const string MinutesPublished = "minutes.published";

    /// <summary>The delivery does not exist.</summary>
    public const string DeliveryUnknown = "delivery.unknown";
}
