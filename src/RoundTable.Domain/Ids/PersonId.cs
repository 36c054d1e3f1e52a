using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a person within one family plan.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<PersonId>))]
public readonly record struct PersonId(string Value) : IId<PersonId>
{
    /// <inheritdoc/>
    public static PersonId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
