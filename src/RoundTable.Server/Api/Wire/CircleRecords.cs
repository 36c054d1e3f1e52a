using System.ComponentModel.DataAnnotations;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Api.Wire;

/// <summary>Says how one person stands to another.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Of">Whose: the parent, the professional, the source of danger.</param>
/// <param name="To">To whom: the child, the client, the person at risk.</param>
/// <param name="Id">The relation to change; null for a new one.</param>
/// <param name="From">The first day; null for today.</param>
/// <param name="Until">The last day, or null while it lasts.</param>
public sealed record RelationBody(
    RelationKind Kind, PersonId Of, PersonId To, RelationId? Id = null, DateOnly? From = null, DateOnly? Until = null);

/// <summary>Changes by which name somebody is known, and to whom not at all.</summary>
/// <param name="AliasName">What those of <paramref name="ShieldedFrom"/> read instead of the name, or null.</param>
/// <param name="ShieldedFrom">Who sees the alias only.</param>
/// <param name="HiddenFrom">Who does not see that this person is in the plan.</param>
public sealed record ShieldingBody(
    [property: StringLength(200)] string? AliasName,
    [property: Required, Length(0, 60)] IReadOnlyList<PersonId> ShieldedFrom,
    [property: Required, Length(0, 60)] IReadOnlyList<PersonId> HiddenFrom);

/// <summary>Keeps somebody safe from somebody.</summary>
/// <param name="Protected">Who is protected.</param>
/// <param name="From">From whom.</param>
/// <param name="Indirect">Through whom it could leak.</param>
/// <param name="Hides">What is hidden, in plain words.</param>
/// <param name="Words">What they may never read: address, town, school, shelter, number.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewOn">When it is looked at again.</param>
/// <param name="Id">The relation to change; null for a new one.</param>
/// <param name="Since">Since when it is so, or null.</param>
public sealed record ProtectionBody(
    [property: Required, Length(0, 20)] IReadOnlyList<PersonId> Protected,
    [property: Required, Length(1, 20)] IReadOnlyList<PersonId> From,
    [property: Required, Length(0, 40)] IReadOnlyList<PersonId> Indirect,
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Hides,
    [property: Required, Length(0, 100)] IReadOnlyList<string> Words,
    [property: Required, StringLength(1000, MinimumLength = 1)] string Reason,
    DateOnly ReviewOn,
    ProtectionId? Id = null,
    DateOnly? Since = null);

/// <summary>Asks somebody to take over as director, or takes that back.</summary>
/// <param name="To">Whom; the director themselves to take it back.</param>
public sealed record HandoverBody(PersonId To);

/// <summary>Opens a section for people who need to write apart.</summary>
/// <param name="Audience">Who reads it; the director always does.</param>
/// <param name="Reason">Why it is shielded.</param>
/// <param name="Reviewer">Who looks at it again.</param>
/// <param name="ReviewOn">On which day.</param>
/// <param name="Categories">Which data stand in it; null for safety. Treatment is its own professional's to open.</param>
public sealed record OpenSectionBody(
    [property: Required, Length(1, 60)] IReadOnlyList<PersonId> Audience,
    [property: Required, StringLength(1000, MinimumLength = 1)] string Reason,
    PersonId Reviewer,
    DateOnly ReviewOn,
    [property: Length(1, 8)] IReadOnlyList<DataCategory>? Categories = null);

/// <summary>A section is open.</summary>
/// <param name="Section">The section.</param>
public sealed record SectionOpenedReply(SectionId Section);

/// <summary>Changes who reads a section, and which data stand in it.</summary>
/// <param name="Audience">Who reads it from now on; the director always does.</param>
/// <param name="Categories">Which data stand in it from now on; null to leave that. Only of a shielded section.</param>
/// <param name="Live">
/// Whether its readers type in it together again, after it held released items only. Refused while one of them may not see another
/// there; false leaves that as it is, or ends it where it must.
/// </param>
public sealed record AudienceBody(
    [property: Required, Length(0, 60)] IReadOnlyList<PersonId> Audience,
    [property: Length(1, 8)] IReadOnlyList<DataCategory>? Categories = null,
    bool Live = false);

/// <summary>A further room of a meeting, for people who must not meet.</summary>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Participants">Who has a seat; the director always has one.</param>
public sealed record RoomBody(DateTimeOffset StartsAt, [property: Required, Length(1, 60)] IReadOnlyList<PersonId> Participants);
