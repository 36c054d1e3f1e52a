using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs;

/// <summary>XML types as text, as Yjs writes it: nothing is escaped.</summary>
internal static class XmlText
{
    public static string Of(YType type)
    {
        var text = new StringBuilder();
        Append(text, type);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case YXmlElement element:
                AppendElement(text, element);
                break;
            case YXmlFragment fragment:
                AppendChildren(text, fragment);
                break;
            case YXmlText xmlText:
                AppendText(text, xmlText);
                break;
            case YText plain:
                text.Append(plain.ToString());
                break;
            default:
                text.Append(ScriptText(node));
                break;
        }
    }

    private static void AppendElement(StringBuilder text, YXmlElement element)
    {
        var name = JsCase.ToLower(element.NodeName);
        text.Append('<').Append(name);
        foreach (var (key, value) in element.GetAttributes().Members.OrderBy(static member => member.Key, StringComparer.Ordinal))
        {
            text.Append(' ').Append(key).Append("=\"").Append(ScriptText(value)).Append('"');
        }
        text.Append('>');
        AppendChildren(text, element);
        text.Append("</").Append(name).Append('>');
    }

    private static void AppendChildren(StringBuilder text, YXmlFragment fragment)
    {
        foreach (var child in fragment.ToArray())
        {
            Append(text, child);
        }
    }

    private static void AppendText(StringBuilder text, YXmlText xmlText)
    {
        foreach (var op in xmlText.ToDelta())
        {
            var tags = (op.Attributes ?? []).Members.OrderBy(static member => member.Key, StringComparer.Ordinal).ToArray();
            foreach (var (name, attributes) in tags)
            {
                text.Append('<').Append(name);
                AppendTagAttributes(text, attributes);
                text.Append('>');
            }
            Append(text, op.Insert);
            foreach (var (name, _) in tags.Reverse())
            {
                text.Append("</").Append(name).Append('>');
            }
        }
    }

    private static void AppendTagAttributes(StringBuilder text, object? attributes)
    {
        var members = attributes switch
        {
            YObject o => o.Members,
            object?[] list => list.Select(static (value, i) => new KeyValuePair<string, object?>(i.ToString(CultureInfo.InvariantCulture), value)),
            string s => s.Select(static (c, i) => new KeyValuePair<string, object?>(i.ToString(CultureInfo.InvariantCulture), c.ToString())),
            _ => [],
        };
        foreach (var (key, value) in members.OrderBy(static member => member.Key, StringComparer.Ordinal))
        {
            text.Append(' ').Append(key).Append("=\"").Append(ScriptText(value)).Append('"');
        }
    }

    /// <summary>A value as JavaScript joins it to a string.</summary>
    private static string ScriptText(object? value) => value switch
    {
        null => "null",
        string s => s,
        bool b => b ? "true" : "false",
        double d => JsonText.Number(d),
        byte[] bytes => string.Join(',', bytes),
        object?[] list => string.Join(',', list.Select(static e => e is null or Undefined ? "" : ScriptText(e))),
        YText text => text.ToString(),
        YXmlFragment fragment => fragment.ToString(),
        YObject or YType or Doc => "[object Object]",
        _ => value.ToString()!,
    };
}
