using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies words of a child.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<ChildWordsId>))]
public readonly record struct ChildWordsId(string Value) : IId<ChildWordsId>
{
    /// <inheritdoc/>
    public static ChildWordsId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
