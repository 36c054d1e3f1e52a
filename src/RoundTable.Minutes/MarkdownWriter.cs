using System.Text;

namespace RoundTable.Minutes;

/// <summary>Writes the few forms of Markdown that minutes use; all it is given but titles is Markdown already.</summary>
internal sealed class MarkdownWriter
{
    /// <summary>What a next line in a list item begins with.</summary>
    public const string Indent = "  ";

    private readonly StringBuilder _text = new();

    public void Title(string typed) => Block($"# {Escaped.Line(typed)}");

    public void Heading(string heading) => Block($"## {heading}");

    public void Subheading(string heading) => Block($"### {heading}");

    public void Paragraph(string text) => Block(text);

    public void List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(i => $"- {i}")));

    public void Table(IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        string[] lines = [Row(headings), Row([.. headings.Select(_ => "---")]), .. rows.Select(Row)];
        Block(string.Join('\n', lines));
    }

    /// <summary>What is Markdown of ours already, block by block.</summary>
    public void Verbatim(string markdown) => Block(markdown);

    public override string ToString() => _text.ToString();

    private void Block(string markdown)
    {
        if (_text.Length > 0)
            _text.Append('\n');
        _text.Append(markdown).Append('\n');
    }

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}
