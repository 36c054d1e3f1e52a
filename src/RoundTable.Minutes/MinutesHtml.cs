using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RoundTable.Minutes;

/// <summary>Renders the Markdown of minutes as HTML that holds no script, link, image or raw HTML, whatever people typed.</summary>
public static class MinutesHtml
{
    private static readonly MarkdownPipeline Pipeline = Made();

    /// <summary>The document without its title: headings from the second level on, paragraphs, lists and tables with scoped headings.</summary>
    /// <param name="markdown">Markdown of <see cref="MinutesMarkdown"/>.</param>
    public static string Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        if (document is [HeadingBlock { Level: 1 } title, ..])
            document.Remove(title);
        foreach (var table in document.Descendants<Table>())
            Describe(table);

        using var output = new StringWriter();
        var renderer = new HtmlRenderer(output);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return output.ToString();
    }

    // On a telephone each row is shown as a block of its own, with the heading of its column before each cell: what CSS then takes
    // away from a table, the roles say.
    private static void Describe(Table table)
    {
        string[] headings = [];
        table.GetAttributes().AddProperty("role", "table");
        foreach (var row in table.OfType<TableRow>())
        {
            row.GetAttributes().AddProperty("role", "row");
            var cells = row.OfType<TableCell>().ToList();
            if (row.IsHeader)
                headings = [.. cells.Select(TextOf)];
            for (var i = 0; i < cells.Count; i++)
            {
                var attributes = cells[i].GetAttributes();
                attributes.AddProperty("role", row.IsHeader ? "columnheader" : "cell");
                attributes.AddProperty(row.IsHeader ? "scope" : "data-label", row.IsHeader ? "col" : headings.ElementAtOrDefault(i) ?? "");
            }
        }
    }

    private static string TextOf(TableCell cell) => string.Concat(cell.Descendants<LiteralInline>().Select(text => text.Content.ToString()));

    private static MarkdownPipeline Made()
    {
        var builder = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml();
        builder.InlineParsers.TryRemove<LinkInlineParser>();
        builder.InlineParsers.TryRemove<AutolinkInlineParser>();
        builder.InlineParsers.TryRemove<HtmlEntityParser>();
        builder.BlockParsers.TryRemove<FencedCodeBlockParser>();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }
}
