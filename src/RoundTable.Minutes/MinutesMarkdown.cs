using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Minutes;

/// <summary>Writes minutes as Markdown in plain Dutch; a part without content is left out without a trace.</summary>
public static class MinutesMarkdown
{
    /// <summary>The title, without markup.</summary>
    /// <param name="content">The minutes.</param>
    public static string Title(MinutesContent content) => content.ForYoungChild ? ChildMarkdown.Title(content) : $"Verslag {Dutch.Name(content.Kind)} {content.FamilyName}";

    /// <summary>The whole document: a title of the first level, then parts of the second.</summary>
    /// <param name="content">The minutes.</param>
    public static string Write(MinutesContent content)
    {
        if (content.ForYoungChild)
            return ChildMarkdown.Write(content);
        var writer = new MarkdownWriter();
        writer.Title(Title(content));
        Opening(writer, content);
        ChildWordsMarkdown.Write(writer, null, content.ChildWords);
        if (!string.IsNullOrWhiteSpace(content.Reason))
        {
            writer.Heading("Waarom dit plan er is");
            writer.Paragraph(Escaped.Lines(content.Reason, ""));
        }

        People(writer, content);
        Commitments(writer, "Hoe ging het met de afspraken?", content.LookedBack);
        FloorRequirements(writer, content.FloorRequirements);
        CardMarkdown.Write(writer, content.Card);
        if (content.Scores is { } scores)
            Round(writer, "Cijfers", scores);
        foreach (var earlier in content.EarlierRounds)
            Round(writer, "Cijfers van een eerdere ronde", earlier);
        Commitments(writer, "Afspraken", content.Commitments);
        if (content.Commitments.Any(c => c.Status == CommitmentStatus.Proposed))
            writer.Paragraph("Een voorgestelde afspraak geldt pas als de eigenaar akkoord is.");
        Closing(writer, content);
        return writer.ToString();
    }

    private static void Opening(MarkdownWriter writer, MinutesContent c)
    {
        var at = c.StartsAt is { } start ? $"{Dutch.Day(c.HeldOn)} om {Dutch.Time(start)}" : Dutch.Day(c.HeldOn);
        writer.Paragraph($"Dit verslag is voor {Escaped.Line(c.Recipient)}.");
        writer.Paragraph($"Het overleg was op {at}.{(c.RecipientWasAbsent ? " U was er niet bij." : "")}");
        writer.Paragraph($"{Municipality(c.Municipality)}Kenmerk: {Escaped.Line(c.Reference)}.");
    }

    // Empty where it is kept from whoever reads it.
    internal static string Municipality(string name) => name.Length > 0 ? $"Gemeente: {Escaped.Line(name)}. " : "";

    private static void People(MarkdownWriter writer, MinutesContent c)
    {
        if (c.Present.Count > 0)
        {
            writer.Heading("Wie waren erbij?");
            writer.List(c.Present.Select(Person));
        }

        if (c.Absent.Count > 0)
        {
            writer.Heading("Wie waren er niet?");
            writer.List(c.Absent.Select(a => a.Note is null ? Person(a.Person) : $"{Person(a.Person)}: {Escaped.Lines(a.Note, MarkdownWriter.Indent)}"));
        }
    }

    private static string Person(MinutesPerson p)
    {
        var about = new[] { p.Relation ?? Dutch.Name(p.Role), p.Organisation }.OfType<string>().Where(t => t.Length > 0).Select(Escaped.Line);
        return $"{Escaped.Line(p.Name)} ({string.Join(", ", about)})";
    }

    private static void FloorRequirements(MarkdownWriter writer, IReadOnlyList<MinutesFloorRequirement> requirements)
    {
        if (requirements.Count == 0)
            return;
        writer.Heading("Bodemeisen");
        writer.Paragraph("Dit moet in elk geval. Hierover kan niemand onderhandelen.");
        writer.Table(
            ["Bodemeis", "Van wie", "Is het zo?"],
            requirements.Select(f => new[] { Escaped.Line(f.Text), Escaped.Line(f.ImposedBy), Dutch.Name(f.Status) }));
    }

