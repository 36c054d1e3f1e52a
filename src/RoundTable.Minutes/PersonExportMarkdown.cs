using RoundTable.Domain.Exports;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Minutes;

/// <summary>Writes everything about one person as Markdown in plain Dutch; a part without content is left out without a trace.</summary>
public static class PersonExportMarkdown
{
    /// <summary>The title, without markup.</summary>
    /// <param name="export">The export.</param>
    public static string Title(PersonExport export) => $"Wat er over {export.Person.Name} in het plan staat";

    /// <summary>The whole document: a title of the first level, then parts of the second.</summary>
    /// <param name="export">The export.</param>
    public static string Write(PersonExport export)
    {
        var writer = new MarkdownWriter();
        writer.Title(Title(export));
        Opening(writer, export);
        Person(writer, export.Person);
        if (!string.IsNullOrWhiteSpace(export.Reason))
        {
            writer.Heading("Waarom dit plan er is");
            writer.Paragraph(Escaped.Lines(export.Reason, ""));
        }

        List(writer, "Gesprekken", export.Meetings.Select(Meeting));
        Scores(writer, export.Scores);
        CardMarkdown.Write(writer, [.. export.Card.Select(i => new MinutesItem(i.Column, i.Kind, i.Speaker, i.Text))]);
        MinutesMarkdown.Commitments(writer, "Afspraken", export.Commitments);
        List(writer, "Eigen woorden", export.OwnWords.Select(Words));
        List(writer, "Toestemming", export.Consents.Select(Consent));
        Received(writer, export.Minutes);
        List(writer, "Noodtoegang", export.Emergencies.Select(Emergency));
        List(writer, "Wie keek of iets veranderde", export.Looked.Select(Look));
        return writer.ToString();
    }

    private static void Opening(MarkdownWriter writer, PersonExport e)
    {
        writer.Paragraph($"Dit is een kopie van wat er in het plan staat. De kopie is van {Moment(e.MadeAt)}.{(e.MadeBy is { } by && by != e.Person.Name ? $" {Escaped.Line(by)} maakte de kopie." : "")}");
        writer.Paragraph($"Plan: {Escaped.Line(e.FamilyName)}. {MinutesMarkdown.Municipality(e.Municipality)}Kenmerk: {Escaped.Line(e.Reference)}.");
        writer.Paragraph("Bewaar deze kopie goed. Laat hem niet rondslingeren.");
        if (e.Director is { } director)
            writer.Paragraph($"Klopt er iets niet? Zeg het tegen {Escaped.Line(director.Name)}{(director.Phone is { } phone ? $": {Escaped.Line(phone)}" : "")}.");
    }

    private static void Person(MarkdownWriter writer, ExportedPerson p)
    {
        writer.Heading("Gegevens");
        writer.List(new[]
        {
            $"Naam: {Escaped.Line(p.Name)}",
            $"Rol: {Dutch.Name(p.Role)}",
            Known("Functie of relatie", p.Relation),
            Known("Organisatie", p.Organisation),
            Known("E-mail", p.Email),
            Known("Telefoon", p.Phone),
            p.BirthDate is { } born ? $"Geboren op {Dutch.Day(born)}" : null,
        }.OfType<string>());
    }

    private static string? Known(string what, string? value) => string.IsNullOrEmpty(value) ? null : $"{what}: {Escaped.Line(value)}";

    private static string Meeting(ExportedMeeting m)
    {
        var present = m.WasPresent switch { true => " Was erbij.", false => " Was er niet bij.", null => "" };
        return $"{Moment(m.StartsAt)}: {Dutch.Name(m.Kind)}.{present}{(m.AbsenceNote is { } note ? $" Opgeschreven is: {Escaped.Lines(note, MarkdownWriter.Indent)}" : "")}";
    }

