using RoundTable.Domain.Minutes;

namespace RoundTable.Minutes;

/// <summary>Words of children, which come before everything else in minutes (BR-24).</summary>
internal static class ChildWordsMarkdown
{
    public static void Write(MarkdownWriter writer, string? heading, IReadOnlyList<MinutesChildWords>? words)
    {
        foreach (var child in (words ?? []).GroupBy(w => w.Child))
        {
            writer.Heading(heading ?? $"Dit zegt {Escaped.Line(child.Key)}");
            writer.List(child.Select(w => $"{Dutch.Name(w.Kind)}: {Escaped.Lines(w.Text, MarkdownWriter.Indent)}{With(w)}"));
        }
    }

    private static string With(MinutesChildWords words) => words.Helper is { } helper ? $" (opgeschreven samen met {Escaped.Line(helper)})" : "";
}
