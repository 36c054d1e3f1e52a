using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies somebody who signs in: one person of one plan, or a professional with persons in several plans.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<SubjectId>))]
public readonly record struct SubjectId(string Value) : IId<SubjectId>
{
    /// <inheritdoc/>
    public static SubjectId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
