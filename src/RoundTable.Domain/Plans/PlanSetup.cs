using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>What the director arranges, or the server itself (demo, composing and sending of minutes); never from the live hub.</summary>
public abstract record PlanSetup;

/// <summary>Opens the plan with its director and the section of the whole circle.</summary>
/// <param name="Plan">A new id.</param>
/// <param name="FamilyName">1 to 200 characters.</param>
/// <param name="Municipality">1 to 200 characters.</param>
/// <param name="Reason">Why, in the client's words, at most 2,000 characters.</param>
/// <param name="Director">The first director.</param>
/// <param name="Circle">The id of the section of the whole circle.</param>
public sealed record OpenPlan(PlanId Plan, string FamilyName, string Municipality, string Reason, Person Director, SectionId Circle) : PlanSetup;

/// <summary>Brings somebody into the plan.</summary>
/// <param name="Person">Who.</param>
/// <param name="InCircle">Whether they read the section of the whole circle; false for a party that is only invited.</param>
/// <param name="Basis">On which legal basis, for somebody of an organisation; null when a consent comes, or is asked.</param>
public sealed record AddPerson(Person Person, bool InCircle, LegalBasisUse? Basis = null) : PlanSetup;

/// <summary>
/// Changes by which name somebody is known, and to whom they are not known at all. It counts at once for everybody; live
/// sections that hold somebody who may not know of another take only released items from now on.
/// </summary>
/// <param name="Person">Who.</param>
/// <param name="AliasName">What those of <paramref name="ShieldedFrom"/> read instead of the name; needed when somebody is in it.</param>
/// <param name="ShieldedFrom">Who sees the alias only.</param>
/// <param name="HiddenFrom">Who does not see that this person is in the plan; never the director.</param>
public sealed record ShieldPerson(PersonId Person, string? AliasName, IReadOnlyList<PersonId> ShieldedFrom, IReadOnlyList<PersonId> HiddenFrom) : PlanSetup;

/// <summary>Sets a protection relation; live sections that hold both sides take only released items from now on.</summary>
/// <param name="Relation">The relation; one with the same id is replaced.</param>
public sealed record SetProtection(ProtectionRelation Relation) : PlanSetup;

/// <summary>Opens a section.</summary>
/// <param name="Section">The section; Live is refused where it must be Released.</param>
public sealed record OpenSection(Section Section) : PlanSetup;

/// <summary>Changes who reads a section, how it is written, or which data stand in it.</summary>
/// <param name="Section">Which.</param>
/// <param name="Mode">How it is written; Live is refused where it must be Released.</param>
/// <param name="Audience">Who reads it.</param>
/// <param name="Categories">Which data stand in it from now on, what is there already too: who has no ground for all of them reads it no longer. Null to leave that; only of a shielded section.</param>
public sealed record ChangeSection(
    SectionId Section, SectionMode Mode, IReadOnlyList<PersonId> Audience, IReadOnlyList<DataCategory>? Categories = null) : PlanSetup;

/// <summary>Imposes a floor requirement, or sets its status.</summary>
/// <param name="Requirement">The requirement; one with the same id is replaced.</param>
public sealed record SetFloorRequirement(FloorRequirement Requirement) : PlanSetup;

/// <summary>Chooses the scale for coming rounds.</summary>
/// <param name="Scale">The scale.</param>
public sealed record SetScale(Scale Scale) : PlanSetup;

/// <summary>Plans a meeting.</summary>
/// <param name="Meeting">A new id.</param>
/// <param name="Kind">The type.</param>
/// <param name="Rooms">The rooms, each with the director; somebody in two rooms scores in the first.</param>
/// <param name="InvitedWithoutRoom">Parties that are invited and get the minutes, but have no seat.</param>
public sealed record PlanMeeting(
    MeetingId Meeting,
    MeetingKind Kind,
    IReadOnlyList<PlannedRoom> Rooms,
    IReadOnlyList<PersonId> InvitedWithoutRoom) : PlanSetup;

