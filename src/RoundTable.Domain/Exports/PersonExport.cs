using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Exports;

/// <summary>
/// Everything about one person in a plan (AVG, article 15), as far as that person may know it, and as far as whoever makes it
/// may: names and texts only, no ids, nothing left out visibly. The form is described in <c>ops/person-export.md</c>.
/// </summary>
/// <param name="Version">The version of this form.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Reference">The reference of the case; never a citizen number.</param>
/// <param name="FamilyName">The family's name as the plan carries it.</param>
/// <param name="Municipality">The municipality.</param>
/// <param name="Reason">Why the plan exists, in the client's words; empty for somebody who does not take part today.</param>
/// <param name="Person">What the plan holds of the person.</param>
/// <param name="Director">Whom to call with questions, or null.</param>
/// <param name="Meetings">The meetings in which the person has a seat.</param>
/// <param name="Scores">The scores that the person gave.</param>
/// <param name="Card">Of the family: all items of the card that they read. Of others: what they said, wrote, or are named in.</param>
/// <param name="Commitments">Of the family: all agreements that they read. Of others: what they do, check or wrote.</param>
/// <param name="OwnWords">Words of a child: the person's own.</param>
/// <param name="Consents">The consents that are about the person or that they give.</param>
/// <param name="Minutes">The minutes that the person received.</param>
/// <param name="Emergencies">The person's own uses of emergency access.</param>
/// <param name="Looked">Who looked at or changed what, per day, as the person may see it in the plan.</param>
public sealed record PersonExport(
    int Version,
    DateTimeOffset MadeAt,
    string? MadeBy,
    string Reference,
    string FamilyName,
    string Municipality,
    string Reason,
    ExportedPerson Person,
    MinutesContact? Director,
    IReadOnlyList<ExportedMeeting> Meetings,
    IReadOnlyList<ExportedScore> Scores,
    IReadOnlyList<ExportedItem> Card,
    IReadOnlyList<MinutesCommitment> Commitments,
    IReadOnlyList<ExportedWords> OwnWords,
    IReadOnlyList<ExportedConsent> Consents,
    IReadOnlyList<ExportedMinutes> Minutes,
    IReadOnlyList<ExportedEmergency> Emergencies,
    IReadOnlyList<ExportedLook> Looked)
{
    /// <summary>The version that is written now.</summary>
    public const int CurrentVersion = 1;
}

/// <summary>What a plan holds of a person.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Role">The role in this case.</param>
/// <param name="Organisation">The organisation, or null.</param>
/// <param name="Relation">Function or relation, or null.</param>
/// <param name="Email">The mail address, or null.</param>
/// <param name="Phone">The phone number, or null.</param>
/// <param name="BirthDate">The birthday, or null.</param>
public sealed record ExportedPerson(
    string Name, PersonRole Role, string? Organisation, string? Relation, string? Email, string? Phone, DateOnly? BirthDate);

/// <summary>A meeting in which the person has a seat.</summary>
/// <param name="Kind">The type.</param>
/// <param name="StartsAt">When it starts for the person, on the clock of the Netherlands.</param>
/// <param name="WasPresent">Whether they were let in; null while it is open.</param>
/// <param name="AbsenceNote">What the chair noted about their absence, or null.</param>
public sealed record ExportedMeeting(MeetingKind Kind, DateTimeOffset StartsAt, bool? WasPresent, string? AbsenceNote);

/// <summary>A score that the person gave.</summary>
/// <param name="MeetingOn">On which day the meeting was.</param>
/// <param name="Question">The question.</param>
/// <param name="Anchor0">What 0 means.</param>
/// <param name="Anchor10">What 10 means.</param>
/// <param name="Value">0 to 10, or null for a pass.</param>
/// <param name="PassReason">Why passed, or null.</param>
/// <param name="Why">The explanation; may be empty.</param>
/// <param name="OneHigher">What would make it one higher; may be empty.</param>
/// <param name="Visibility">Whom it is shown to after the reveal.</param>
/// <param name="Revealed">Whether it is revealed.</param>
/// <param name="GivenAt">When it was given.</param>
public sealed record ExportedScore(
    DateOnly MeetingOn,
    string Question,
    string Anchor0,
    string Anchor10,
    int? Value,
    string? PassReason,
    string Why,
    string OneHigher,
    ScoreVisibility Visibility,
    bool Revealed,
    DateTimeOffset GivenAt);

