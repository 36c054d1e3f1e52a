using System.Text.Json;
using AngleSharp.Html.Parser;
using RoundTable.Domain.Exports;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Minutes.Tests;

public class PersonExportPageTests
{
    [Fact]
    public void Page_OfAFullExport_SaysEverythingInDutchWords()
    {
        var page = new HtmlParser().ParseDocument(PersonExportPage.Write(Sample(text => text)));

        Assert.Equal("Bericht", page.Title);
        Assert.Equal("Wat er over Anna de Wit in het plan staat", page.QuerySelector("h1")?.TextContent);
        Assert.Equal(
            ["Gegevens", "Waarom dit plan er is", "Gesprekken", "Gegeven cijfers", "Veiligheidskaart", "Afspraken", "Eigen woorden", "Toestemming", "Ontvangen verslagen", "Verslag startoverleg Gezin De Wit", "Noodtoegang", "Wie keek of iets veranderde"],
            page.QuerySelectorAll("h2").Select(h => h.TextContent));
        var text = page.Body!.TextContent;
        Assert.Contains("Geboren op 3 mei 1990", text, StringComparison.Ordinal);
        Assert.Contains("12 februari 2026 om 13.00 uur: startoverleg. Was er niet bij. Opgeschreven is: Ziek.", text, StringComparison.Ordinal);
        Assert.Contains("Ingrid Postema maakte een kopie: alles over één persoon (met noodtoegang)", text, StringComparison.Ordinal);
        Assert.Contains("Nagekeken: het was misbruik.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("category")]
    [InlineData("kind")]
    public void Page_CallsThingsWhatTheScreenCalledThemOnWhichTheyWereAgreedToOrSaid(string words)
    {
        var text = new HtmlParser().ParseDocument(PersonExportPage.Write(Sample(text => text))).Body!.TextContent;

        var onScreen = ScreenWords().Where(word => word.Key.StartsWith($"{words}.", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(onScreen);
        Assert.All(onScreen, word => Assert.Contains(word.Value, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Purpose_WithoutAFullStop_DoesNotRunOnIntoTheNextSentence()
    {
        var text = new HtmlParser().ParseDocument(PersonExportPage.Write(Sample(text => text == "Om te helpen." ? "Om te helpen" : text))).Body!.TextContent;

        Assert.Contains("Waarvoor: Om te helpen. Niet: Geen behandeling. ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Municipality_ThatIsKeptFromOneOfThem_LeavesNoHalfLine()
    {
        var text = new HtmlParser().ParseDocument(PersonExportPage.Write(Sample(text => text == "Wilgendam" ? "" : text))).Body!.TextContent;

        Assert.DoesNotContain("Gemeente", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[klik](javascript:alert(1)) ![x](http://x/y.png)")]
    [InlineData("# kop\n## kop")]
    [InlineData("| a | b |\n|---|---|\n</td></table><iframe src=//x>")]
    public void Page_WithMarkupInEveryField_ShowsItAsText(string typed)
    {
        var page = new HtmlParser().ParseDocument(PersonExportPage.Write(Sample(_ => typed)));

        Assert.Null(page.QuerySelector("a, script, img, code, pre, em, iframe, ol, blockquote"));
        Assert.Equal(Sections(Sample(text => text)), Sections(Sample(_ => typed)));
        Assert.True(page.QuerySelectorAll("table").All(t => t.QuerySelectorAll("tr").Select(r => r.ChildElementCount).Distinct().Count() == 1));
    }

    private static IEnumerable<KeyValuePair<string, string>> ScreenWords()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RoundTable.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No RoundTable.sln above the test's folder.");
        return Directory.GetFiles(Path.Combine(folder.FullName, "web-client", "src", "words"), "nl*.json")
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!);
    }

    private static int Sections(PersonExport export) => new HtmlParser().ParseDocument(PersonExportPage.Write(export)).QuerySelectorAll("h2, h3, h4").Length;

    // Something in every field, and every word of the lists that the page has Dutch for.
    private static PersonExport Sample(Func<string, string> typed)
    {
        var at = new DateTimeOffset(2026, 2, 12, 13, 0, 0, TimeSpan.FromHours(1));
        var day = new DateOnly(2026, 2, 12);
        return new PersonExport(
            PersonExport.CurrentVersion,
            at,
            typed("Ingrid Postema"),
            "p-1",
            typed("Gezin De Wit"),
            typed("Wilgendam"),
            typed("Ik wil rust."),
            new ExportedPerson(typed("Anna de Wit"), PersonRole.ParentWithAuthority, typed("Geen"), typed("moeder"), typed("anna@post.example"), typed("06"), new DateOnly(1990, 5, 3)),
            new MinutesContact(typed("Ingrid Postema"), typed("Team Jeugd"), typed("0800")),
            [new ExportedMeeting(MeetingKind.Start, at, false, typed("Ziek.")), new ExportedMeeting(MeetingKind.Acute, at, true, null), new ExportedMeeting(MeetingKind.Closing, at, null, null)],
            [
                .. Enum.GetValues<ScoreVisibility>().Select(v => new ExportedScore(day, typed("Hoe veilig?"), typed("0"), typed("10"), 4, null, typed("Rustig."), typed("Slot."), v, true, at)),
                new ExportedScore(day, typed("Hoe veilig?"), typed("0"), typed("10"), null, typed("weet niet"), "", "", ScoreVisibility.Everyone, false, at),
            ],
            [new ExportedItem(CardColumn.Harm, ItemKind.Fact, typed("Anna"), true, typed("Hij kwam.")), new ExportedItem(CardColumn.Harm, ItemKind.Judgement, null, false, typed("Naar.")), new ExportedItem(CardColumn.Harm, ItemKind.Experience, null, false, typed("Bang."))],
            [.. Samples.With(typed).Commitments],
            [.. Enum.GetValues<ChildWordsKind>().Select(part => new ExportedWords(part, typed("Bang."), true, day, [typed("Oma")]))],
            [.. Enum.GetValues<ConsentKind>().Select(kind => new ExportedConsent(
                kind, [typed("Anna")], [typed("School")], [.. Enum.GetValues<DataCategory>()], typed("Om te helpen."), typed("Geen behandeling."), day, day.AddYears(1), true, false))],
            [new ExportedMinutes(at, at, [new ExportedReaction(at, typed("Klopt."))], Samples.With(typed))],
            [.. Enum.GetValues<EmergencyVerdict>().Select(v => new ExportedEmergency(typed("Nood."), at, at.AddHours(4), v, typed("Zo is het.")))],
            [.. from action in Enum.GetValues<AccessAction>()
                from what in Enum.GetValues<AccessSubject>()
                select new ExportedLook(day, typed("Ingrid Postema"), action, what, true)]);
    }
}
