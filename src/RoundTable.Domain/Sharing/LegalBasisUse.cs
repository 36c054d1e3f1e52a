using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Sharing;

/// <summary>Sharing without consent, on a legal basis (grondslag) and with reasons (handbook 4.10).</summary>
/// <param name="Id">Identifies this use.</param>
/// <param name="Code">Which basis: a code of the list that the server is configured with.</param>
/// <param name="To">Who may get the data.</param>
/// <param name="Necessity">Why it is needed.</param>
/// <param name="Proportionality">Why no less will do.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="Consulted">Who was asked for advice, or null.</param>
/// <param name="InformedOn">When the person whom it is about was told, or null.</param>
/// <param name="WhyNotInformed">Why not; required when nobody was told.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day, or null while it lasts.</param>
/// <param name="Categories">Which data; null for all but treatment, which is never shared unnamed.</param>
/// <param name="EndedOn">When the director ended it, from that moment on; null when they did not.</param>
public sealed record LegalBasisUse(
    LegalBasisId Id,
    string Code,
    IReadOnlyList<PersonId> To,
    string Necessity,
    string Proportionality,
    PersonId DecidedBy,
    string? Consulted,
    DateOnly? InformedOn,
    string? WhyNotInformed,
    DateOnly From,
    DateOnly? Until,
    IReadOnlyList<DataCategory>? Categories = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? EndedOn = null)
{
    private static readonly DataCategory[] AllButTreatment = [.. Enum.GetValues<DataCategory>().Except([DataCategory.Treatment])];

    /// <summary>Whose words these are: who directed then. Who decided may be somebody else.</summary>
    [JsonIgnore]
    public PersonId? RecordedBy { get; init; }

    /// <summary>Which data may be shared because of it.</summary>
    [JsonIgnore]
    public IReadOnlyList<DataCategory> Covers => Categories ?? AllButTreatment;

    /// <summary>Whether it holds now, if this is the day that the plan knows. Once ended it holds no more, whatever that day is.</summary>
    /// <param name="day">The day.</param>
    public bool HoldsOn(DateOnly day) => EndedOn is null && From <= day && (Until is not { } until || day <= until);

    /// <summary>The last day, also when the director ended it before; null while it lasts.</summary>
    [JsonIgnore]
    public DateOnly? Last => EndedOn < (Until ?? DateOnly.MaxValue) ? EndedOn : Until;
}
