using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoundTable.Domain.Ids;

/// <summary>Writes an id as a JSON string and refuses anything that could not be one.</summary>
/// <typeparam name="TId">The id type.</typeparam>
public sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IId<TId>
{
    private const int MaxLength = 64;

    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(Checked(reader.GetString()));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(Checked(reader.GetString()));

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);

    private static string Checked(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
            throw new JsonException("An id is 1 to 64 characters.");
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                throw new JsonException("An id has only the characters a-z, 0-9 and -.");
        }

        return text;
    }
}
