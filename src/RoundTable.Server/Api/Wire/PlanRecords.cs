using System.ComponentModel.DataAnnotations;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Api.Wire;

/// <summary>Opens a plan; the caller becomes its director.</summary>
/// <param name="FamilyName">The family's name.</param>
/// <param name="Municipality">The municipality.</param>
/// <param name="Reason">Why, in the client's words.</param>
/// <param name="DirectorName">The caller's own full name; null for the name in the caller's earlier plan.</param>
/// <param name="DirectorOrganisation">The caller's organisation; null for the one in the caller's earlier plan.</param>
/// <param name="DirectorEmail">The caller's mail address, or null.</param>
/// <param name="DirectorPhone">The caller's phone number, shown to everybody in the plan, or null.</param>
public sealed record OpenPlanBody(
    [property: Required, StringLength(200, MinimumLength = 1)] string FamilyName,
    [property: Required, StringLength(200, MinimumLength = 1)] string Municipality,
    [property: Required(AllowEmptyStrings = true), StringLength(2000)] string Reason,
    [property: StringLength(200, MinimumLength = 1)] string? DirectorName = null,
    [property: StringLength(200, MinimumLength = 1)] string? DirectorOrganisation = null,
    [property: EmailAddress, Mailbox, StringLength(254)] string? DirectorEmail = null,
    [property: StringLength(40)] string? DirectorPhone = null);

/// <summary>A plan was opened.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Person">Who the caller is in it.</param>
public sealed record PlanOpenedReply(PlanId Plan, PersonId Person);

/// <summary>Brings somebody into a plan.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Role">The role in this case.</param>
/// <param name="Organisation">The organisation, or null for family and network.</param>
/// <param name="Relation">Function or relation in plain words, or null.</param>
/// <param name="Email">The mail address, or null.</param>
/// <param name="Phone">The phone number, or null.</param>
/// <param name="BirthDate">The birthday of a child, or null; of anybody else it is not kept.</param>
/// <param name="InCircle">Whether they read what the whole circle reads; false for a party that is only invited.</param>
/// <param name="LegalBasis">On which legal basis somebody of an organisation takes part; null when a consent comes.</param>
/// <param name="Serves">Whom a professional works for, or null.</param>
/// <param name="AliasName">What those of <paramref name="ShieldedFrom"/> read instead of the name.</param>
/// <param name="ShieldedFrom">Who sees the alias only.</param>
/// <param name="HiddenFrom">Who does not see that this person is in the plan.</param>
public sealed record AddPersonBody(
    [property: Required, StringLength(200, MinimumLength = 1)] string Name,
    PersonRole Role,
    [property: StringLength(200)] string? Organisation = null,
    [property: StringLength(200)] string? Relation = null,
    [property: EmailAddress, Mailbox, StringLength(254)] string? Email = null,
    [property: StringLength(40)] string? Phone = null,
    DateOnly? BirthDate = null,
    bool InCircle = true,
    LegalBasisBody? LegalBasis = null,
    PersonId? Serves = null,
    [property: StringLength(200)] string? AliasName = null,
    [property: Length(0, 60)] IReadOnlyList<PersonId>? ShieldedFrom = null,
    [property: Length(0, 60)] IReadOnlyList<PersonId>? HiddenFrom = null);

/// <summary>Somebody is in the plan.</summary>
/// <param name="Person">Who.</param>
public sealed record PersonAddedReply(PersonId Person);

/// <summary>
/// A personal link. Shown once: only its fingerprint is kept. A professional with a mail address gets theirs by mail alone, so
/// that nobody else can come in as them.
/// </summary>
/// <param name="Link">The link; null for somebody who gets it by mail alone.</param>
/// <param name="Code">The code, to be told another way than the link; null together with the link.</param>
/// <param name="Mailed">Whether the link is on its way by mail.</param>
public sealed record InvitationReply(string? Link, string? Code, bool Mailed);

/// <summary>Who cannot open a link to minutes yet.</summary>
/// <param name="People">Those of the family and network who take part and have no code.</param>
public sealed record WithoutCodeReply(IReadOnlyList<PersonId> People);

/// <summary>Plans a meeting: in one room, or in several for people who must not meet.</summary>
/// <param name="Kind">The type.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Participants">Who has a seat; the director always has one.</param>
/// <param name="Informed">Who gets the minutes without a seat.</param>
/// <param name="OtherRooms">Further rooms, of which those in the first do not know.</param>
public sealed record PlanMeetingBody(
    MeetingKind Kind,
    DateTimeOffset StartsAt,
    [property: Required, Length(1, 60)] IReadOnlyList<PersonId> Participants,
    [property: Length(0, 60)] IReadOnlyList<PersonId>? Informed = null,
    [property: Length(0, 3)] IReadOnlyList<RoomBody>? OtherRooms = null);

/// <summary>A meeting is planned.</summary>
/// <param name="Meeting">The meeting.</param>
public sealed record MeetingPlannedReply(MeetingId Meeting);

/// <summary>Takes somebody into a meeting that is planned already, until it is over.</summary>
/// <param name="Person">Who.</param>
/// <param name="Room">In which room they get a seat, beside any that they have; null for the minutes alone.</param>
public sealed record InviteToMeetingBody(PersonId Person, RoomId? Room = null);
