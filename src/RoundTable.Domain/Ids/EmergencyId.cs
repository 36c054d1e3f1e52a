using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies one use of emergency access.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<EmergencyId>))]
public readonly record struct EmergencyId(string Value) : IId<EmergencyId>
{
    /// <inheritdoc/>
    public static EmergencyId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
