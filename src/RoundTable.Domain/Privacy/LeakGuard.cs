using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Privacy;

/// <summary>
/// Looks for protected words in a text before somebody reads it who may not (handbook 6.2). Case, accents, spaces and
/// punctuation make no difference, also within a word ("De Lu-wte", "V l i e r"). A word of six letters or more is found
/// inside others ("trauma" in "traumahulp"), a shorter one as a whole word only, a number where digits begin, with any
/// separators and with the country code of the Netherlands.
/// </summary>
public static class LeakGuard
{
    /// <summary>What these readers would read and may not; empty if the text may go to all of them.</summary>
    /// <param name="plan">The plan with its protection relations.</param>
    /// <param name="text">The text.</param>
    /// <param name="readers">Who would read it.</param>
    public static IReadOnlyList<LeakFinding> Check(FamilyPlan plan, string text, IEnumerable<PersonId> readers) =>
        Check(plan.Protections, text, readers);

    /// <summary>The same by one relation only.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="text">The text.</param>
    /// <param name="readers">Who would read it.</param>
    public static IReadOnlyList<LeakFinding> Check(ProtectionRelation relation, string text, IEnumerable<PersonId> readers) => Check([relation], text, readers);

    /// <summary>
    /// The same on entry. A relation that is kept from the author is passed over, unless the author is the director: a refusal
    /// would tell them that they guessed right. What they wrote is still caught when it would be sent
    /// (<see cref="Check(FamilyPlan, string, IEnumerable{PersonId})"/>).
    /// </summary>
    /// <param name="plan">The plan with its protection relations.</param>
    /// <param name="text">The text.</param>
    /// <param name="author">Who writes it.</param>
    /// <param name="readers">Who would read it.</param>
    public static IReadOnlyList<LeakFinding> CheckEntry(FamilyPlan plan, string text, PersonId author, IEnumerable<PersonId> readers) =>
        Check(plan.Protections.Where(r => author == plan.Director || !r.KeepsFrom(author)), text, readers);

    /// <summary>
    /// Which of these readers may not read an item that stands. What only people wrote from whom it is kept is a guess, and stays: that
    /// it went away would tell them that they guessed right.
    /// </summary>
    /// <param name="relations">The protection relations that are asked.</param>
    /// <param name="item">The item, with who wrote it.</param>
    /// <param name="readers">Who reads it.</param>
    public static IReadOnlyList<PersonId> CheckStanding(IEnumerable<ProtectionRelation> relations, StandingItem item, IEnumerable<PersonId> readers) =>
    [
        .. Check(relations.Where(r => !IsGuess(r, item)), item.Text, readers)
            .Select(found => found.Reader).Distinct().OrderBy(reader => reader.Value, StringComparer.Ordinal),
    ];

    /// <summary>The same of all that stands in a section together, also a word of which each item holds a part.</summary>
    /// <param name="plan">The plan with its protection relations.</param>
    /// <param name="items">The items, with who wrote them.</param>
    /// <param name="readers">Who would read them.</param>
    public static IReadOnlyList<LeakFinding> CheckStanding(FamilyPlan plan, IReadOnlyCollection<StandingItem> items, IReadOnlyCollection<PersonId> readers) =>
        [.. plan.Protections.SelectMany(r => Check([r], string.Join('\n', items.Where(i => !IsGuess(r, i)).Select(i => i.Text)), readers))];

    private static bool IsGuess(ProtectionRelation relation, StandingItem item) => item.Writers.Count > 0 && item.Writers.All(relation.KeepsFrom);

    private static List<LeakFinding> Check(IEnumerable<ProtectionRelation> relations, string text, IEnumerable<PersonId> readers)
    {
        var found = new List<LeakFinding>();
        FoldedText? folded = null;
        var all = readers.Distinct().ToList();
        foreach (var relation in relations)
        {
            var kept = all.Where(relation.KeepsFrom).ToList();
            if (kept.Count == 0)
                continue;
            folded ??= new FoldedText(text);
            foreach (var word in relation.ProtectedWords)
            {
                var at = folded.IndexOf(new ProtectedWord(word));
                if (at >= 0)
                    found.AddRange(kept.Select(reader => new LeakFinding(relation.Id, word, reader, at)));
            }
        }

        return found;
    }
}
