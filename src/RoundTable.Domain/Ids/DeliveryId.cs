using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies one delivery of minutes to one recipient.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<DeliveryId>))]
public readonly record struct DeliveryId(string Value) : IId<DeliveryId>
{
    /// <inheritdoc/>
    public static DeliveryId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
