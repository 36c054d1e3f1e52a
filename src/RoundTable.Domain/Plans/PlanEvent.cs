using System.Text.Json.Serialization;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>Something that happened to a family plan; stored for ever, read with <see cref="Events.EventJson"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PlanOpened), "planOpened")]
[JsonDerivedType(typeof(PersonAdded), "personAdded")]
[JsonDerivedType(typeof(PersonShielded), "personShielded")]
[JsonDerivedType(typeof(DirectorAppointed), "directorAppointed")]
[JsonDerivedType(typeof(HandoverOffered), "handoverOffered")]
[JsonDerivedType(typeof(ProtectionSet), "protectionSet")]
[JsonDerivedType(typeof(SectionOpened), "sectionOpened")]
[JsonDerivedType(typeof(SectionChanged), "sectionChanged")]
[JsonDerivedType(typeof(FloorRequirementSet), "floorRequirementSet")]
[JsonDerivedType(typeof(ScaleSet), "scaleSet")]
[JsonDerivedType(typeof(MeetingPlanned), "meetingPlanned")]
[JsonDerivedType(typeof(MeetingEnded), "meetingEnded")]
[JsonDerivedType(typeof(EntryMailed), "entryMailed")]
[JsonDerivedType(typeof(MailBounced), "mailBounced")]
[JsonDerivedType(typeof(InvitationMailed), "invitationMailed")]
[JsonDerivedType(typeof(CommitmentProposed), "commitmentProposed")]
[JsonDerivedType(typeof(CommitmentReworded), "commitmentReworded")]
[JsonDerivedType(typeof(CommitmentAnswered), "commitmentAnswered")]
[JsonDerivedType(typeof(ResultRecorded), "resultRecorded")]
[JsonDerivedType(typeof(CommitmentEnded), "commitmentEnded")]
[JsonDerivedType(typeof(MinutesPublished), "minutesPublished")]
[JsonDerivedType(typeof(DeliveryMoved), "deliveryMoved")]
[JsonDerivedType(typeof(DeliveryReminded), "deliveryReminded")]
[JsonDerivedType(typeof(MinutesAcknowledged), "minutesAcknowledged")]
[JsonDerivedType(typeof(MinutesReactedTo), "minutesReactedTo")]
[JsonDerivedType(typeof(RelationSet), "relationSet")]
[JsonDerivedType(typeof(ProtectionEnded), "protectionEnded")]
[JsonDerivedType(typeof(ConsentAsked), "consentAsked")]
[JsonDerivedType(typeof(ConsentWasGiven), "consentGiven")]
[JsonDerivedType(typeof(ConsentWithdrawn), "consentWithdrawn")]
[JsonDerivedType(typeof(LegalBasisUsed), "legalBasisUsed")]
[JsonDerivedType(typeof(LegalBasisEnded), "legalBasisEnded")]
[JsonDerivedType(typeof(NotShared), "notShared")]
[JsonDerivedType(typeof(SharedAfterAll), "sharedAfterAll")]
[JsonDerivedType(typeof(TaskFinished), "taskFinished")]
[JsonDerivedType(typeof(DayBegan), "dayBegan")]
[JsonDerivedType(typeof(ChildWordsWritten), "childWordsWritten")]
[JsonDerivedType(typeof(ChildWordsReleased), "childWordsReleased")]
[JsonDerivedType(typeof(EmergencyOpened), "emergencyOpened")]
[JsonDerivedType(typeof(EmergencyReviewed), "emergencyReviewed")]
[JsonDerivedType(typeof(ItemsWithheld), "itemsWithheld")]
[JsonDerivedType(typeof(WithholdingEnded), "withholdingEnded")]
[JsonDerivedType(typeof(WordsInMinutesFound), "wordsInMinutesFound")]
public abstract record PlanEvent;

/// <summary>The plan was opened.</summary>
/// <param name="Plan">Its id.</param>
/// <param name="FamilyName">The family's name as everybody in the plan reads it.</param>
/// <param name="Municipality">The municipality.</param>
/// <param name="Reason">Why, in the client's words.</param>
/// <param name="OpenedAt">When.</param>
public sealed record PlanOpened(PlanId Plan, string FamilyName, string Municipality, string Reason, DateTimeOffset OpenedAt) : PlanEvent;

