using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a consent.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<ConsentId>))]
public readonly record struct ConsentId(string Value) : IId<ConsentId>
{
    /// <inheritdoc/>
    public static ConsentId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
