using System.ComponentModel.DataAnnotations;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Api.Wire;

/// <summary>A legal basis that this server knows.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Article">The article.</param>
/// <param name="Text">What it says, in plain words.</param>
public sealed record LegalBasisReply(string Code, string Article, string Text);

/// <summary>Records that data is shared on a legal basis, with reasons.</summary>
/// <param name="Code">Which basis.</param>
/// <param name="Necessity">Why it is needed.</param>
/// <param name="Proportionality">Why no less will do.</param>
/// <param name="To">Who may get the data; not used where it is clear.</param>
/// <param name="Consulted">Who was asked for advice, or null.</param>
/// <param name="InformedOn">When the person whom it is about was told, or null.</param>
/// <param name="WhyNotInformed">Why not; needed when nobody was told.</param>
/// <param name="Until">The last day, or null while it lasts.</param>
/// <param name="Categories">Which data; null for all but treatment.</param>
public sealed record LegalBasisBody(
    [property: Required, StringLength(100, MinimumLength = 1)] string Code,
    [property: Required, StringLength(1000, MinimumLength = 1)] string Necessity,
    [property: Required, StringLength(1000, MinimumLength = 1)] string Proportionality,
    [property: Length(0, 60)] IReadOnlyList<PersonId>? To = null,
    [property: StringLength(1000)] string? Consulted = null,
    DateOnly? InformedOn = null,
    [property: StringLength(1000)] string? WhyNotInformed = null,
    DateOnly? Until = null,
    [property: Length(1, 8)] IReadOnlyList<DataCategory>? Categories = null);

/// <summary>Asks for a consent.</summary>
/// <param name="Kind">What sort of permission.</param>
/// <param name="About">Whose data it is about.</param>
/// <param name="To">Who may get the data.</param>
/// <param name="Categories">Which data.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Restrictions">What is left out, or null.</param>
/// <param name="From">The first day; null for today.</param>
/// <param name="ValidUntil">The last day; null for a year later (BR-61).</param>
public sealed record AskConsentBody(
    ConsentKind Kind,
    [property: Required, Length(1, 20)] IReadOnlyList<PersonId> About,
    [property: Required, Length(1, 60)] IReadOnlyList<PersonId> To,
    [property: Required, Length(1, 8)] IReadOnlyList<DataCategory> Categories,
    [property: Required, StringLength(1000, MinimumLength = 1)] string Purpose,
    [property: StringLength(1000)] string? Restrictions = null,
    DateOnly? From = null,
    DateOnly? ValidUntil = null);

/// <summary>A consent is asked.</summary>
/// <param name="Consent">The consent.</param>
public sealed record ConsentAskedReply(ConsentId Consent);

/// <summary>Records a consent that was given on paper, or before a witness.</summary>
/// <param name="By">Who gave it.</param>
/// <param name="Medium">Paper or spoken.</param>
/// <param name="Witness">Who was there, for a spoken one.</param>
public sealed record RecordConsentBody(PersonId By, ConsentMedium Medium, PersonId? Witness = null);

/// <summary>A reason.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReasonBody([property: Required, StringLength(1000, MinimumLength = 1)] string Reason);
