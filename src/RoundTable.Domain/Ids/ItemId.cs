using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a card item within a section.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<ItemId>))]
public readonly record struct ItemId(string Value) : IId<ItemId>
{
    /// <inheritdoc/>
    public static ItemId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
