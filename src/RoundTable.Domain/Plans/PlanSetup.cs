using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
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
public sealed record AddPerson(Person Person, bool InCircle) : PlanSetup;

/// <summary>Sets a protection relation; live sections that hold both sides take only released items from now on.</summary>
/// <param name="Relation">The relation; one with the same id is replaced.</param>
public sealed record SetProtection(ProtectionRelation Relation) : PlanSetup;

/// <summary>Opens a section.</summary>
/// <param name="Section">The section; Live is refused where it must be Released.</param>
public sealed record OpenSection(Section Section) : PlanSetup;

/// <summary>Changes who reads a section, or how it is written.</summary>
/// <param name="Section">Which.</param>
/// <param name="Mode">How it is written; Live is refused where it must be Released.</param>
/// <param name="Audience">Who reads it.</param>
public sealed record ChangeSection(SectionId Section, SectionMode Mode, IReadOnlyList<PersonId> Audience) : PlanSetup;

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

/// <summary>Marks a meeting as closed; the meeting itself decided so.</summary>
/// <param name="Meeting">Which.</param>
public sealed record EndMeeting(MeetingId Meeting) : PlanSetup;

/// <summary>Publishes the minutes of a meeting; repeated with the same id is the same.</summary>
/// <param name="Minutes">A new id.</param>
/// <param name="Meeting">Of which meeting; it counts as closed from now on.</param>
/// <param name="Deliveries">One per recipient.</param>
public sealed record PublishMinutes(MinutesId Minutes, MeetingId Meeting, IReadOnlyList<NewDelivery> Deliveries) : PlanSetup;

/// <summary>A delivery to make.</summary>
/// <param name="Id">A new id.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="WasAbsent">Whether the recipient was not at the meeting.</param>
/// <param name="Blocked">Whether the leak guard holds it back.</param>
public sealed record NewDelivery(DeliveryId Id, PersonId Recipient, bool WasAbsent, bool Blocked);

/// <summary>Records what became of a delivery; a step back, for instance Sent after Opened, changes nothing.</summary>
/// <param name="Delivery">Which.</param>
/// <param name="State">Sent, Opened or Bounced.</param>
public sealed record RecordDelivery(DeliveryId Delivery, DeliveryState State) : PlanSetup;

/// <summary>The director asks somebody to take over (BR-01).</summary>
/// <param name="To">Whom: somebody with the role of case director.</param>
public sealed record OfferHandover(PersonId To) : PlanSetup;

/// <summary>The one who was asked takes over; from then on they read every section.</summary>
public sealed record AcceptHandover : PlanSetup;
