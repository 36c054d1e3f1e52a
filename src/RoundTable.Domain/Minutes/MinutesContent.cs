using RoundTable.Domain.Words;

namespace RoundTable.Domain.Minutes;

/// <summary>
/// The minutes as one recipient may read them (handbook 4.11, 6.5): names and texts only, no ids, nothing left out visibly.
/// Stored once and never changed.
/// </summary>
/// <param name="Reference">The reference of the case; never a citizen number.</param>
/// <param name="FamilyName">The family's name.</param>
/// <param name="Municipality">The municipality.</param>
/// <param name="Kind">The type of meeting.</param>
/// <param name="HeldOn">The day; where the recipient had no seat and there were rooms on several days, that of the close.</param>
/// <param name="StartsAt">When it began for this recipient; null where the recipient had no seat in a meeting of several rooms.</param>
/// <param name="Recipient">For whom this is.</param>
/// <param name="RecipientWasAbsent">Whether the recipient was not there.</param>
/// <param name="Reason">Why the plan exists, in the client's words.</param>
/// <param name="Director">Whom to call, or null.</param>
/// <param name="Present">Who was there.</param>
/// <param name="Absent">Who was invited and not there.</param>
/// <param name="LookedBack">Commitments with a result since the recipient's minutes before.</param>
/// <param name="FloorRequirements">The floor requirements.</param>
/// <param name="Card">The items of the safety card, by column.</param>
/// <param name="Scores">The scores, or null where no round was revealed.</param>
/// <param name="EarlierRounds">Rounds before the last one of the recipient's own room.</param>
/// <param name="Commitments">The commitments that count or are proposed.</param>
/// <param name="NextMeetingOn">The next meeting's day, or null.</param>
/// <param name="WithoutNextReason">Why there is no next meeting, or null.</param>
/// <param name="ReactBefore">Until when a correction is asked, of what came at once (<see cref="ReactionTerm"/>).</param>
/// <param name="ComposedAt">When these minutes were composed.</param>
/// <param name="ChildWords">What children let the recipient read, in the order in which they want it read; null where there is nothing.</param>
/// <param name="ForYoungChild">Whether the recipient is a child under 12: a short text in easy words.</param>
public sealed record MinutesContent(
    string Reference,
    string FamilyName,
    string Municipality,
    MeetingKind Kind,
    DateOnly HeldOn,
    DateTimeOffset? StartsAt,
    string Recipient,
    bool RecipientWasAbsent,
    string Reason,
    MinutesContact? Director,
    IReadOnlyList<MinutesPerson> Present,
    IReadOnlyList<MinutesAbsentee> Absent,
    IReadOnlyList<MinutesCommitment> LookedBack,
    IReadOnlyList<MinutesFloorRequirement> FloorRequirements,
    IReadOnlyList<MinutesItem> Card,
    MinutesRound? Scores,
    IReadOnlyList<MinutesRound> EarlierRounds,
    IReadOnlyList<MinutesCommitment> Commitments,
    DateOnly? NextMeetingOn,
    string? WithoutNextReason,
    DateOnly ReactBefore,
    DateTimeOffset ComposedAt,
    IReadOnlyList<MinutesChildWords>? ChildWords = null,
    bool ForYoungChild = false);

/// <summary>Words that a child let the recipient read.</summary>
/// <param name="Child">Whose, as the recipient may name them.</param>
/// <param name="Kind">What they are part of.</param>
/// <param name="Text">The words.</param>
/// <param name="Helper">Who wrote down what the child said, as the recipient may name them; null where the child wrote itself, or where the recipient may not know them.</param>
public sealed record MinutesChildWords(string Child, ChildWordsKind Kind, string Text, string? Helper = null);

/// <summary>Whom to call.</summary>
/// <param name="Name">The name.</param>
/// <param name="Organisation">The organisation, or null.</param>
/// <param name="Phone">The phone number, or null.</param>
public sealed record MinutesContact(string Name, string? Organisation, string? Phone);

/// <summary>Somebody as the recipient may name them.</summary>
/// <param name="Name">The name, or the alias.</param>
/// <param name="Role">The role.</param>
/// <param name="Organisation">The organisation, or null.</param>
/// <param name="Relation">Function or relation, or null.</param>
public sealed record MinutesPerson(string Name, PersonRole Role, string? Organisation, string? Relation);

/// <summary>Somebody who was invited and not there.</summary>
/// <param name="Person">Who.</param>
/// <param name="Note">What the chair noted, or null.</param>
public sealed record MinutesAbsentee(MinutesPerson Person, string? Note);

/// <summary>A floor requirement.</summary>
/// <param name="Text">Observable behaviour.</param>
/// <param name="ImposedBy">The organisation that imposed it.</param>
/// <param name="Status">Where it stands.</param>
public sealed record MinutesFloorRequirement(string Text, string ImposedBy, FloorRequirementStatus Status);

/// <summary>An item of the safety card.</summary>
/// <param name="Column">The part of the card.</param>
/// <param name="Kind">Fact, experience or judgement.</param>
/// <param name="Speaker">Who said it, as the recipient may name them; null if unknown.</param>
/// <param name="Text">The words.</param>
public sealed record MinutesItem(CardColumn Column, ItemKind Kind, string? Speaker, string Text);

/// <summary>A revealed round of scores.</summary>
/// <param name="Question">The question.</param>
/// <param name="Anchor0">What 0 means.</param>
/// <param name="Anchor10">What 10 means.</param>
/// <param name="Scores">One per person.</param>
/// <param name="ForcedReason">Why the chair did not wait for everybody, or null.</param>
/// <param name="Missing">Who was there and had not scored.</param>
public sealed record MinutesRound(
    string Question,
    string Anchor0,
    string Anchor10,
    IReadOnlyList<MinutesScore> Scores,
    string? ForcedReason,
    IReadOnlyList<string> Missing);

/// <summary>One person's score.</summary>
/// <param name="Name">Who.</param>
/// <param name="Value">0 to 10; null for a pass or where only the director knows it.</param>
/// <param name="Passed">Whether the person passed.</param>
/// <param name="KnownToDirectorOnly">Whether only the director knows it (BR-15).</param>
/// <param name="PassReason">Why passed, or null.</param>
/// <param name="Why">The explanation, or null.</param>
/// <param name="OneHigher">What would make it one higher, or null.</param>
/// <param name="IsRecipient">Whether it is the recipient's own.</param>
/// <param name="Helper">Who wrote it down for a child under 12, as the recipient may name them; null for others.</param>
public sealed record MinutesScore(
    string Name,
    int? Value,
    bool Passed,
    bool KnownToDirectorOnly,
    string? PassReason,
    string? Why,
    string? OneHigher,
    bool IsRecipient = false,
    string? Helper = null);

/// <summary>A commitment.</summary>
/// <param name="Number">1, 2, 3 ... without gaps in the recipient's list.</param>
/// <param name="Text">What is agreed.</param>
/// <param name="Owner">Who does it.</param>
/// <param name="Checker">Who checks, or null.</param>
/// <param name="Kind">The type.</param>
/// <param name="DueOn">The day, or null.</param>
/// <param name="Recurrence">How often, or null.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Answer">What the owner answered, or null.</param>
/// <param name="Remark">What must change, the word of explanation at the result, or in a copy why it was ended; null if nothing.</param>
public sealed record MinutesCommitment(
    int Number,
    string Text,
    string Owner,
    string? Checker,
    CommitmentKind Kind,
    DateOnly? DueOn,
    string? Recurrence,
    CommitmentStatus Status,
    CommitmentAnswer? Answer,
    string? Remark);
