using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Minutes;

/// <summary>
/// Minutes that were made earlier, as they may be shown now: somebody who got an alias since is named by it, and somebody who
/// was hidden since is named no more. The stored minutes stay as they are.
/// </summary>
public static class MinutesNames
{
    /// <summary>The minutes as this reader may read the names in them today.</summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="content">The minutes as they were made.</param>
    /// <param name="reader">Who reads them.</param>
    public static MinutesContent AsNamedNow(FamilyPlan plan, MinutesContent content, PersonId reader)
    {
        var names = plan.People
            .Where(p => p.Id != reader && (p.HiddenFrom.Contains(reader) || p.ShieldedFrom.Contains(reader)))
            .SelectMany(p => new[] { (p.Name, Person: p), (Name: p.HiddenFrom.Contains(reader) ? p.AliasName ?? p.Name : p.Name, Person: p) })
            .DistinctBy(n => n.Name, StringComparer.Ordinal)
            .ToDictionary(n => n.Name, n => Visibility.Knows(reader, n.Person) ? n.Person.AliasName ?? "" : null, StringComparer.Ordinal);
        if (names.Count == 0)
            return content;
        return content with
        {
            Director = content.Director is { } d && names.TryGetValue(d.Name, out var alias) ? alias is null ? null : new MinutesContact(alias, null, null) : content.Director,
            Present = [.. content.Present.Select(Now).OfType<MinutesPerson>()],
            Absent = [.. content.Absent.Where(a => Now(a.Person) is not null).Select(a => a with { Person = Now(a.Person)! })],
            LookedBack = AgreedNow(content.LookedBack),
            Card = [.. content.Card.Select(i => i with { Speaker = Name(i.Speaker) })],
            Scores = content.Scores is { } round ? Renamed(round) : null,
            EarlierRounds = [.. content.EarlierRounds.Select(Renamed)],
            Commitments = AgreedNow(content.Commitments),
            ChildWords = content.ChildWords is null ? null : [.. content.ChildWords.Where(w => Name(w.Child) is not null).Select(w => w with { Child = Name(w.Child)!, Helper = Name(w.Helper) })],
        };

        string? Name(string? name) => name is not null && names.TryGetValue(name, out var now) ? now : name;

        MinutesPerson? Now(MinutesPerson p) => !names.TryGetValue(p.Name, out var now) ? p : now is null ? null : new MinutesPerson(now, p.Role, null, null);

        MinutesRound Renamed(MinutesRound r) => r with
        {
            Scores = [.. r.Scores.Where(s => Name(s.Name) is not null).Select(s => s with { Name = Name(s.Name)!, Helper = Name(s.Helper) })],
            Missing = [.. r.Missing.Select(Name).OfType<string>()],
        };

        IReadOnlyList<MinutesCommitment> AgreedNow(IReadOnlyList<MinutesCommitment> commitments) =>
            [.. commitments.Where(c => Name(c.Owner) is not null).Select((c, i) => c with { Number = i + 1, Owner = Name(c.Owner)!, Checker = Name(c.Checker) })];
    }
}
