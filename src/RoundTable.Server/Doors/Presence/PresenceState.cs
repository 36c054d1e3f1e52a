using System.Text;
using System.Text.Json;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Doors.Presence;

/// <summary>What a Yjs client says of itself, without who it is: that the server knows.</summary>
/// <param name="Item">Its field <c>item</c>: the item of the section that has the focus.</param>
/// <param name="Typing">Its field <c>typing</c>.</param>
/// <param name="Fields">Where its cursor stands (<see cref="CursorFields"/>), as a JSON object; null when it says nothing of that. Its other fields go nowhere.</param>
internal sealed record PresenceState(ItemId? Item, bool Typing, string? Fields)
{
    private const string ItemField = "item";
    private const string TypingField = "typing";
    private const string UserField = "user"; // the server's own
    private const int ItemLength = 18;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>Nowhere in particular.</summary>
    public static PresenceState Nowhere { get; } = new(null, false, null);

    /// <summary>Reads a state; null when it is no JSON object.</summary>
    public static PresenceState? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for half a surrogate pair, of which JSON can tell and UTF-8 cannot.
            return null;
        }
    }

    /// <summary>The state as other Yjs clients get it, with the identity in <c>user</c>.</summary>
    public static byte[] Write(Sessions.Sections.PresenceEntry entry)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject(UserField);
            json.WriteString("id", entry.Person.Value);
            json.WriteString("name", entry.Name);
            json.WriteString("color", PersonColor.Of(entry.Person));
            json.WriteEndObject();
            json.WriteString(ItemField, entry.Item?.Value);
            json.WriteBoolean(TypingField, entry.Typing);
            if (entry.Fields is { } fields)
            {
                using var document = JsonDocument.Parse(fields, Strict);
                WriteCursors(json, document.RootElement);
            }

            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private static PresenceState Read(JsonElement state)
    {
        ItemId? item = null;
        var typing = false;
        foreach (var field in state.EnumerateObject())
        {
            if (field.Name == ItemField)
                item = field.Value.ValueKind == JsonValueKind.String && field.Value.GetString() is { Length: ItemLength } id ? ItemId.From(id) : null;
            else if (field.Name == TypingField)
                typing = field.Value.ValueKind == JsonValueKind.True;
        }

        using var output = new MemoryStream();
        int cursors;
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            cursors = WriteCursors(json, state);
            json.WriteEndObject();
        }

        return new(item, typing, cursors == 0 ? null : Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <returns>How many were written, each name once.</returns>
    private static int WriteCursors(Utf8JsonWriter json, JsonElement state) =>
        state.EnumerateObject().DistinctBy(field => field.Name).Count(field => CursorFields.IsKnown(field.Name) && CursorFields.TryWrite(json, field.Name, field.Value));
}