    private static void Scores(MarkdownWriter writer, IReadOnlyList<ExportedScore> scores)
    {
        if (scores.Count == 0)
            return;
        writer.Heading("Gegeven cijfers");
        writer.Table(
            ["Wanneer", "Vraag", "Cijfer", "Waarom", "Wat maakt het één hoger?", "Wie ziet het?"],
            scores.Select(s => new[]
            {
                Dutch.Day(s.MeetingOn),
                Escaped.Line(s.Question),
                s.Value is { } value ? $"{value}" : $"geen cijfer {Escaped.Line(s.PassReason)}".TrimEnd(),
                Escaped.Line(s.Why),
                Escaped.Line(s.OneHigher),
                !s.Revealed ? "nog niemand" : s.Visibility == ScoreVisibility.Everyone ? "iedereen aan tafel" : "alleen de regisseur",
            }));
    }

    private static string Words(ExportedWords w) =>
        $"{Dutch.Name(w.Part)} ({Dutch.Day(w.WrittenOn)}): {Escaped.Lines(w.Text, MarkdownWriter.Indent)}"
        + (w.ReleasedTo.Count > 0 ? $" (mag gelezen worden door {string.Join(", ", w.ReleasedTo.Select(Escaped.Line))})" : "");

    private static string Consent(ExportedConsent c) =>
        $"{Dutch.Name(c.Kind)}. Over: {Names(c.About)}. Voor: {Names(c.To)}. Welke gegevens: {string.Join(", ", c.Categories.Select(Dutch.Name))}."
        + $" Waarvoor: {Escaped.Lines(Ended(c.Purpose), MarkdownWriter.Indent)}"
        + (c.Restrictions is { } not ? $" Niet: {Escaped.Lines(Ended(not), MarkdownWriter.Indent)}" : "")
        + $" Van {Dutch.Day(c.From)} tot en met {Dutch.Day(c.ValidUntil)}."
        + (c.Withdrawn ? " Ingetrokken." : c.GivenByYou ? " Gegeven." : " Nog niet gegeven.");

    // What somebody typed without a full stop must not run on into the next sentence.
    private static string Ended(string text) => text.TrimEnd() is { Length: > 0 } said && !".!?…".Contains(said[^1], StringComparison.Ordinal) ? $"{said}." : text;

    private static void Received(MarkdownWriter writer, IReadOnlyList<ExportedMinutes> minutes)
    {
        if (minutes.Count == 0)
            return;
        List(writer, "Ontvangen verslagen", minutes.Select(m =>
            $"Verslag van {Moment(m.PublishedAt)}.{(m.AcknowledgedAt is { } at ? $" Gelezen op {Moment(at)}." : "")}"
            + string.Concat(m.Reactions.Select(r => $" Reactie op {Moment(r.At)}: {Escaped.Lines(r.Text, MarkdownWriter.Indent)}"))));
        foreach (var content in minutes.Select(m => m.Content).OfType<MinutesContent>())
            writer.Verbatim(Lowered(MinutesMarkdown.Write(content)));
    }

    // The headings of minutes come one level lower, because they stand inside another document.
    private static string Lowered(string markdown) =>
        string.Join('\n', markdown.TrimEnd('\n').Split('\n').Select(line => line.StartsWith('#') ? $"#{line}" : line));

    private static string Emergency(ExportedEmergency e) =>
        $"{Moment(e.At)}, ten hoogste tot {Moment(e.Until)}. Waarom: {Escaped.Lines(e.Reason, MarkdownWriter.Indent)}"
        + (e.Verdict is { } verdict ? $" Nagekeken: {Dutch.Name(verdict)}." : " Nog niet nagekeken.")
        + (e.Remark is { } remark ? $" {Escaped.Lines(remark, MarkdownWriter.Indent)}" : "");

    private static string Look(ExportedLook l) =>
        $"{Dutch.Day(l.Day)}: {Escaped.Line(l.Who)} {Dutch.Name(l.Action)}: {Dutch.Name(l.What)}{(l.Emergency ? " (met noodtoegang)" : "")}";

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names.Select(Escaped.Line));

    private static string Moment(DateTimeOffset local) => $"{Dutch.Day(DateOnly.FromDateTime(local.DateTime))} om {Dutch.Time(local)}";

    private static void List(MarkdownWriter writer, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        writer.Heading(heading);
        writer.List(all);
    }
}
