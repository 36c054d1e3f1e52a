using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Minutes;

/// <summary>
/// Minutes for a child under 12, to be read together: its own words first, then who were there, what goes well and what we are
/// going to do. Short sentences in easy words, and no number without words beside it.
/// </summary>
internal static class ChildMarkdown
{
    private const int NotSafe = 3;
    private const int ALittleSafe = 6;

    public static string Title(MinutesContent content) => $"Voor {content.Recipient}";

    public static string Write(MinutesContent content)
    {
        var writer = new MarkdownWriter();
        writer.Title(Title(content));
        writer.Paragraph($"Hallo {Escaped.Line(content.Recipient)}.");
        writer.Paragraph($"Op {Dutch.Day(content.HeldOn)} was er een gesprek over jouw gezin. {(content.RecipientWasAbsent ? "Jij was er niet bij." : "Jij was erbij.")}");
        ChildWordsMarkdown.Write(writer, "Dit heb jij gezegd", content.ChildWords);
        if (content.Present.Count > 0)
        {
            writer.Heading("Wie waren er?");
            writer.List(content.Present.Select(p => string.IsNullOrEmpty(p.Relation) ? Escaped.Line(p.Name) : $"{Escaped.Line(p.Name)} ({Escaped.Line(p.Relation)})"));
        }

        Card(writer, content);
        Scores(writer, content.Scores?.Scores.Where(s => s.IsRecipient) ?? []);
        Commitments(writer, content.Commitments);
        writer.Heading("Wanneer praten we weer?");
        writer.Paragraph(content.NextMeetingOn is { } next ? $"We praten weer op {Dutch.Day(next)}." : "Dat weten we nog niet.");
        writer.Heading("Wil je iets zeggen of vragen?");
        writer.Paragraph(content.Director is { } director
            ? $"Zeg het tegen {Escaped.Line(director.Name)}. Of vraag iemand die je vertrouwt om te bellen.{(director.Phone is { } phone ? $" Het nummer is {Escaped.Line(phone)}." : "")}"
            : "Zeg het tegen iemand die je vertrouwt.");
        return writer.ToString();
    }

    private static void Card(MarkdownWriter writer, MinutesContent content)
    {
        if (content.Card.Count == 0)
            return;
        writer.Heading("Dit staat op de kaart");
        writer.List(content.Card.Select(i => i.Speaker is null
            ? Escaped.Lines(i.Text, MarkdownWriter.Indent)
            : $"{(i.Speaker == content.Recipient ? "Jij zegt" : $"{Escaped.Line(i.Speaker)} zegt")}: {Escaped.Lines(i.Text, MarkdownWriter.Indent)}"));
    }

    // Who sits in two rooms scores in each.
    private static void Scores(MarkdownWriter writer, IEnumerable<MinutesScore> scores)
    {
        foreach (var score in scores)
        {
            writer.Heading("Jouw cijfer");
            writer.Paragraph(score.Value is { } value ? $"Jij gaf een {value}. {Meaning(value)}" : "Jij gaf geen cijfer. Dat is ook goed.");
            if (score.Helper is { } helper)
                writer.Paragraph($"{Escaped.Line(helper)} heeft het voor je opgeschreven.");
            if (score.Why is { } why)
                writer.Paragraph($"Jij zei: {Escaped.Line(why)}");
            if (score.OneHigher is { } higher)
                writer.Paragraph($"Dit kan helpen: {Escaped.Line(higher)}");
        }
    }

    private static string Meaning(int value) =>
        value <= NotSafe ? "Je voelt je niet veilig." : value <= ALittleSafe ? "Je voelt je een beetje veilig." : "Je voelt je veilig.";

    private static void Commitments(MarkdownWriter writer, IReadOnlyList<MinutesCommitment> commitments)
    {
        if (commitments.Count == 0)
            return;
        writer.Heading("Dit gaan we doen");
        writer.List(commitments.Select(c => $"{Escaped.Line(c.Owner)}: {Escaped.Lines(c.Text, MarkdownWriter.Indent)}{When(c)}{(c.Status == CommitmentStatus.Proposed ? " (Dit is nog niet zeker.)" : "")}"));
    }

    private static string When(MinutesCommitment c) => c switch
    {
        { Recurrence: { } often } => $" Hoe vaak: {Escaped.Line(often)}.",
        { DueOn: { } day } => $" Wanneer: {Dutch.Day(day)}.",
        _ => "",
    };
}
