using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a floor requirement.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<FloorRequirementId>))]
public readonly record struct FloorRequirementId(string Value) : IId<FloorRequirementId>
{
    /// <inheritdoc/>
    public static FloorRequirementId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
