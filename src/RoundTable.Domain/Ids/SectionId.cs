using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a section of a plan; random, so that it tells nothing about how many there are.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<SectionId>))]
public readonly record struct SectionId(string Value) : IId<SectionId>
{
    /// <inheritdoc/>
    public static SectionId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
