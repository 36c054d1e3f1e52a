using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;

namespace RoundTable.Minutes.Tests;

public class MinutesRendererTests
{
    [Fact]
    public void Render_Twice_GivesTheSameHash()
    {
        var one = MinutesRenderer.Render(Samples.Plain());
        var two = MinutesRenderer.Render(Samples.Plain());

        Assert.Equal(one, two);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.Markdown))), one.Hash);
    }

    [Fact]
    public void Render_OtherWords_GivesAnotherHash() => Assert.NotEqual(
        MinutesRenderer.Render(Samples.Plain()).Hash,
        MinutesRenderer.Render(Samples.Plain() with { Reason = "Iets anders." }).Hash);

    [Fact]
    public void Render_AnotherDayToReact_SaysItAndGivesTheSameHash()
    {
        var sent = MinutesRenderer.Render(Samples.Plain());
        var reminded = MinutesRenderer.Render(Samples.Plain(), Samples.Plain().ReactBefore.AddDays(7));

        Assert.Equal(sent.Hash, reminded.Hash);
        Assert.NotEqual(sent.Markdown, reminded.Markdown);
        Assert.NotEqual(sent.Html, reminded.Html);
    }

    [Fact]
    public void Render_AnotherCulture_GivesTheSameHash()
    {
        var here = MinutesRenderer.Render(Samples.Plain());
        var before = CultureInfo.CurrentCulture;
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (strange.NumberFormat.NegativeSign, strange.NumberFormat.NumberDecimalSeparator) = ("~", "٫");
        (strange.DateTimeFormat.DateSeparator, strange.DateTimeFormat.TimeSeparator) = ("~", "~");
        (strange.DateTimeFormat.ShortDatePattern, strange.DateTimeFormat.ShortTimePattern) = ("yyyy/dd", "mm:hh");
        try
        {
            CultureInfo.CurrentCulture = strange;
            Assert.Equal(here, MinutesRenderer.Render(Samples.Plain()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Page_Written_IsOneDutchFileWithANeutralTitle()
    {
        var rendering = MinutesRenderer.Render(Samples.With(_ => "<script>alert(1)</script>"));

        var page = new HtmlParser().ParseDocument(MinutesPage.Write(rendering, new MinutesEdition(new DateTimeOffset(2026, 2, 13, 9, 5, 0, TimeSpan.FromHours(1)), "https://tafel.example/minutes/mi-1")));

        Assert.Equal("nl", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Bericht", page.Title);
        Assert.Equal(rendering.Title, page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, a, [src], [href], [onerror]"));
        Assert.Contains(rendering.Hash, page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("de versie van 13 februari 2026, 9.05 uur", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("https://tafel.example/minutes/mi-1", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelector("style")!.TextContent)));
        Assert.Equal($"'sha256-{style}'", MinutesPage.StyleSource);
    }
}
