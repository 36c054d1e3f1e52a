using AngleSharp.Html.Parser;

namespace RoundTable.Minutes.Tests;

public class RandomTextTests
{
    private static readonly string[] Pieces =
    [
        "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", ".", "!", "|", "<", ">", "&", ";", ":", "\"", "'", "~", "=", "^", "$", "/",
        "\n", "\r\n", "    ", "\t", " ", "a", "1", "script", "http://x", "www.x", "<b>", "</p>", "<!--", "]]>", "&lt;", "é", "😀", "\u2028", "---", "```",
    ];

    [Fact]
    public void Render_RandomMarkupInEveryField_NeverBecomesMarkup()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var typed = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var page = new HtmlParser().ParseDocument(MinutesRenderer.Render(Samples.With(_ => $"x{typed}x")).Html);

            Assert.True(page.QuerySelector("a, script, img, code, pre, em, h1, h4, hr, blockquote, ol, b, iframe, del") is null, $"seed {seed}: {typed}");
            Assert.True(page.All.SelectMany(e => e.Attributes).All(a => a.Name is "scope" or "role" or "data-label" && !a.Value.Contains('x')), $"seed {seed}: {typed}");
            Assert.True(Letters(page.QuerySelector("td")!.TextContent + page.QuerySelectorAll("td")[1].TextContent).Contains(Letters($"x{typed}x"), StringComparison.Ordinal), $"seed {seed}: {typed}");
            Assert.True(page.QuerySelectorAll("table").All(t => t.QuerySelectorAll("tr").Select(r => r.ChildElementCount).Distinct().Count() == 1), $"seed {seed}: {typed}");
        }
    }

    [Fact]
    public void Render_RandomMarkupInMinutesForAChild_NeverBecomesMarkup()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var typed = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var page = new HtmlParser().ParseDocument(MinutesRenderer.Render(Samples.ForAChild(_ => $"x{typed}x")).Html);

            Assert.True(page.QuerySelector("a, script, img, code, pre, em, strong, h1, h3, h4, hr, blockquote, ol, table, b, iframe, del") is null, $"seed {seed}: {typed}");
            Assert.True(page.All.All(e => e.Attributes.Length == 0), $"seed {seed}: {typed}");
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