/// <summary>An item of the safety card.</summary>
/// <param name="Column">The part of the card.</param>
/// <param name="Kind">Fact, experience or judgement.</param>
/// <param name="Speaker">Who said it, as the person may name them; null if unknown.</param>
/// <param name="Own">Whether the person said or wrote it.</param>
/// <param name="Text">The words.</param>
public sealed record ExportedItem(CardColumn Column, ItemKind Kind, string? Speaker, bool Own, string Text);

/// <summary>Own words of a child.</summary>
/// <param name="Part">What they are part of.</param>
/// <param name="Text">The words.</param>
/// <param name="ReadFirst">Whether the child wants them read first.</param>
/// <param name="WrittenOn">On which day they were last changed.</param>
/// <param name="ReleasedTo">Who may read them; empty in a copy that somebody else made.</param>
public sealed record ExportedWords(ChildWordsKind Part, string Text, bool ReadFirst, DateOnly WrittenOn, IReadOnlyList<string> ReleasedTo);

/// <summary>A consent.</summary>
/// <param name="Kind">What sort of permission.</param>
/// <param name="About">Whose data it is about.</param>
/// <param name="To">Who may get the data.</param>
/// <param name="Categories">Which data.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Restrictions">What is left out, or null.</param>
/// <param name="From">The first day.</param>
/// <param name="ValidUntil">The last day.</param>
/// <param name="GivenByYou">Whether the person gave it.</param>
/// <param name="Withdrawn">Whether the person withdrew it.</param>
public sealed record ExportedConsent(
    ConsentKind Kind,
    IReadOnlyList<string> About,
    IReadOnlyList<string> To,
    IReadOnlyList<DataCategory> Categories,
    string Purpose,
    string? Restrictions,
    DateOnly From,
    DateOnly ValidUntil,
    bool GivenByYou,
    bool Withdrawn);

/// <summary>Minutes that the person received.</summary>
/// <param name="PublishedAt">When they were published.</param>
/// <param name="AcknowledgedAt">When the person confirmed receipt, or null.</param>
/// <param name="Reactions">What the person wrote about them.</param>
/// <param name="Content">The minutes as they were made for the person; null in a copy that somebody else made, and for somebody who is not of the family, who has them for their work.</param>
public sealed record ExportedMinutes(
    DateTimeOffset PublishedAt, DateTimeOffset? AcknowledgedAt, IReadOnlyList<ExportedReaction> Reactions, MinutesContent? Content);

/// <summary>What the person wrote about minutes.</summary>
/// <param name="At">When.</param>
/// <param name="Text">The words.</param>
public sealed record ExportedReaction(DateTimeOffset At, string Text);

/// <summary>The person's own use of emergency access.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when.</param>
/// <param name="Until">When it was over at the latest.</param>
/// <param name="Verdict">What was said of it, or null.</param>
/// <param name="Remark">A word of explanation, or null.</param>
public sealed record ExportedEmergency(string Reason, DateTimeOffset At, DateTimeOffset Until, EmergencyVerdict? Verdict, string? Remark);

/// <summary>Somebody looked at something, or changed it, on one day.</summary>
/// <param name="Day">The day in the Netherlands.</param>
/// <param name="Who">Who, as the person may name them.</param>
/// <param name="Action">Did what.</param>
/// <param name="What">With which kind of thing.</param>
/// <param name="Emergency">Whether it was by emergency access.</param>
public sealed record ExportedLook(DateOnly Day, string Who, AccessAction Action, AccessSubject What, bool Emergency);
