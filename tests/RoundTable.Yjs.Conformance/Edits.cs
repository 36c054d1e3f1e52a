using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Conformance;

/// <summary>Carries out the edits of a script.</summary>
public static class Edits
{
    public static void Do(YType target, JsonObject op)
    {
        var name = (string)op["op"]!;
        switch (name.Split('.')[0])
        {
            case "map":
                DoMap((YMap)target, name, op);
                break;
            case "arr":
                DoArray((YArray)target, name, op);
                break;
            case "txt":
                DoText((YText)target, name, op);
                break;
            case "xml":
                DoXml((YXmlFragment)target, name, op);
                break;
            case "attr":
                DoAttribute(target, name, op);
                break;
            default:
                throw new NotSupportedException(name);
        }
    }

    private static void DoMap(YMap map, string name, JsonObject op)
    {
        switch (name)
        {
            case "map.set":
                map.Set((string)op["k"]!, TaggedValues.Read(op["v"]));
                break;
            case "map.del":
                map.Delete((string)op["k"]!);
                break;
            case "map.clear":
                map.Clear();
                break;
            default:
                throw new NotSupportedException(name);
        }
    }

    private static void DoArray(YArray array, string name, JsonObject op)
    {
        switch (name)
        {
            case "arr.ins":
                array.Insert((int)op["i"]!, (object?[])TaggedValues.Read(op["v"])!);
                break;
            case "arr.push":
                array.Push((object?[])TaggedValues.Read(op["v"])!);
                break;
            case "arr.del":
                array.Delete((int)op["i"]!, (int)op["n"]!);
                break;
            default:
                throw new NotSupportedException(name);
        }
    }

    private static void DoText(YText text, string name, JsonObject op)
    {
        switch (name)
        {
            case "txt.ins":
                text.Insert((int)op["i"]!, (string)op["s"]!, TaggedValues.ReadAttributes(op["a"]));
                break;
            case "txt.del":
                text.Delete((int)op["i"]!, (int)op["n"]!);
                break;
            case "txt.fmt":
                text.Format((int)op["i"]!, (int)op["n"]!, TaggedValues.ReadAttributes(op["a"])!);
                break;
            case "txt.emb":
                text.InsertEmbed((int)op["i"]!, TaggedValues.Read(op["v"]), TaggedValues.ReadAttributes(op["a"]));
                break;
            case "txt.delta":
                text.ApplyDelta(TaggedValues.ReadDelta(op["d"]!), (bool?)op["sanitize"] ?? true);
                break;
            default:
                throw new NotSupportedException(name);
        }
    }

    private static void DoXml(YXmlFragment fragment, string name, JsonObject op)
    {
        switch (name)
        {
            case "xml.ins":
                fragment.Insert((int)op["i"]!, (object?[])TaggedValues.Read(op["v"])!);
                break;
            case "xml.insafter":
                var reference = op["ref"] is { } index ? (YType)fragment[(int)index]! : null;
                fragment.InsertAfter(reference, (object?[])TaggedValues.Read(op["v"])!);
                break;
            case "xml.del":
                fragment.Delete((int)op["i"]!, (int)op["n"]!);
                break;
            default:
                throw new NotSupportedException(name);
        }
    }

    private static void DoAttribute(YType target, string name, JsonObject op)
    {
        var key = (string)op["k"]!;
        switch (target, name)
        {
            case (YText text, "attr.set"):
                text.SetAttribute(key, TaggedValues.Read(op["v"]));
                break;
            case (YText text, "attr.del"):
                text.RemoveAttribute(key);
                break;
            case (YXmlElement element, "attr.set"):
                element.SetAttribute(key, TaggedValues.Read(op["v"]));
                break;
            case (YXmlElement element, "attr.del"):
                element.RemoveAttribute(key);
                break;
            default:
                throw new NotSupportedException(name);
        }
    }
}
