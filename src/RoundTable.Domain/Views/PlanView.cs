using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Views;

/// <summary>The family plan as one person may see it; contains nothing that this person may not know, no totals of hidden things and no stream positions.</summary>
/// <param name="Id">The plan.</param>
/// <param name="FamilyName">The family's name as the plan carries it.</param>
/// <param name="Reason">Why the plan exists, in the client's words.</param>
/// <param name="You">Who is looking.</param>
/// <param name="Rights">What the viewer may do.</param>
/// <param name="People">The people whom the viewer may know of, each named as the viewer may name them.</param>
/// <param name="Sections">The sections that the viewer reads.</param>
/// <param name="FloorRequirements">The floor requirements, always all (handbook 4.4).</param>
/// <param name="Commitments">The commitments that the viewer may see, in order of making, numbered by the viewer's own list.</param>
/// <param name="Meetings">The meetings to which the viewer is invited.</param>
/// <param name="Minutes">The minutes that the viewer received.</param>
/// <param name="Deliveries">Where deliveries stand; empty for everybody but the director.</param>
/// <param name="Director">The contact card of the director.</param>
/// <param name="Consents">The consents that the viewer gives or is asked for; all of them for the director.</param>
/// <param name="LegalBases">The legal bases in use; empty for everybody but the director.</param>
/// <param name="Tasks">What waits for the viewer.</param>
/// <param name="Relations">How people stand to each other; empty for everybody but the director.</param>
/// <param name="Protections">The protection relations; empty for everybody but the director.</param>
/// <param name="ChildWords">A child's own words, and those that were released to the viewer by name.</param>
/// <param name="OfferedTo">Whom the director asked to take over; null for everybody but the director.</param>
/// <param name="Emergencies">Uses of emergency access, for the director, who judges them, and who used it.</param>
/// <param name="Clients">Whose treatment content the viewer may let into the plan: those whom they work for (BR-65).</param>
/// <param name="YoungChildren">Children under 12 with whom the viewer may read, or whose words they may write down.</param>
/// <param name="Shieldings">Who goes by an alias, or is hidden, and for whom; empty for everybody but the director.</param>
public sealed record PlanView(
    PlanId Id,
    string FamilyName,
    string Reason,
    PersonId You,
    PlanRights Rights,
    IReadOnlyList<PersonView> People,
    IReadOnlyList<SectionView> Sections,
    IReadOnlyList<FloorRequirementView> FloorRequirements,
    IReadOnlyList<CommitmentView> Commitments,
    IReadOnlyList<MeetingSummary> Meetings,
    IReadOnlyList<MinutesSummary> Minutes,
    IReadOnlyList<DeliveryView> Deliveries,
    DirectorContact? Director,
    IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<LegalBasisView> LegalBases,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<RelationView> Relations,
    IReadOnlyList<ProtectionView> Protections,
    IReadOnlyList<ChildWordsView> ChildWords,
    PersonId? OfferedTo,
    IReadOnlyList<EmergencyUseView> Emergencies,
    IReadOnlyList<PersonId> Clients,
    IReadOnlyList<YoungChildView> YoungChildren,
    IReadOnlyList<ShieldingView> Shieldings);

/// <summary>What the viewer may do in this plan.</summary>
/// <param name="Chair">Chairs: moves phases, lets people in, reveals, closes.</param>
/// <param name="Propose">May propose commitments.</param>
/// <param name="Manage">May add people and plan meetings.</param>
/// <param name="Emergency">May use emergency access.</param>
public sealed record PlanRights(bool Chair, bool Propose, bool Manage, bool Emergency);

/// <summary>A person as the viewer may know them.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">The name, or the neutral alias where the viewer may not know the name.</param>
/// <param name="Role">The role in this case.</param>
/// <param name="Organisation">The organisation, or null for family and network, or where shielded.</param>
/// <param name="Relation">Function or relation in plain words, for instance "moeder"; null where shielded.</param>
public sealed record PersonView(PersonId Id, string Name, PersonRole Role, string? Organisation, string? Relation);

/// <summary>A section that the viewer reads.</summary>
/// <param name="Id">The section.</param>
/// <param name="Mode">Live, or only released items.</param>
/// <param name="Audience">Who reads it: the faces of "Wie ziet dit?".</param>
/// <param name="CanWrite">Whether the viewer may type in it now.</param>
/// <param name="Shielded">Whether it is narrower than the viewer's table.</param>
/// <param name="ReleaseTo">Sections into which an item of this one may be released by the viewer; empty if none.</param>
/// <param name="MoveTo">Live sections to which the viewer may move an item of their own; empty if none.</param>
/// <param name="Categories">Which data stand in it.</param>
/// <param name="Treatment">Whose treatment it is about; null where it is about none.</param>
public sealed record SectionView(
    SectionId Id,
    SectionMode Mode,
    IReadOnlyList<PersonId> Audience,
    bool CanWrite,
    bool Shielded,
    IReadOnlyList<SectionId> ReleaseTo,
    IReadOnlyList<SectionId> MoveTo,
    IReadOnlyList<DataCategory> Categories,
    TreatmentView? Treatment);

