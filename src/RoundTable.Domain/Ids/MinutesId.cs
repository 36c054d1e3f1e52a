using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies the minutes of one meeting.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<MinutesId>))]
public readonly record struct MinutesId(string Value) : IId<MinutesId>
{
    /// <inheritdoc/>
    public static MinutesId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
