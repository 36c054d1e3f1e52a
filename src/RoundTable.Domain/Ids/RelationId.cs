using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a relation between two persons.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<RelationId>))]
public readonly record struct RelationId(string Value) : IId<RelationId>
{
    /// <inheritdoc/>
    public static RelationId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
