using System.Text.Json;
using System.Text.Json.Serialization;
using RoundTable.Domain.Events;

namespace RoundTable.Server.Security;

/// <summary>Writes a line of the log of access as it is stored, and reads it back.</summary>
internal static partial class AccessLineJson
{
    private static readonly JsonSerializerOptions Options = DomainJson.With(Contracts.Default);

    public static byte[] Write(AccessLine line) => JsonSerializer.SerializeToUtf8Bytes(line, Options);

    public static AccessLine Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<AccessLine>(payload, Options) ?? throw new JsonException("A line is missing.");

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(AccessLine))]
    private sealed partial class Contracts : JsonSerializerContext;
}
