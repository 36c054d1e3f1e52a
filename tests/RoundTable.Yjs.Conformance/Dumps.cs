using System.Numerics;
using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Conformance;

/// <summary>Values and shared types as tagged JSON.</summary>
public static class Dumps
{
    public static JsonNode? Value(object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case Undefined:
                return new JsonObject { ["$u"] = 1 };
            case string s:
                return JsonValue.Create(s);
            case bool b:
                return b;
            case double d:
                return Number(d);
            case BigInteger big:
                return new JsonObject { ["$big"] = big.ToString() };
            case byte[] bytes:
                return new JsonObject { ["$b"] = Convert.ToBase64String(bytes) };
            case object?[] list:
                return new JsonArray([.. list.Select(Value)]);
            case YObject members:
                return Members(members);
            case Doc doc:
                return SubDocument(doc);
            case YType type:
                return Type(type);
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    public static JsonObject Type(YType type)
    {
        var dump = new JsonObject { ["t"] = Name(type.Kind) };
        switch (type)
        {
            case YXmlHook hook:
                dump["n"] = hook.HookName;
                dump["v"] = Members(hook.Entries);
                break;
            case YMap map:
                dump["v"] = Members(map.Entries);
                break;
            case YArray array:
                dump["v"] = Value(array.ToArray());
                break;
            case YText text:
                dump["d"] = Delta(text.ToDelta());
                if (text.GetAttributes() is { Count: > 0 } attributes)
                {
                    dump["a"] = Members(attributes);
                }
                break;
            case YXmlElement element:
                dump["n"] = element.NodeName;
                dump["a"] = Members(element.GetAttributes());
                dump["c"] = Value(element.ToArray());
                break;
            case YXmlFragment fragment:
                dump["c"] = Value(fragment.ToArray());
                break;
            default:
                break;
        }
        return dump;
    }

    public static JsonNode? Shallow(object? value) => value is YType type ? new JsonObject { ["t"] = Name(type.Kind) } : Value(value);

    public static JsonArray Delta(IReadOnlyList<DeltaOp> delta) => new([.. delta.Select(Op)]);

    public static string Name(TypeKind kind) => kind switch
    {
        TypeKind.Array => "array",
        TypeKind.Map => "map",
        TypeKind.Text => "text",
        TypeKind.XmlElement => "elem",
        TypeKind.XmlFragment => "frag",
        TypeKind.XmlHook => "hook",
        TypeKind.XmlText => "xmltext",
        _ => "abstract",
    };

    public static JsonObject Members(IEnumerable<KeyValuePair<string, object?>> members)
    {
        var dump = new JsonObject();
        foreach (var (key, value) in members)
        {
            dump[key] = Value(value);
        }
        return dump;
    }

    private static JsonObject Op(DeltaOp op)
    {
        var dump = new JsonObject();
        if (op.IsInsert)
        {
            dump["insert"] = Value(op.Insert);
        }
        if (op.Delete > 0)
        {
            dump["delete"] = op.Delete;
        }
        if (op.Retain > 0)
        {
            dump["retain"] = op.Retain;
        }
        if (op.Attributes is { } attributes)
        {
            dump["attributes"] = Members(attributes);
        }
        return dump;
    }

    private static JsonNode Number(double number)
    {
        if (double.IsFinite(number) && !(number == 0 && double.IsNegative(number)))
        {
            return number;
        }
        return new JsonObject { ["$n"] = double.IsNaN(number) ? "NaN" : number == 0 ? "-0" : number > 0 ? "Infinity" : "-Infinity" };
    }

    private static JsonObject SubDocument(Doc doc)
    {
        var dump = new JsonObject { ["t"] = "doc", ["guid"] = doc.Guid };
        if (!doc.Gc)
        {
            dump["gc"] = false;
        }
        if (doc.AutoLoad)
        {
            dump["autoLoad"] = true;
        }
        if (doc.Meta is not null)
        {
            dump["meta"] = Value(doc.Meta);
        }
        return dump;
    }
}
