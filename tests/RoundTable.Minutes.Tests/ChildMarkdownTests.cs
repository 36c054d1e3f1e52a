namespace RoundTable.Minutes.Tests;

/// <summary>A child's words come first, and a child under 12 gets a short text in easy words (BR-20, BR-24).</summary>
public class ChildMarkdownTests
{
    private const int LongestSentence = 14;

    [Fact]
    public void Write_WordsOfAChild_ComeBeforeEverythingElse()
    {
        var markdown = MinutesMarkdown.Write(Samples.Plain());

        var first = markdown.IndexOf("## ", StringComparison.Ordinal);
        Assert.StartsWith("## Dit zegt Mia\n\n- Eigen verhaal: Ik wil een hond\\.\n- Huis van de dromen: Geen ruzie\\.\n", markdown[first..], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutWordsOfAChild_LeavesNoTrace() =>
        Assert.DoesNotContain("Mia", MinutesMarkdown.Write(Samples.Plain() with { ChildWords = null, Scores = null, EarlierRounds = [] }), StringComparison.Ordinal);

    [Fact]
    public void Write_ForAChildUnderTwelve_SpeaksToTheChildAndBeginsWithItsWords()
    {
        var markdown = MinutesMarkdown.Write(Samples.ForAChild(text => text));

        Assert.StartsWith("# Voor Mia\n\nHallo Mia.\n\nOp 12 februari 2026 was er een gesprek over jouw gezin. Jij was erbij.\n\n## Dit heb jij gezegd\n", markdown, StringComparison.Ordinal);
        Assert.Contains("- Jij zegt: Oma is lief\\.\n", markdown, StringComparison.Ordinal);
        Assert.Contains("- Anna de Wit: Ik bel elke dag\\. Hoe vaak: elke week.\n", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("|", markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "Je voelt je niet veilig.")]
    [InlineData(3, "Je voelt je niet veilig.")]
    [InlineData(6, "Je voelt je een beetje veilig.")]
    [InlineData(10, "Je voelt je veilig.")]
    public void Write_ScoreOfAChild_IsNeverANumberAlone(int value, string words)
    {
        var content = Samples.ForAChild(text => text);
        var round = content.Scores! with { Scores = [content.Scores.Scores[0] with { Value = value }] };

        Assert.Contains($"Jij gaf een {value}. {words}\n", MinutesMarkdown.Write(content with { Scores = round }), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ScoreWithSomebodyBesideAChild_TellsWhoWroteItDown()
    {
        var content = Samples.ForAChild(text => text);
        var own = content.Scores!.Scores.Single() with { Helper = "Juf" };

        Assert.Contains("Juf heeft het voor je opgeschreven.", MinutesMarkdown.Write(content with { Scores = content.Scores with { Scores = [own] } }), StringComparison.Ordinal);
        var others = MinutesMarkdown.Write(Samples.Plain() with { Scores = content.Scores with { Scores = [own with { IsRecipient = false }] } });
        Assert.Contains("(samen met Juf)", others, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ChildWhoSatInTwoRooms_ReadsBothOfItsScores()
    {
        var content = Samples.ForAChild(text => text);
        var own = content.Scores!.Scores.Single();

        var markdown = MinutesMarkdown.Write(content with { Scores = content.Scores with { Scores = [own with { Value = 2 }, own with { Value = 9 }] } });
        Assert.Contains("Jij gaf een 2.", markdown, StringComparison.Ordinal);
        Assert.Contains("Jij gaf een 9.", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ForAChild_HasShortSentencesAndFewOfThem()
    {
        var sentences = MinutesMarkdown.Write(Samples.ForAChild(_ => "Woord"))
            .Split('.', '?', '!', '\n').Select(s => s.Trim(' ', '#', '-')).Where(s => s.Length > 0).ToList();

        Assert.All(sentences, s => Assert.InRange(s.Split(' ').Length, 1, LongestSentence));
        Assert.InRange(sentences.Count, 5, 40);
    }
}
