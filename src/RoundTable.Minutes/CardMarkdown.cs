using RoundTable.Domain.Minutes;

namespace RoundTable.Minutes;

/// <summary>The items of the safety card, by column, as minutes and copies show them.</summary>
internal static class CardMarkdown
{
    /// <summary>Writes the card; nothing when there are no items.</summary>
    public static void Write(MarkdownWriter writer, IReadOnlyList<MinutesItem> items)
    {
        if (items.Count == 0)
            return;
        writer.Heading("Veiligheidskaart");
        foreach (var column in items.GroupBy(i => i.Column))
        {
            writer.Subheading(Dutch.Name(column.Key));
            writer.List(column.Select(i => i.Speaker is null
                ? $"{Escaped.Lines(i.Text, MarkdownWriter.Indent)} ({Dutch.Name(i.Kind)})"
                : $"**{Escaped.Line(i.Speaker)}** ({Dutch.Name(i.Kind)}): {Escaped.Lines(i.Text, MarkdownWriter.Indent)}"));
        }
    }
}
