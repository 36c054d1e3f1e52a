using RoundTable.Domain.Minutes;

namespace RoundTable.Minutes.Tests;

public class MinutesMarkdownTests
{
    [Fact]
    public void Write_Opening_SaysForWhomAndWhen()
    {
        var markdown = MinutesMarkdown.Write(Samples.Plain());

        Assert.StartsWith(
            "# Verslag startoverleg Gezin De Wit\n\nDit verslag is voor Anna de Wit.\n\nHet overleg was op 12 februari 2026 om 13.00 uur. U was er niet bij.\n",
            markdown,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Scores_ShowsEachKindOfScore()
    {
        var markdown = MinutesMarkdown.Write(Samples.Plain());

        Assert.Contains("- 0: Niet veilig\\.\n- 10: Veilig genoeg\\.\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| Anna de Wit | 4 | Het is rustiger\\. | Meer hulp\\. |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| Bas Groen | geen cijfer: Ik weet te weinig\\. |  |  |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| Mia | bekend bij de regisseur |  |  |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| Oma | 7 (alleen bekend bij de regisseur) | Ik ben er\\. |  |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("Het laagste cijfer is 4. Het hoogste cijfer is 7.\n", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WordingThatIsKeptFromTheRecipient_LeavesNoHalfLine()
    {
        var content = Samples.Plain();
        var round = content.Scores! with { Question = "", Anchor0 = "" };

        var markdown = MinutesMarkdown.Write(content with { Municipality = "", Scores = round, EarlierRounds = [] });

        Assert.Contains("\n\nKenmerk: p\\-1.\n", markdown, StringComparison.Ordinal);
        Assert.Contains("## Cijfers\n\n- 10: Veilig genoeg\\.\n\n| Wie", markdown, StringComparison.Ordinal);
        Assert.Contains(
            "## Cijfers\n\n| Wie", MinutesMarkdown.Write(content with { Scores = round with { Anchor10 = "" }, EarlierRounds = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OneValue_ShowsNoLowestAndHighest()
    {
        var content = Samples.Plain();
        var round = content.Scores! with { Scores = [content.Scores.Scores[0]] };

        var markdown = MinutesMarkdown.Write(content with { Scores = round, EarlierRounds = [] });

        Assert.DoesNotContain("laagste", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Commitments_ShowsStateAndWords()
    {
        var markdown = MinutesMarkdown.Write(Samples.Plain());

        Assert.Contains("| 1 | Ik bel elke dag\\. | Anna de Wit | 1 maart 2026, elke week | Bas Groen | akkoord: Liever om de dag\\. |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| niet eens: Liever om de dag\\. |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("Een voorgestelde afspraak geldt pas", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NothingInAPart_LeavesNoTraceOfThePart()
    {
        var content = Samples.Plain() with
        {
            StartsAt = null,
            RecipientWasAbsent = false,
            Reason = "",
            Director = null,
            Present = [],
            Absent = [],
            LookedBack = [],
            FloorRequirements = [],
            Card = [],
            Scores = null,
            EarlierRounds = [],
            Commitments = [],
            WithoutNextReason = null,
            ChildWords = null,
        };

        Assert.Equal(
            "# Verslag startoverleg Gezin De Wit\n\nDit verslag is voor Anna de Wit.\n\nHet overleg was op 12 februari 2026.\n\n"
            + "Gemeente: Wilgendam. Kenmerk: p\\-1.\n\n## Klopt er iets niet?\n\nLaat het weten voor 19 februari 2026. Dat kan onder dit verslag.\n",
            MinutesMarkdown.Write(content));
    }

    [Fact]
    public void Write_NextMeeting_NamesTheDay() =>
        Assert.Contains(
            "## Volgend overleg\n\nHet volgende overleg is op 2 april 2026.\n",
            MinutesMarkdown.Write(Samples.Plain() with { NextMeetingOn = new DateOnly(2026, 4, 2) }),
            StringComparison.Ordinal);

    [Fact]
    public void Texts_EveryTypedText_IsAmongThem()
    {
        var made = 0;
        var content = Samples.With(_ => $"woord{++made}");

        Assert.Equal(Enumerable.Range(1, made).Select(n => $"woord{n}").Order(StringComparer.Ordinal), content.Texts().Order(StringComparer.Ordinal));
    }
}
