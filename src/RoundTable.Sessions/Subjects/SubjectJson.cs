using System.Text.Json;
using System.Text.Json.Serialization;
using RoundTable.Domain.Events;

namespace RoundTable.Sessions.Subjects;

/// <summary>Writes what happened to a subject as it is stored, and reads it back.</summary>
public static partial class SubjectJson
{
    private static readonly JsonSerializerOptions Options = DomainJson.With(Contracts.Default);

    /// <summary>Writes an event.</summary>
    /// <param name="e">The event.</param>
    public static byte[] Write(SubjectEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, Options);

    /// <summary>Reads an event.</summary>
    /// <param name="payload">The payload; borrowed until return.</param>
    /// <exception cref="JsonException">The bytes are no such event.</exception>
    public static SubjectEvent Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<SubjectEvent>(payload, Options) ?? throw new JsonException("An event is missing.");

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(SubjectEvent))]
    private sealed partial class Contracts : JsonSerializerContext;
}
