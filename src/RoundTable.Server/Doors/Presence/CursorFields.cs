using System.Text.Json;

namespace RoundTable.Server.Doors.Presence;

/// <summary>
/// What editors say of where a cursor stands, and nothing else of what a client says of itself: numbers only. Any other field
/// could carry words past the leak guard, to people who may not read them, or a name that is not the server's.
/// <code>
/// cursor, selection : null or { anchor, head }
/// anchor, head      : null, an index, or a relative position of Yjs { type, tname, item, assoc }
/// type, item        : null or { client, clock }     tname : null or the section's root     assoc : number
/// </code>
/// </summary>
internal static class CursorFields
{
    private const string Root = "items";
    private static readonly string[] Names = ["cursor", "selection"];
    private static readonly string[] Ends = ["anchor", "head"];
    private static readonly string[] Ids = ["type", "item"];

    /// <summary>Whether a field of this name goes on, as far as its value is understood.</summary>
    public static bool IsKnown(string name) => Names.AsSpan().Contains(name);

    /// <summary>Writes a field as far as its value is understood; false, and nothing written, when it is not.</summary>
    public static bool TryWrite(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            json.WriteNull(name);
            return true;
        }

        if (value.ValueKind != JsonValueKind.Object || !Ends.Any(end => value.TryGetProperty(end, out var position) && IsPosition(position)))
            return false;
        json.WriteStartObject(name);
        foreach (var end in Ends)
        {
            if (value.TryGetProperty(end, out var position) && IsPosition(position))
                WritePosition(json, end, position);
        }

        json.WriteEndObject();
        return true;
    }

    private static bool IsPosition(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Number => value.TryGetInt64(out _),
        JsonValueKind.Object => Ids.All(id => !value.TryGetProperty(id, out var of) || IsId(of))
            && (!value.TryGetProperty("tname", out var root) || root.ValueKind == JsonValueKind.Null || root.ValueEquals(Root))
            && (!value.TryGetProperty("assoc", out var side) || (side.ValueKind == JsonValueKind.Number && side.TryGetInt32(out _))),
        _ => false,
    };

    private static bool IsId(JsonElement value) => value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.Object && NumberIn(value, "client") is not null && NumberIn(value, "clock") is not null);

    private static long? NumberIn(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static void WritePosition(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            json.WriteNull(name);
            return;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            json.WriteNumber(name, value.GetInt64());
            return;
        }

        json.WriteStartObject(name);
        foreach (var id in Ids)
        {
            if (value.TryGetProperty(id, out var of))
                WriteId(json, id, of);
        }

        if (value.TryGetProperty("tname", out var root))
            json.WriteString("tname", root.ValueKind == JsonValueKind.Null ? null : Root);
        if (NumberIn(value, "assoc") is { } side)
            json.WriteNumber("assoc", side);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("client", NumberIn(value, "client")!.Value);
        json.WriteNumber("clock", NumberIn(value, "clock")!.Value);
        json.WriteEndObject();
    }
}