/// <summary>Treatment content in a section.</summary>
/// <param name="About">Whose treatment.</param>
/// <param name="Yours">Whether the viewer is the professional who decides about it.</param>
/// <param name="InMinutes">Whether it also stands in the minutes of those who read it.</param>
public sealed record TreatmentView(PersonId About, bool Yours, bool InMinutes);

/// <summary>A floor requirement (handbook 4.4).</summary>
/// <param name="Id">The requirement.</param>
/// <param name="Text">Observable behaviour.</param>
/// <param name="ImposedBy">The organisation that imposed it.</param>
/// <param name="Status">Where it stands.</param>
public sealed record FloorRequirementView(FloorRequirementId Id, string Text, string ImposedBy, FloorRequirementStatus Status);

/// <summary>A commitment as the viewer may see it.</summary>
/// <param name="Id">The commitment.</param>
/// <param name="Number">1, 2, 3 ... without gaps in this viewer's list.</param>
/// <param name="Text">What is agreed, in the owner's words.</param>
/// <param name="TextVersion">Starts at 1; an answer counts for one version only.</param>
/// <param name="Owner">The one owner.</param>
/// <param name="Checker">Who checks; never the owner.</param>
/// <param name="Kind">The type.</param>
/// <param name="DueOn">The day, if it has one.</param>
/// <param name="Recurrence">How often, in plain words, if it recurs.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Answer">What the owner answered to this version; null if nothing yet.</param>
/// <param name="Remark">What must change, if the owner disagrees.</param>
/// <param name="Result">How it went last, on these words; null if nobody said yet.</param>
/// <param name="EndReason">Why it counts no more, where it was ended without a result.</param>
/// <param name="Audience">Who sees it: the section whose audience it has; null where the viewer reads the commitments beside it and not the section.</param>
/// <param name="CanAnswer">Whether the viewer is the owner and may answer now.</param>
/// <param name="CanEnd">Whether the viewer may end it without a result now.</param>
/// <param name="YouSaid">How many times the viewer answered it or said how it went.</param>
public sealed record CommitmentView(
    CommitmentId Id,
    int Number,
    string Text,
    int TextVersion,
    PersonId Owner,
    PersonId? Checker,
    CommitmentKind Kind,
    DateOnly? DueOn,
    string? Recurrence,
    CommitmentStatus Status,
    CommitmentAnswer? Answer,
    string? Remark,
    CommitmentResultView? Result,
    string? EndReason,
    SectionId? Audience,
    bool CanAnswer,
    bool CanEnd,
    int YouSaid);

/// <summary>How a commitment went. One that is done again and again counts on after it.</summary>
/// <param name="Result">Kept, PartlyKept or NotKept.</param>
/// <param name="Remark">A word of explanation, or null.</param>
/// <param name="By">Who recorded it; null where the viewer may not know them.</param>
/// <param name="On">The day on which it was recorded, for the director, the owner and who recorded it: it could tell others of a session without them.</param>
public sealed record CommitmentResultView(CommitmentStatus Result, string? Remark, PersonId? By, DateOnly? On);

/// <summary>A meeting in the viewer's list.</summary>
/// <param name="Id">The meeting.</param>
/// <param name="Kind">The type.</param>
/// <param name="StartsAt">When it starts for this viewer.</param>
/// <param name="Closed">Whether it has ended.</param>
/// <param name="CalledOff">Whether it ended without having taken place.</param>
public sealed record MeetingSummary(MeetingId Id, MeetingKind Kind, DateTimeOffset StartsAt, bool Closed, bool CalledOff);

/// <summary>Minutes that the viewer received.</summary>
/// <param name="Id">The minutes.</param>
/// <param name="MeetingId">Of which meeting.</param>
/// <param name="PublishedAt">When they were published.</param>
/// <param name="AcknowledgedAt">When the viewer confirmed receipt; null if not yet.</param>
public sealed record MinutesSummary(MinutesId Id, MeetingId MeetingId, DateTimeOffset PublishedAt, DateTimeOffset? AcknowledgedAt);

/// <summary>Where a delivery stands, for the director.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="MinutesId">Which minutes.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="WasAbsent">Whether the recipient was not at the meeting.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">Since when.</param>
/// <param name="BlockedBy">Why it is held back; null when it is not.</param>
/// <param name="WhyNot">Why the director decided not to share, or null; null too when a word in it is kept from who took the plan over.</param>
/// <param name="RemindedAt">When a reminder went, or null.</param>
public sealed record DeliveryView(
    DeliveryId Id,
    MinutesId MinutesId,
    PersonId Recipient,
    bool WasAbsent,
    DeliveryState State,
    DateTimeOffset At,
    BlockedBy? BlockedBy,
    string? WhyNot,
    DateTimeOffset? RemindedAt);

/// <summary>Whom to call.</summary>
/// <param name="Name">The director's name.</param>
/// <param name="Organisation">The director's organisation.</param>
/// <param name="Phone">The phone number, or null.</param>
public sealed record DirectorContact(string Name, string? Organisation, string? Phone);