/// <summary>
/// Takes somebody into a meeting that is planned already, until it is over: with a seat, or one more, or to get its minutes alone.
/// Nobody loses a seat by it; what is so already stays as it is.
/// </summary>
/// <param name="Meeting">Which.</param>
/// <param name="Person">Who.</param>
/// <param name="Room">In which room; null for the minutes alone.</param>
public sealed record InviteToMeeting(MeetingId Meeting, PersonId Person, RoomId? Room) : PlanSetup;

/// <summary>Marks a meeting as closed or called off; the meeting itself decided so.</summary>
/// <param name="Meeting">Which.</param>
/// <param name="CalledOff">Whether it did not take place.</param>
public sealed record EndMeeting(MeetingId Meeting, bool CalledOff = false) : PlanSetup;

/// <summary>Records that a meeting was mailed to somebody as an entry for their calendar: they are mailed when it is called off.</summary>
/// <param name="Meeting">Which.</param>
/// <param name="Person">To whom.</param>
public sealed record RecordEntryMailed(MeetingId Meeting, PersonId Person) : PlanSetup;

/// <summary>Records that a mail did not arrive: the director is told to call.</summary>
/// <param name="Person">To whom it was.</param>
/// <param name="Mail">What it was for.</param>
/// <param name="Meeting">Which meeting was called off; null for an invitation.</param>
public sealed record RecordBouncedMail(PersonId Person, BouncedMail Mail, MeetingId? Meeting = null) : PlanSetup;

/// <summary>Records that an invitation went; nothing when none before it came back.</summary>
/// <param name="Person">To whom.</param>
public sealed record RecordInvitation(PersonId Person) : PlanSetup;

/// <summary>Publishes the minutes of a meeting; repeated with the same id is the same.</summary>
/// <param name="Minutes">A new id.</param>
/// <param name="Meeting">Of which meeting; it counts as closed from now on.</param>
/// <param name="Deliveries">One per recipient.</param>
public sealed record PublishMinutes(MinutesId Minutes, MeetingId Meeting, IReadOnlyList<NewDelivery> Deliveries) : PlanSetup;

/// <summary>A delivery to make.</summary>
/// <param name="Id">A new id.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="WasAbsent">Whether the recipient was not at the meeting.</param>
/// <param name="Blocked">Whether it is held back, by the leak guard unless <paramref name="WantsBasis"/>.</param>
/// <param name="WantsBasis">Whether it is held back because the recipient has no ground (BR-60).</param>
/// <param name="Basis">On what ground it goes, for somebody of an organisation.</param>
/// <param name="Categories">Which data stand in it; null for what every table is about.</param>
/// <param name="Together">Whether it is held back because a child under 12 reads it together with somebody (BR-20).</param>
/// <param name="KnowAsMuch">Who knew as much as that child when it was made, and so could read it together with the child; null for every other.</param>
public sealed record NewDelivery(
    DeliveryId Id,
    PersonId Recipient,
    bool WasAbsent,
    bool Blocked,
    bool WantsBasis = false,
    Basis? Basis = null,
    IReadOnlyList<DataCategory>? Categories = null,
    bool Together = false,
    IReadOnlyList<PersonId>? KnowAsMuch = null);

/// <summary>Records what became of a delivery; a step back, for instance Sent after Opened, changes nothing.</summary>
/// <param name="Delivery">Which.</param>
/// <param name="State">Sent, Opened, NeedsCode, Blocked or Bounced.</param>
public sealed record RecordDelivery(DeliveryId Delivery, DeliveryState State) : PlanSetup;

/// <summary>Sends the minutes that waited until somebody had a code; nothing when none do.</summary>
/// <param name="Person">Who has a code now.</param>
public sealed record SendToCode(PersonId Person) : PlanSetup
{
    /// <summary>The operation of one code, whoever does it.</summary>
    /// <param name="wayIn">Id of the way in with the code.</param>
    public static string OperationOf(string wayIn) => $"code-{wayIn}";
}

/// <summary>Records that a reminder of a delivery went; a second time changes nothing.</summary>
/// <param name="Delivery">Which.</param>
public sealed record RecordReminder(DeliveryId Delivery) : PlanSetup;

/// <summary>The director asks somebody to take over (BR-01), or takes that back.</summary>
/// <param name="To">Whom: somebody with the role of case director; the director themselves to take it back.</param>
public sealed record OfferHandover(PersonId To) : PlanSetup;

