using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Minutes;

/// <summary>
/// Minutes that were made earlier, as they may be shown now: somebody who got an alias since, or another one, is named by it,
/// and somebody who was hidden since is named no more, by no alias either. The stored minutes stay as they are.
/// </summary>
public static class MinutesNames
{
    /// <summary>The minutes as this reader may read the names in them today.</summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="content">The minutes as they were made.</param>
    /// <param name="reader">Who reads them.</param>
    public static MinutesContent AsNamedNow(FamilyPlan plan, MinutesContent content, PersonId reader)
    {
        var names = NamesOf(plan, reader);
        if (names.Count == 0)
            return content;
        var me = plan.Person(reader);
        return content with
        {
            Director = content.Director is { } d && !IsMyPhone(d) && names.TryGetValue(d.Name, out var alias) ? alias is null ? null : new MinutesContact(alias, null, null) : content.Director,
            Present = [.. content.Present.Select(Now).OfType<MinutesPerson>()],
            Absent = [.. content.Absent.Where(a => Now(a.Person) is not null).Select(a => a with { Person = Now(a.Person)! })],
            LookedBack = AgreedNow(content.LookedBack),
            Card = [.. content.Card.Select(i => i with { Speaker = Name(i.Speaker) })],
            Scores = content.Scores is { } round ? Renamed(round) : null,
            EarlierRounds = [.. content.EarlierRounds.Select(Renamed)],
            Commitments = AgreedNow(content.Commitments),
            ChildWords = content.ChildWords is null ? null : [.. content.ChildWords.Where(w => Name(w.Child) is not null).Select(w => w with { Child = Name(w.Child)!, Helper = Name(w.Helper) })],
        };

        // The reader may bear the name of somebody shielded: their own stays, unless something beside it tells that the other is meant.
        string? Name(string? name, bool canBeMine = true) =>
            name is null || (canBeMine && name == me?.Name) || !names.TryGetValue(name, out var now) ? name : now;

        bool IsMyPhone(MinutesContact c) => me is not null && c == new MinutesContact(me.Name, me.Organisation, me.Phone);

        bool IsMe(MinutesPerson p) => me is not null && p == new MinutesPerson(me.Name, me.Role, me.Organisation, me.Relation);

        bool IsMine(MinutesCommitment c) => plan.Commitments.Exists(k => k.Owner == reader && k.Text == c.Text);

        MinutesPerson? Now(MinutesPerson p) => IsMe(p) || !names.TryGetValue(p.Name, out var now) ? p : now is null ? null : new MinutesPerson(now, p.Role, null, null);

        MinutesRound Renamed(MinutesRound r) => r with
        {
            Scores = [.. r.Scores.Where(s => Name(s.Name, s.IsRecipient) is not null).Select(s => s with { Name = Name(s.Name, s.IsRecipient)!, Helper = Name(s.Helper) })],
            Missing = [.. r.Missing.Select(m => Name(m, !r.Scores.Any(s => s.IsRecipient))).OfType<string>()],
        };

        IReadOnlyList<MinutesCommitment> AgreedNow(IReadOnlyList<MinutesCommitment> commitments) =>
            [.. commitments.Where(c => Name(c.Owner, IsMine(c)) is not null).Select((c, i) => c with { Number = i + 1, Owner = Name(c.Owner, IsMine(c))!, Checker = Name(c.Checker) })];
    }

    // Two may have gone by one name: then who is hidden comes first, and an alias of today before one of earlier.
    private static Dictionary<string, string?> NamesOf(FamilyPlan plan, PersonId reader)
    {
        var kept = plan.People.Where(p => p.Id != reader && (p.HiddenFrom.Contains(reader) || p.ShieldedFrom.Contains(reader))).ToList();
        return kept.Select(p => (p.Name, Person: p))
            .Concat(kept.Where(p => p.AliasName is not null).Select(p => (Name: p.AliasName!, Person: p)))
            .Concat(kept.SelectMany(p => plan.PastAliases.Where(a => a.Person == p.Id).Select(a => (Name: a.Alias, Person: p))))
            .OrderBy(n => Visibility.Knows(reader, n.Person))
            .DistinctBy(n => n.Name, StringComparer.Ordinal)
            .ToDictionary(n => n.Name, n => Visibility.Knows(reader, n.Person) ? n.Person.AliasName ?? "" : null, StringComparer.Ordinal);
    }
}
