using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a use of a legal basis.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<LegalBasisId>))]
public readonly record struct LegalBasisId(string Value) : IId<LegalBasisId>
{
    /// <inheritdoc/>
    public static LegalBasisId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