/// <summary>The one who was asked takes over; from then on they read every section.</summary>
public sealed record AcceptHandover : PlanSetup;

/// <summary>Says how one person stands to another, or says it anew.</summary>
/// <param name="Relation">The relation; one with the same id is replaced.</param>
public sealed record SetRelation(Relation Relation) : PlanSetup;

/// <summary>Ends a protection relation; its words are guarded no longer.</summary>
/// <param name="Protection">Which.</param>
/// <param name="Reason">Why, 1 to 1,000 characters.</param>
public sealed record EndProtection(ProtectionId Protection, string Reason) : PlanSetup;

/// <summary>Asks for a consent; it counts when everybody has given it who must.</summary>
/// <param name="Consent">The consent, given by nobody yet and not withdrawn.</param>
public sealed record AskConsent(Consent Consent) : PlanSetup;

/// <summary>Records that somebody gave a consent on paper, or before a witness.</summary>
/// <param name="Consent">Which.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Medium">Paper or Spoken.</param>
/// <param name="Witness">Who was there, for a spoken one.</param>
public sealed record RecordConsent(ConsentId Consent, PersonId By, ConsentMedium Medium, PersonId? Witness) : PlanSetup;

/// <summary>Records the use of a legal basis with its reasons; one with the same id is replaced.</summary>
/// <param name="Use">The use.</param>
public sealed record UseLegalBasis(LegalBasisUse Use) : PlanSetup;

/// <summary>Ends the use of a legal basis at once, as a consent that is withdrawn; ended already is the same.</summary>
/// <param name="Basis">Which use.</param>
/// <param name="Reason">Why, 1 to 1,000 characters.</param>
public sealed record EndLegalBasis(LegalBasisId Basis, string Reason) : PlanSetup;

/// <summary>Decides that a blocked delivery is not sent (F35).</summary>
/// <param name="Delivery">Which.</param>
/// <param name="Reason">Why, 1 to 1,000 characters.</param>
public sealed record DecideNotToShare(DeliveryId Delivery, string Reason) : PlanSetup;

/// <summary>Takes that decision back: the delivery goes as soon as there is a ground, at once if there is one.</summary>
/// <param name="Delivery">Which.</param>
public sealed record ShareAfterAll(DeliveryId Delivery) : PlanSetup;

/// <summary>Sends a delivery again that did not arrive; any other stays as it is.</summary>
/// <param name="Delivery">Which.</param>
public sealed record SendAgain(DeliveryId Delivery) : PlanSetup;

/// <summary>Marks a task as done; one that is still so by itself cannot be.</summary>
/// <param name="Task">Its key.</param>
public sealed record FinishTask(string Task) : PlanSetup;

/// <summary>Lets a day begin: birthdays, ends and reviews count from now on. From the server only.</summary>
/// <param name="Day">The day in the Netherlands.</param>
public sealed record BeginDay(DateOnly Day) : PlanSetup;

/// <summary>Opens what emergency access opens, for the caller and for some hours (G17); while it runs, repeated is the same.</summary>
/// <param name="Id">A new id.</param>
/// <param name="Reason">Why, 1 to 1,000 characters.</param>
public sealed record OpenEmergency(EmergencyId Id, string Reason) : PlanSetup;

/// <summary>Judges somebody else's use of emergency access; if it still runs, it ends.</summary>
/// <param name="Id">Which.</param>
/// <param name="Verdict">What the caller says of it.</param>
/// <param name="Remark">A word of explanation, at most 1,000 characters; required with misuse.</param>
public sealed record ReviewEmergency(EmergencyId Id, EmergencyVerdict Verdict, string Remark) : PlanSetup;

/// <summary>Looks through a section that was closed to some of its readers unlooked at, and says what must go from it. From the server only.</summary>
/// <param name="Withholding">Which closing.</param>
public sealed record LookThrough(WithholdingId Withholding) : PlanSetup;

/// <summary>Says that what was withheld stands elsewhere, and opens the section again. From the server only.</summary>
/// <param name="Withholding">Which.</param>
public sealed record EndWithholding(WithholdingId Withholding) : PlanSetup;
