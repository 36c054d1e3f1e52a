using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

/// <summary>
/// What is different among the people in a section, for whoever knows those before; or all of them, for whoever does not. Never changed,
/// and shared by all who are told the same of one section: its message is known by it.
/// <code>
/// whole ─► difference ─► difference ─► ...        two that follow on each other make one: nothing is lost when they go out together
/// </code>
/// </summary>
/// <param name="People">Who is new or moved, ordered by id; everybody when <paramref name="Gone"/> is null.</param>
/// <param name="Gone">Who is there no longer, ordered by id; null when <paramref name="People"/> are all there are, whoever was known before.</param>
public sealed record PeopleChange(IReadOnlyList<PersonPresence> People, IReadOnlyList<PersonId>? Gone)
{
    /// <summary>Whether it says who is there without those before.</summary>
    public bool IsWhole => Gone is null;

    /// <summary>Whether nothing is different.</summary>
    public bool IsEmpty => People.Count == 0 && Gone is { Count: 0 };

    /// <summary>From one picture to the next, each with a person at most once.</summary>
    /// <param name="before">Who was there.</param>
    /// <param name="after">Who is there, ordered by id.</param>
    public static PeopleChange Between(IReadOnlyList<PersonPresence> before, IReadOnlyList<PersonPresence> after)
    {
        var known = before.ToDictionary(p => p.Person);
        List<PersonPresence> people = [.. after.Where(p => !known.Remove(p.Person, out var was) || was != p)];
        return new(people, [.. known.Keys.OrderBy(p => p.Value, StringComparer.Ordinal)]);
    }

    /// <summary>This and the next as one.</summary>
    public PeopleChange Then(PeopleChange next)
    {
        if (next.IsWhole)
            return next;
        var said = next.People.Select(p => p.Person).ToHashSet();
        var gone = next.Gone!.ToHashSet();
        IReadOnlyList<PersonPresence> people =
        [
            .. People.Where(p => !said.Contains(p.Person) && !gone.Contains(p.Person)).Concat(next.People).OrderBy(p => p.Person.Value, StringComparer.Ordinal),
        ];
        if (IsWhole)
            return new(people, null);
        gone.UnionWith(Gone!.Where(p => !said.Contains(p)));
        return new(people, [.. gone.OrderBy(p => p.Value, StringComparer.Ordinal)]);
    }

    /// <summary>The same for that person: nobody hears of themselves. The same object when there is nothing of them in it.</summary>
    public PeopleChange Without(PersonId self) => People.All(p => p.Person != self) && Gone?.Contains(self) is not true
        ? this
        : new([.. People.Where(p => p.Person != self)], Gone is null ? null : [.. Gone.Where(p => p != self)]);
}
