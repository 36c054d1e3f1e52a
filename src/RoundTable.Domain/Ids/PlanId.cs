using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a family plan.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<PlanId>))]
public readonly record struct PlanId(string Value) : IId<PlanId>
{
    /// <inheritdoc/>
    public static PlanId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
