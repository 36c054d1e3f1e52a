using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs;

/// <summary>XML types as text, as Yjs writes it: nothing is escaped. Children are walked with an own stack.</summary>
internal static class XmlText
{
    public static string Of(YType type)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var text = new StringBuilder();
        var pending = new Stack<Step>();
        pending.Push(new(type, null));
        var steps = new List<Step>();
        while (pending.TryPop(out var step))
        {
            if (step.Text is not null)
            {
                text.Append(step.Text);
                continue;
            }
            steps.Clear();
            Expand(step.Node, steps);
            for (var i = steps.Count - 1; i >= 0; i--)
            {
                pending.Push(steps[i]);
            }
        }
        return text.ToString();
    }

    /// <summary>Takes a node apart into texts and inner nodes.</summary>
    private static void Expand(object? node, List<Step> steps)
    {
        switch (node)
        {
            case YXmlElement element:
                var name = JsCase.ToLower(element.NodeName);
                steps.Add(new(null, OpeningTag(name, element.GetAttributes().Members)));
                AddChildren(element, steps);
                steps.Add(new(null, $"</{name}>"));
                break;
            case YXmlFragment fragment:
                AddChildren(fragment, steps);
                break;
            case YXmlText xmlText:
                AddText(xmlText, steps);
                break;
            default:
                steps.Add(new(null, ScriptText(node)));
                break;
        }
    }

    private static void AddChildren(YXmlFragment fragment, List<Step> steps)
    {
        foreach (var child in fragment.ToArray())
        {
            steps.Add(new(child, null));
        }
    }

    private static void AddText(YXmlText xmlText, List<Step> steps)
    {
        foreach (var op in xmlText.ToDelta())
        {
            var tags = (op.Attributes ?? []).Members.OrderBy(static member => member.Key, StringComparer.Ordinal).ToArray();
            foreach (var (name, attributes) in tags)
            {
                steps.Add(new(null, OpeningTag(name, TagAttributes(attributes))));
            }
            steps.Add(new(op.Insert, null));
            for (var i = tags.Length - 1; i >= 0; i--)
            {
                steps.Add(new(null, $"</{tags[i].Key}>"));
            }
        }
    }

    private static string OpeningTag(string name, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        var tag = new StringBuilder().Append('<').Append(name);
        foreach (var (key, value) in attributes.OrderBy(static member => member.Key, StringComparer.Ordinal))
        {
            tag.Append(' ').Append(key).Append("=\"").Append(ScriptText(value)).Append('"');
        }
        return tag.Append('>').ToString();
    }

    private static IEnumerable<KeyValuePair<string, object?>> TagAttributes(object? attributes) => attributes switch
    {
        YObject o => o.Members,
        object?[] list => list.Select(static (value, i) => new KeyValuePair<string, object?>(i.ToString(CultureInfo.InvariantCulture), value)),
        string s => s.Select(static (c, i) => new KeyValuePair<string, object?>(i.ToString(CultureInfo.InvariantCulture), c.ToString())),
        _ => [],
    };

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

    /// <summary>A text to append, or a node to take apart.</summary>
    private readonly record struct Step(object? Node, string? Text);
}
