using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

public class PeopleChangeTests
{
    private const int Histories = 2_000;
    private static readonly PersonId[] Everybody = [.. Enumerable.Range(0, 6).Select(n => PersonId.From($"p-{n}"))];
    private static readonly ItemId?[] Items = [null, ItemId.From(TestClient.ItemA)];

    [Fact]
    public void Changes_TakenTogetherHoweverTheyComeToLie_LeadToTheLastPicture()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var random = new Random(seed);
            var before = Picture(random);
            var known = before.ToDictionary(p => p.Person);
            PeopleChange? waiting = null;
            for (var step = 0; step < 12; step++)
            {
                var after = Picture(random);
                var change = random.Next(8) == 0 ? new PeopleChange(after, null) : PeopleChange.Between(before, after);
                waiting = waiting?.Then(change) ?? change;
                before = after;
                if (step < 11 && random.Next(3) > 0)
                    continue;
                Assert.True(waiting.People.Select(p => p.Person).Concat(waiting.Gone ?? []).Distinct().Count() == waiting.People.Count + (waiting.Gone?.Count ?? 0), $"seed {seed}");
                Take(known, waiting);
                waiting = null;
                Assert.True(after.SequenceEqual(known.Values.OrderBy(p => p.Person.Value, StringComparer.Ordinal)), $"seed {seed}, step {step}");
            }
        }
    }

    [Fact]
    public void Between_OneWhoMovedAndOneWhoWent_NamesThoseTwo()
    {
        List<PersonPresence> before = [.. Everybody.Select(p => new PersonPresence(p, null, false))];
        List<PersonPresence> after = [before[0], before[1] with { Typing = true }, .. before[3..]];

        var change = PeopleChange.Between(before, after);

        Assert.Equal([after[1]], change.People);
        Assert.Equal([Everybody[2]], change.Gone);
        Assert.True(PeopleChange.Between(after, [.. after]).IsEmpty);
    }

    [Fact]
    public void Without_WhomItIsNotAbout_IsTheSameForAll()
    {
        var change = new PeopleChange([new(Everybody[0], null, true), new(Everybody[1], null, true)], [Everybody[2]]);

        Assert.Same(change, change.Without(Everybody[3]));
        Assert.Equal([Everybody[1]], change.Without(Everybody[0]).People.Select(p => p.Person));
        Assert.Empty(change.Without(Everybody[2]).Gone!);
        Assert.True(new PeopleChange([change.People[0]], []).Without(Everybody[0]).IsEmpty);
        Assert.True(new PeopleChange([change.People[0]], null).Without(Everybody[0]) is { IsWhole: true, IsEmpty: false });
    }

    private static List<PersonPresence> Picture(Random random) =>
        [.. Everybody.Where(_ => random.Next(2) == 0).Select(p => new PersonPresence(p, Items[random.Next(2)], random.Next(2) == 0))];

    // As a client does.
    private static void Take(Dictionary<PersonId, PersonPresence> known, PeopleChange change)
    {
        if (change.Gone is null)
            known.Clear();
        foreach (var gone in change.Gone ?? [])
            known.Remove(gone);
        foreach (var person in change.People)
            known[person.Person] = person;
    }
}
