using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Identifies a commitment.</summary>
/// <param name="Value">Opaque text, 1 to 64 characters of <c>a-z 0-9 -</c>; carries no meaning that a viewer could read.</param>
[JsonConverter(typeof(IdJsonConverter<CommitmentId>))]
public readonly record struct CommitmentId(string Value) : IId<CommitmentId>
{
    /// <inheritdoc/>
    public static CommitmentId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
