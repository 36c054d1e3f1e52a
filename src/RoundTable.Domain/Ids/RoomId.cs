using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies one room of a meeting: its only one, or one of several separate sessions.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<RoomId>))]
public readonly record struct RoomId(string Value) : IId<RoomId>
{
    /// <inheritdoc/>
    public static RoomId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
