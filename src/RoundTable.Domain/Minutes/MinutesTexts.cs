namespace RoundTable.Domain.Minutes;

/// <summary>The words in minutes.</summary>
public static class MinutesTexts
{
    /// <summary>Every text that somebody wrote or that names somebody, in order of reading; what the leak guard looks at.</summary>
    /// <param name="content">The minutes.</param>
    public static IEnumerable<string> Texts(this MinutesContent content) => All(content).OfType<string>();

    private static IEnumerable<string?> All(MinutesContent c) =>
    [
        c.FamilyName,
        c.Municipality,
        c.Recipient,
        c.Reason,
        c.Director?.Name,
        c.Director?.Organisation,
        c.Director?.Phone,
        .. c.Present.SelectMany(Of),
        .. c.Absent.SelectMany(a => Of(a.Person).Append(a.Note)),
        .. c.LookedBack.SelectMany(Of),
        .. c.FloorRequirements.SelectMany(f => new[] { f.Text, f.ImposedBy }),
        .. c.Card.SelectMany(i => new[] { i.Speaker, i.Text }),
        .. c.Scores is null ? [] : Of(c.Scores),
        .. c.EarlierRounds.SelectMany(Of),
        .. c.Commitments.SelectMany(Of),
        c.WithoutNextReason,
        .. (c.ChildWords ?? []).SelectMany(w => new[] { w.Child, w.Text, w.Helper }),
    ];

    private static IEnumerable<string?> Of(MinutesPerson p) => [p.Name, p.Organisation, p.Relation];

    private static IEnumerable<string?> Of(MinutesCommitment c) => [c.Text, c.Owner, c.Checker, c.Recurrence, c.Remark];

    private static IEnumerable<string?> Of(MinutesRound r) =>
    [
        r.Question,
        r.Anchor0,
        r.Anchor10,
        .. r.Scores.SelectMany(s => new[] { s.Name, s.PassReason, s.Why, s.OneHigher }),
        r.ForcedReason,
        .. r.Missing,
    ];
}
