using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

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
        foreach (var heading in document.Descendants<TableRow>().Where(r => r.IsHeader).SelectMany(r => r.OfType<TableCell>()))
            heading.GetAttributes().AddProperty("scope", "col");

        using var output = new StringWriter();
        var renderer = new HtmlRenderer(output);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return output.ToString();
    }

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
