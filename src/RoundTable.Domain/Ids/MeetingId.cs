using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a round-table meeting.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<MeetingId>))]
public readonly record struct MeetingId(string Value) : IId<MeetingId>
{
    /// <inheritdoc/>
    public static MeetingId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
