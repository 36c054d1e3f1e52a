using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Conformance;

/// <summary>Tagged JSON to values, shared types and sub-documents that are not part of a document yet.</summary>
public static class TaggedValues
{
    public static object? Read(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Select(Read).ToArray(),
        JsonObject o => ReadObject(o),
        _ => ReadScalar(node),
    };

    public static YObject? ReadAttributes(JsonNode? node) => node is null ? null : (YObject)Read(node)!;

    public static IReadOnlyList<DeltaOp> ReadDelta(JsonNode delta) => [.. delta.AsArray().Select(op => ReadOp(op!.AsObject()))];

    private static DeltaOp ReadOp(JsonObject op)
    {
        var attributes = ReadAttributes(op["attributes"]);
        if (op.ContainsKey("insert"))
        {
            return DeltaOp.Inserting(Read(op["insert"]), attributes);
        }
        return op.ContainsKey("retain") ? DeltaOp.Retaining((int)op["retain"]!, attributes) : DeltaOp.Deleting((int)op["delete"]!);
    }

    private static object? ReadScalar(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => (string?)node,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? ReadObject(JsonObject node)
    {
        if (node.ContainsKey("$u"))
        {
            return Undefined.Value;
        }
        if (node["$n"] is { } number)
        {
            return (string?)number switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => -0.0 };
        }
        if (node["$big"] is { } big)
        {
            return BigInteger.Parse((string)big!, CultureInfo.InvariantCulture);
        }
        if (node["$b"] is { } bytes)
        {
            return Convert.FromBase64String((string)bytes!);
        }
        if (node["$t"] is { } type)
        {
            return ReadType((string)type!, node);
        }
        var members = new YObject();
        foreach (var (key, value) in node)
        {
            members[key] = Read(value);
        }
        return members;
    }

    private static object ReadType(string type, JsonObject node)
    {
        switch (type)
        {
            case "map":
                return Fill(new YMap(), node["v"]);
            case "hook":
                return Fill(new YXmlHook((string)node["n"]!), node["v"]);
            case "array":
                var array = new YArray();
                array.Insert(0, ReadList(node["v"]));
                return array;
            case "text":
                return Fill(node["v"] is { } plain ? new YText((string)plain!) : new YText(), node);
            case "xmltext":
                return Fill(node["v"] is { } xml ? new YXmlText((string)xml!) : new YXmlText(), node);
            case "elem":
                var element = new YXmlElement((string)node["n"]!);
                foreach (var pair in node["a"]?.AsArray() ?? [])
                {
                    element.SetAttribute((string)pair![0]!, Read(pair[1]));
                }
                element.Insert(0, ReadList(node["c"]));
                return element;
            case "frag":
                var fragment = new YXmlFragment();
                fragment.Insert(0, ReadList(node["c"]));
                return fragment;
            case "doc":
                return ReadDoc(node);
            default:
                throw new NotSupportedException($"type {type}");
        }
    }

    private static Doc ReadDoc(JsonObject node) => new(0, new DocOptions
    {
        Guid = (string)node["guid"]!,
        Gc = (bool?)node["gc"] ?? true,
        AutoLoad = (bool?)node["autoLoad"] ?? false,
        ShouldLoad = (bool?)node["shouldLoad"] ?? true,
        Meta = Read(node["meta"]),
    });

    private static object?[] ReadList(JsonNode? node) => node is null ? [] : [.. node.AsArray().Select(Read)];

    private static YMap Fill(YMap map, JsonNode? entries)
    {
        foreach (var pair in entries?.AsArray() ?? [])
        {
            map.Set((string)pair![0]!, Read(pair[1]));
        }
        return map;
    }

    private static YText Fill(YText text, JsonObject node)
    {
        if (node["d"] is { } delta)
        {
            text.ApplyDelta(ReadDelta(delta));
        }
        return text;
    }
}