/// <summary>Somebody came into the plan.</summary>
/// <param name="Person">Who.</param>
public sealed record PersonAdded(Person Person) : PlanEvent;

/// <summary>By which name somebody is known to others was changed, or who may not know of them; live connections must be checked again at once.</summary>
/// <param name="Person">Who.</param>
/// <param name="AliasName">What those of <paramref name="ShieldedFrom"/> read instead of the name.</param>
/// <param name="ShieldedFrom">Who sees the alias only.</param>
/// <param name="HiddenFrom">Who does not see that this person is in the plan.</param>
/// <param name="At">When.</param>
public sealed record PersonShielded(
    PersonId Person, string? AliasName, IReadOnlyList<PersonId> ShieldedFrom, IReadOnlyList<PersonId> HiddenFrom, DateTimeOffset At) : PlanEvent;

/// <summary>Somebody became the one active director (BR-01).</summary>
/// <param name="Person">Who.</param>
/// <param name="At">When.</param>
public sealed record DirectorAppointed(PersonId Person, DateTimeOffset At) : PlanEvent;

/// <summary>The director asked somebody to take over; it counts when they accept (BR-01). Or took that back.</summary>
/// <param name="To">Whom; the director to take it back.</param>
/// <param name="At">When.</param>
public sealed record HandoverOffered(PersonId To, DateTimeOffset At) : PlanEvent;

/// <summary>A protection relation was set, or set again with other content.</summary>
/// <param name="Relation">The relation.</param>
public sealed record ProtectionSet(ProtectionRelation Relation) : PlanEvent;

/// <summary>A section was opened.</summary>
/// <param name="Section">The section.</param>
public sealed record SectionOpened(Section Section) : PlanEvent;

/// <summary>A section got another audience or mode; live connections must be checked again at once.</summary>
/// <param name="Section">The section as it is now.</param>
public sealed record SectionChanged(Section Section) : PlanEvent;

/// <summary>A floor requirement was imposed, or its text or status changed.</summary>
/// <param name="Requirement">The requirement.</param>
public sealed record FloorRequirementSet(FloorRequirement Requirement) : PlanEvent;

/// <summary>The scale for coming rounds was chosen.</summary>
/// <param name="Scale">The scale.</param>
public sealed record ScaleSet(Scale Scale) : PlanEvent;

/// <summary>A meeting was planned, or planned again.</summary>
/// <param name="Meeting">The meeting.</param>
public sealed record MeetingPlanned(PlannedMeeting Meeting) : PlanEvent;

/// <summary>A meeting was closed, or called off.</summary>
/// <param name="Meeting">Which.</param>
/// <param name="At">When.</param>
/// <param name="CalledOff">Whether it did not take place.</param>
public sealed record MeetingEnded(
    MeetingId Meeting,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool CalledOff = false) : PlanEvent;

/// <summary>A meeting was mailed to somebody as an entry for their calendar.</summary>
/// <param name="Meeting">Which.</param>
/// <param name="Person">To whom.</param>
public sealed record EntryMailed(MeetingId Meeting, PersonId Person) : PlanEvent;

/// <summary>A mail to somebody was refused, or given up after the last try.</summary>
/// <param name="Person">To whom.</param>
/// <param name="Mail">What it was for.</param>
/// <param name="At">When.</param>
/// <param name="Meeting">Which meeting was called off; null for an invitation.</param>
public sealed record MailBounced(PersonId Person, BouncedMail Mail, DateTimeOffset At, MeetingId? Meeting = null) : PlanEvent;

/// <summary>An invitation went to somebody whose last one did not arrive.</summary>
/// <param name="Person">To whom.</param>
/// <param name="At">When.</param>
public sealed record InvitationMailed(PersonId Person, DateTimeOffset At) : PlanEvent;

/// <summary>A commitment was proposed.</summary>
/// <param name="Commitment">The commitment, version 1, without an answer.</param>
/// <param name="At">When.</param>
public sealed record CommitmentProposed(Commitment Commitment, DateTimeOffset At) : PlanEvent;

