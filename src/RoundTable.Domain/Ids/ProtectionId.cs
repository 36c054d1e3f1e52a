using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a protection relation.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<ProtectionId>))]
public readonly record struct ProtectionId(string Value) : IId<ProtectionId>
{
    /// <inheritdoc/>
    public static ProtectionId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
