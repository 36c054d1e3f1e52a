using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies what is withheld from some readers of a section.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<WithholdingId>))]
public readonly record struct WithholdingId(string Value) : IId<WithholdingId>
{
    /// <inheritdoc/>
    public static WithholdingId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