/// <summary>A commitment got another text, checker or date; the answer to the text before is void.</summary>
/// <param name="Commitment">Which.</param>
/// <param name="TextVersion">The new version.</param>
/// <param name="Text">The text.</param>
/// <param name="Checker">Who checks.</param>
/// <param name="DueOn">The day.</param>
/// <param name="Recurrence">Or how often.</param>
/// <param name="By">Who changed it.</param>
/// <param name="At">When.</param>
public sealed record CommitmentReworded(
    CommitmentId Commitment,
    int TextVersion,
    string Text,
    PersonId? Checker,
    DateOnly? DueOn,
    string? Recurrence,
    PersonId By,
    DateTimeOffset At) : PlanEvent;

/// <summary>The owner answered personally (BR-31).</summary>
/// <param name="Commitment">Which.</param>
/// <param name="TextVersion">The version that was answered.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Remark">What must change, or null.</param>
/// <param name="At">When.</param>
/// <param name="Room">The room in which it was answered, or null.</param>
public sealed record CommitmentAnswered(
    CommitmentId Commitment,
    int TextVersion,
    CommitmentAnswer Answer,
    string? Remark,
    DateTimeOffset At,
    RoomId? Room = null) : PlanEvent;

/// <summary>A result was recorded.</summary>
/// <param name="Commitment">Which.</param>
/// <param name="Result">Kept, PartlyKept or NotKept.</param>
/// <param name="Remark">A word of explanation, or null.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="At">When.</param>
/// <param name="Room">The room in which it was recorded, or null.</param>
public sealed record ResultRecorded(
    CommitmentId Commitment,
    CommitmentStatus Result,
    string? Remark,
    PersonId By,
    DateTimeOffset At,
    RoomId? Room = null) : PlanEvent;

/// <summary>A commitment counts no more, without a result.</summary>
/// <param name="Commitment">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who ended it.</param>
/// <param name="At">When.</param>
/// <param name="Room">The room in which it was ended, or null.</param>
public sealed record CommitmentEnded(
    CommitmentId Commitment,
    string Reason,
    PersonId By,
    DateTimeOffset At,
    RoomId? Room = null) : PlanEvent;

/// <summary>The minutes of a meeting are final and on their way.</summary>
/// <param name="Minutes">Their id.</param>
/// <param name="Meeting">Of which meeting.</param>
/// <param name="Deliveries">One per recipient.</param>
/// <param name="At">When.</param>
public sealed record MinutesPublished(MinutesId Minutes, MeetingId Meeting, IReadOnlyList<NewDelivery> Deliveries, DateTimeOffset At) : PlanEvent;

/// <summary>A delivery moved on.</summary>
/// <param name="Minutes">Of which minutes.</param>
/// <param name="Delivery">Which.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When.</param>
/// <param name="Basis">On what ground it goes from now on, or null.</param>
public sealed record DeliveryMoved(MinutesId Minutes, DeliveryId Delivery, DeliveryState State, DateTimeOffset At, Basis? Basis = null) : PlanEvent;

/// <summary>A reminder of a delivery went to its recipient (handbook 4.12).</summary>
/// <param name="Minutes">Of which minutes.</param>
/// <param name="Delivery">Which.</param>
/// <param name="At">When.</param>
public sealed record DeliveryReminded(MinutesId Minutes, DeliveryId Delivery, DateTimeOffset At) : PlanEvent;

/// <summary>The recipient confirmed receipt.</summary>
/// <param name="Minutes">Of which minutes.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record MinutesAcknowledged(MinutesId Minutes, PersonId By, DateTimeOffset At) : PlanEvent;

/// <summary>A recipient reacted to the minutes; the minutes stay as they are.</summary>
/// <param name="Minutes">Which.</param>
/// <param name="By">Who.</param>
/// <param name="Text">The words.</param>
/// <param name="At">When.</param>
public sealed record MinutesReactedTo(MinutesId Minutes, PersonId By, string Text, DateTimeOffset At) : PlanEvent;

/// <summary>How one person stands to another was said, or said anew.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="At">When.</param>
public sealed record RelationSet(Relation Relation, DateTimeOffset At) : PlanEvent;

/// <summary>A protection relation ended.</summary>
/// <param name="Protection">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record ProtectionEnded(ProtectionId Protection, string Reason, DateTimeOffset At) : PlanEvent;

/// <summary>A consent was asked for.</summary>
/// <param name="Consent">The consent, given by nobody yet.</param>
/// <param name="At">When.</param>
public sealed record ConsentAsked(Consent Consent, DateTimeOffset At) : PlanEvent;

