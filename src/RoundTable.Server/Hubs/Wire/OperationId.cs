using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Hubs.Wire;

/// <summary>Identifies one command of a client, so that a repeated call is carried out once.</summary>
/// <param name="Value">1 to 64 characters of <c>a-z 0-9 -</c>.</param>
[JsonConverter(typeof(IdJsonConverter<OperationId>))]
public readonly record struct OperationId(string Value) : IId<OperationId>
{
    /// <inheritdoc/>
    public static OperationId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
