using AngleSharp.Html.Parser;
using RoundTable.Domain.Minutes;

namespace RoundTable.Minutes.Tests;

public class MinutesHtmlTests
{
    // What a browser must never make out of typed text.
    private static readonly HashSet<string> Allowed =
        ["html", "head", "body", "h2", "h3", "p", "ul", "li", "strong", "br", "table", "thead", "tbody", "tr", "th", "td"];

    public static TheoryData<string> Typed =>
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">klik</a>",
        "<!-- weg",
        "</td></table><iframe src=//x></iframe>",
        "<https://example.org/>",
        "https://example.org/ en www.example.org",
        "[klik](javascript:alert(1)) ![x](http://x/y.png)",
        "[klik][1]\n\n[1]: javascript:alert(1)",
        "**vet** _schuin_ `code` ~~weg~~ ==geel==",
        "# kop",
        "1. een\n2. twee\n- drie\n* vier\n+ vijf",
        "> citaat\n\n    code\n\n```\nblok\n```",
        "---\n===\n***",
        "a | b\n--- | ---\n1 | 2",
        "| x |",
        "&lt;b&gt; &amp; &#60;script&#62;",
        "\\",
        "eind \\",
        "\\|",
        "$x$ :smile: {#id .klas} [^1] [ ] [x]",
        "\u0000\u0007tekst",
        "\u202Etxet",
    ];

    [Theory]
    [MemberData(nameof(Typed))]
    public void Render_AnyTextInEveryField_ShowsItAsTyped(string typed)
    {
        var html = MinutesRenderer.Render(Samples.With(_ => typed)).Html;
        var page = new HtmlParser().ParseDocument(html);

        Assert.DoesNotContain(page.All.Select(e => e.LocalName), name => !Allowed.Contains(name));
        var headings = page.QuerySelectorAll("th").Select(h => h.TextContent).ToHashSet();
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a switch
        {
            { Name: "scope", Value: "col" } or { Name: "role", Value: "table" or "row" or "columnheader" or "cell" } => false,
            { Name: "data-label" } => !headings.Contains(a.Value) || a.Value == typed,
            _ => true,
        });
        var shown = Visible(typed);
        Assert.Equal(CellsIn(Samples.With(_ => typed)), page.QuerySelectorAll("td").Count(c => Spaced(c.TextContent).Contains(shown, StringComparison.Ordinal)));
        Assert.Contains(shown, Spaced(page.QuerySelector("li")!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TextWithLineBreaks_KeepsThemInLists()
    {
        var content = Samples.Plain() with { Absent = [new MinutesAbsentee(new MinutesPerson("Bas", Domain.Words.PersonRole.Professional, null, "school"), "een\ntwee\r\n\r\ndrie")] };

        var html = MinutesRenderer.Render(content).Html;

        Assert.Contains("<li>Bas (school): een<br />\ntwee<br />\ndrie</li>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Tables_ScopeTheirHeadings()
    {
        var page = new HtmlParser().ParseDocument(MinutesRenderer.Render(Samples.Plain()).Html);

        Assert.Equal(5, page.QuerySelectorAll("table").Length);
        Assert.All(page.QuerySelectorAll("th"), h => Assert.Equal("col", h.GetAttribute("scope")));
        Assert.All(page.QuerySelectorAll("tr"), row => Assert.Equal(
            row.QuerySelectorAll("td").Select(cell => cell.GetAttribute("data-label")),
            row.QuerySelectorAll("td").Select((_, i) => row.Closest("table")!.QuerySelectorAll("th")[i].TextContent)));
        Assert.All(page.QuerySelectorAll("table"), t => Assert.Single(t.QuerySelectorAll("tr").Select(r => r.ChildElementCount).Distinct()));
    }

    [Fact]
    public void Render_Headings_BeginAtTheSecondLevelInOrder()
    {
        var page = new HtmlParser().ParseDocument(MinutesRenderer.Render(Samples.Plain()).Html);

        Assert.Equal(
            [
                "Dit zegt Mia", "Waarom dit plan er is", "Wie waren erbij?", "Wie waren er niet?", "Hoe ging het met de afspraken?", "Bodemeisen",
                "Veiligheidskaart", "Wat er is gebeurd", "Wat goed gaat", "Cijfers", "Cijfers van een eerdere ronde", "Afspraken",
                "Volgend overleg", "Klopt er iets niet?",
            ],
            page.QuerySelectorAll("h1, h2, h3").Select(h => h.TextContent));
        Assert.Null(page.QuerySelector("h1"));
    }

    private static string Visible(string typed) => Spaced(new string([.. typed.Where(c => !char.IsControl(c) || char.IsWhiteSpace(c)).Where(c => c != '\u202E')]));

    private static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Per commitment five cells with typed text (the day's holds the recurrence, the state's the remark), per requirement two,
    // per round the names, one reason for a pass and what is explained.
    private static int CellsIn(MinutesContent c) =>
        (5 * (c.LookedBack.Count + c.Commitments.Count)) + (2 * c.FloorRequirements.Count)
        + (2 * c.Scores!.Scores.Sum(s => new[] { s.Name, s.PassReason, s.Why, s.OneHigher }.Count(t => t is not null)));
}