/// <summary>Somebody gave a consent.</summary>
/// <param name="Consent">Which.</param>
/// <param name="Given">Who and how.</param>
/// <param name="At">When.</param>
public sealed record ConsentWasGiven(ConsentId Consent, ConsentGiven Given, DateTimeOffset At) : PlanEvent;

/// <summary>A consent was withdrawn; live connections must be checked again at once (BR-62).</summary>
/// <param name="Consent">Which.</param>
/// <param name="By">Who withdrew it.</param>
/// <param name="At">When.</param>
public sealed record ConsentWithdrawn(ConsentId Consent, PersonId By, DateTimeOffset At) : PlanEvent;

/// <summary>A legal basis was used, or its use changed.</summary>
/// <param name="Use">The use as it is now.</param>
/// <param name="At">When.</param>
public sealed record LegalBasisUsed(LegalBasisUse Use, DateTimeOffset At) : PlanEvent;

/// <summary>The use of a legal basis was ended; live connections must be checked again at once (BR-60).</summary>
/// <param name="Basis">Which use.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record LegalBasisEnded(LegalBasisId Basis, string Reason, DateTimeOffset At) : PlanEvent;

/// <summary>The director decided that a blocked delivery is not sent.</summary>
/// <param name="Minutes">Of which minutes.</param>
/// <param name="Delivery">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record NotShared(MinutesId Minutes, DeliveryId Delivery, string Reason, DateTimeOffset At) : PlanEvent;

/// <summary>The director took back that a delivery is not sent: it waits for nothing but a ground again.</summary>
/// <param name="Minutes">Of which minutes.</param>
/// <param name="Delivery">Which.</param>
/// <param name="At">When.</param>
public sealed record SharedAfterAll(MinutesId Minutes, DeliveryId Delivery, DateTimeOffset At) : PlanEvent;

/// <summary>A task was marked as done.</summary>
/// <param name="Task">Its key.</param>
/// <param name="At">When.</param>
public sealed record TaskFinished(string Task, DateTimeOffset At) : PlanEvent;

/// <summary>A day began on which something in the plan changes by itself.</summary>
/// <param name="Day">The day in the Netherlands.</param>
public sealed record DayBegan(DateOnly Day) : PlanEvent;

/// <summary>A child wrote own words, or wrote them anew.</summary>
/// <param name="Words">The words as they are now.</param>
/// <param name="At">When.</param>
public sealed record ChildWordsWritten(ChildWords Words, DateTimeOffset At) : PlanEvent;

/// <summary>A child said who may read own words.</summary>
/// <param name="Words">Which words.</param>
/// <param name="To">Who may read them.</param>
/// <param name="At">When.</param>
public sealed record ChildWordsReleased(ChildWordsId Words, IReadOnlyList<PersonId> To, DateTimeOffset At) : PlanEvent;

/// <summary>Somebody used emergency access; the director is told at once.</summary>
/// <param name="Use">Who, why and how long.</param>
public sealed record EmergencyOpened(EmergencyAccess Use) : PlanEvent;

/// <summary>Somebody else judged a use of emergency access; it is over with that.</summary>
/// <param name="Emergency">Which.</param>
/// <param name="Review">What they say.</param>
public sealed record EmergencyReviewed(EmergencyId Emergency, EmergencyReview Review) : PlanEvent;

/// <summary>Something stands in a section that some of its readers may not read any more; they do not read it until that stands elsewhere.</summary>
/// <param name="Withholding">What, from whom, and where it goes.</param>
public sealed record ItemsWithheld(Withholding Withholding) : PlanEvent;

/// <summary>What was withheld stands elsewhere, and the section is open again.</summary>
/// <param name="Withholding">Which.</param>
public sealed record WithholdingEnded(WithholdingId Withholding) : PlanEvent;

/// <summary>A word that is protected now stands in minutes that somebody has from whom it is kept; that cannot be taken back.</summary>
/// <param name="Deliveries">Which deliveries.</param>
/// <param name="At">When it was found.</param>
/// <param name="Relation">Which relation keeps it from them.</param>
public sealed record WordsInMinutesFound(IReadOnlyList<DeliveryId> Deliveries, DateTimeOffset At, ProtectionId? Relation = null) : PlanEvent;
