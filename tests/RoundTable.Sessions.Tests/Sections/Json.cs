using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>What a document holds, in an order that does not depend on how it came about.</summary>
internal static class Json
{
    public static string Of(Doc doc) => Text(doc.GetMap("items").ToJson());

    private static string Text(object? value) => value switch
    {
        YObject map => "{" + string.Join(",", map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Text(m.Value)}")) + "}",
        object?[] list => "[" + string.Join(",", list.Select(Text)) + "]",
        string text => $"'{text}'",
        null => "null",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };
}