    private static void Round(MarkdownWriter writer, string heading, MinutesRound round)
    {
        writer.Heading(heading);
        if (round.Question.Length > 0)
            writer.Paragraph(Escaped.Line(round.Question));
        string[] anchors = [.. Anchor(round.Anchor0, "0"), .. Anchor(round.Anchor10, "10")];
        if (anchors.Length > 0)
            writer.List(anchors);
        if (round.Scores.Count > 0)
        {
            writer.Table(
                ["Wie", "Cijfer", "Waarom", "Wat maakt het één hoger?"],
                round.Scores.Select(s => new[] { s.Helper is null ? Escaped.Line(s.Name) : $"{Escaped.Line(s.Name)} (samen met {Escaped.Line(s.Helper)})", Value(s), Escaped.Line(s.Why), Escaped.Line(s.OneHigher) }));
        }

        var values = round.Scores.Select(s => s.Value).OfType<int>().ToList();
        if (values.Count > 1)
            writer.Paragraph($"Het laagste cijfer is {values.Min()}. Het hoogste cijfer is {values.Max()}.");
        if (round.ForcedReason is not null)
            writer.Paragraph($"De voorzitter wachtte niet op alle cijfers. De reden: {Escaped.Line(round.ForcedReason)}");
        if (round.Missing.Count > 0)
            writer.Paragraph($"Nog geen cijfer van: {string.Join(", ", round.Missing.Select(Escaped.Line))}.");
    }

    private static string Value(MinutesScore s) => s switch
    {
        { KnownToDirectorOnly: true, Value: null, Passed: false } => "bekend bij de regisseur",
        { Passed: true, PassReason: { } reason } => $"geen cijfer: {Escaped.Line(reason)}",
        { Passed: true } => "geen cijfer",
        { KnownToDirectorOnly: true } => $"{s.Value} (alleen bekend bij de regisseur)",
        _ => $"{s.Value}",
    };

    private static IEnumerable<string> Anchor(string wording, string number) =>
        wording.Length > 0 ? [$"{number}: {Escaped.Line(WithoutNumber(wording, number))}"] : [];

    // Wordings in use begin with "0 =": the number stands before it already.
    private static string WithoutNumber(string wording, string number)
    {
        var rest = wording.TrimStart();
        if (!rest.StartsWith(number, StringComparison.Ordinal))
            return wording;
        rest = rest[number.Length..].TrimStart();
        return rest.StartsWith('=') ? rest[1..] : wording;
    }

    internal static void Commitments(MarkdownWriter writer, string heading, IReadOnlyList<MinutesCommitment> commitments)
    {
        if (commitments.Count == 0)
            return;
        writer.Heading(heading);
        writer.Table(
            ["Nr.", "Afspraak", "Wie", "Wanneer", "Wie controleert", "Stand"],
            commitments.Select(c => new[]
            {
                $"{c.Number}",
                Escaped.Line(c.Text),
                Escaped.Line(c.Owner),
                When(c),
                Escaped.Line(c.Checker),
                State(c),
            }));
    }

    private static string When(MinutesCommitment c) =>
        string.Join(", ", new[] { c.DueOn is { } day ? Dutch.Day(day) : null, c.Recurrence is { } often ? Escaped.Line(often) : null }.OfType<string>());

    private static string State(MinutesCommitment c)
    {
        var state = (c.Status, c.Answer) switch
        {
            (CommitmentStatus.Proposed, CommitmentAnswer.Disagree) => "niet eens",
            (CommitmentStatus.Proposed, CommitmentAnswer.Unsure) => "weet nog niet",
            _ => Dutch.Name(c.Status),
        };
        return c.Remark is null ? state : $"{state}: {Escaped.Line(c.Remark)}";
    }

    private static void Closing(MarkdownWriter writer, MinutesContent c)
    {
        if (c.NextMeetingOn is { } next)
        {
            writer.Heading("Volgend overleg");
            writer.Paragraph($"Het volgende overleg is op {Dutch.Day(next)}.");
        }
        else if (c.WithoutNextReason is { } reason)
        {
            writer.Heading("Volgend overleg");
            writer.Paragraph($"Er is nog geen volgend overleg. De reden: {Escaped.Line(reason)}");
        }

        writer.Heading("Klopt er iets niet?");
        writer.Paragraph($"Laat het weten voor {Dutch.Day(c.ReactBefore)}. Dat kan onder dit verslag.{Contact(c.Director)}");
    }

    private static string Contact(MinutesContact? director) => director switch
    {
        null => "",
        { Phone: { } phone } => $" U kunt ook bellen met {Escaped.Line(director.Name)}: {Escaped.Line(phone)}.",
        _ => $" U kunt het ook zeggen tegen {Escaped.Line(director.Name)}.",
    };
}
