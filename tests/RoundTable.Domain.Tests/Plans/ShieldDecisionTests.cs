using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>Aliases and hiding that change later: at once, for everybody, and in minutes that were made before.</summary>
public class ShieldDecisionTests
{
    [Fact]
    public void Alias_GivenLater_IsAllThatOthersReadFromThenOn()
    {
        var table = Table.Laid().Does(new ShieldPerson(Table.SafeHome, "medewerker", [Table.Rob], []), Table.Director);

        var seen = Named(table, Table.Rob, Table.SafeHome);
        Assert.Equal(("medewerker", null, null), (seen.Name, seen.Organisation, seen.Relation));
        Assert.Equal("Naam van safehome", Named(table, Table.Kim, Table.SafeHome).Name);
        var told = Assert.Single(PlanProjection.For(table.Plan, Table.Director).Shieldings, s => s.Person == Table.SafeHome);
        Assert.Equal(("medewerker", Table.Rob), (told.AliasName, Assert.Single(told.ShieldedFrom)));
        Assert.All(table.Plan.People.Where(p => p.Id != Table.Director), p => Assert.Empty(PlanProjection.For(table.Plan, p.Id).Shieldings));
    }

    [Fact]
    public void Alias_TakenAway_GivesTheNameBack()
    {
        var table = Table.Laid()
            .Does(new ShieldPerson(Table.SafeHome, "medewerker", [Table.Rob], []))
            .Does(new ShieldPerson(Table.SafeHome, null, [], []));

        Assert.Equal("Naam van safehome", Named(table, Table.Rob, Table.SafeHome).Name);
    }

    [Fact]
    public void Hiding_Later_TakesThePersonOutOfSight_AndLetsNobodyTypeTogetherAnyMore()
    {
        var table = Table.Laid().Does(new ShieldPerson(Table.Oma, null, [], [Table.SafeHome]));

        Assert.DoesNotContain(PlanProjection.For(table.Plan, Table.SafeHome).People, p => p.Id == Table.Oma);
        Assert.Equal(SectionMode.Released, table.Plan.Section(Table.SideRob)!.Mode);
        Assert.Equal(SectionMode.Live, table.Plan.Section(Table.SideKim)!.Mode);
    }

    [Fact]
    public void Shielding_ThatCannotBe_IsRefusedAndChangesNothing()
    {
        var table = Table.Laid();

        Assert.Equal(RefusalCodes.PlanAliasRequired, table.Refuses(new ShieldPerson(Table.Oma, " ", [Table.Kim], [])));
        Assert.Equal(RefusalCodes.PlanDirectorKnows, table.Refuses(new ShieldPerson(Table.Oma, "x", [], [Table.Director])));
        Assert.Equal(RefusalCodes.PlanDirectorKnows, table.Refuses(new ShieldPerson(Table.Oma, "x", [Table.Director], [])));
        Assert.Equal(RefusalCodes.PlanPersonUnknown, table.Refuses(new ShieldPerson(new PersonId("nobody"), "x", [], [])));
        Assert.Equal(RefusalCodes.PlanPersonUnknown, table.Refuses(new ShieldPerson(Table.Oma, "x", [new PersonId("nobody")], [])));
        Assert.Equal(RefusalCodes.PlanNotDirector, table.Refuses(new ShieldPerson(Table.Oma, "x", [Table.Kim], []), Table.Kim));
        Assert.Equal(RefusalCodes.PlanProtectedWord, table.Refuses(new ShieldPerson(Table.SafeHome, "iemand van De Luwte", [Table.Rob], [])));

        // The worker of the shelter goes by an alias because of her organisation's name.
        Assert.Equal(RefusalCodes.PlanProtectedWord, table.Refuses(new ShieldPerson(Table.Shelter, null, [], [])));
        Assert.Empty(PlanDecisions.Decide(table.Plan, new ShieldPerson(Table.Oma, null, [], []), null, Table.Now, Looks.NothingStandsIn(table.Plan)).Events);
    }

    [Fact]
    public void Minutes_MadeBefore_NameByTheAliasAndNoLongerNameWhoIsHidden()
    {
        var table = Table.Laid().Seated(Table.One).Seated(Table.Two).Scored(Table.One).Revealed(Table.One);
        table.Does(Table.Director, Table.Proposal());
        var items = new[] { new CardItemText(Table.SideKim, new ItemId("i"), CardColumn.Strength, ItemKind.Fact, Table.SafeHome, Table.Director, 1, "Het gaat goed.") };
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, items, Table.Kim, Table.Now);
        Assert.Contains(made.Texts(), t => t == "Naam van safehome");

        table.Does(new ShieldPerson(Table.SafeHome, "medewerker", [Table.Kim], []));
        var aliased = MinutesNames.AsNamedNow(table.Plan, made, Table.Kim);
        Assert.DoesNotContain(aliased.Texts(), t => t is "Naam van safehome" or "relatie safehome");
        Assert.Equal("medewerker", aliased.Card.Single().Speaker);
        Assert.Contains(aliased.Scores!.Scores, s => s.Name == "medewerker");
        Assert.Same(made, MinutesNames.AsNamedNow(table.Plan, made, Table.Shelter));

        table.Does(new ShieldPerson(Table.SafeHome, "medewerker", [], [Table.Kim])).Does(new ShieldPerson(Table.Shelter, "begeleider", [Table.Rob, Table.Oma], [Table.Kim]));
        foreach (var before in new[] { made, aliased })
        {
            var hidden = MinutesNames.AsNamedNow(table.Plan, before, Table.Kim);
            Assert.DoesNotContain(hidden.Texts(), t => t is "Naam van safehome" or "medewerker" or "Naam van shelter" or "begeleider");
            Assert.Null(hidden.Card.Single().Speaker);
            Assert.Equal([1], hidden.Commitments.Select(c => c.Number));
            Assert.Null(hidden.Commitments.Single().Checker);
            Assert.Equal(made.Present.Count - 2, hidden.Present.Count);
        }
    }

    [Fact]
    public void Minutes_MadeUnderAnEarlierAlias_NameNobodyByItAnyMore()
    {
        var table = Table.Laid().Does(new ShieldPerson(Table.SafeHome, "medewerker", [Table.Kim], [])).Seated(Table.One).Scored(Table.One).Revealed(Table.One);
        table.Does(Table.Director, Table.Proposal());
        table.Does(Table.Director, new ProposeCommitment(new CommitmentId("visits"), "Ik kom langs.", Table.SafeHome, Table.Kim, CommitmentKind.Action, null, "elke week", Table.SideKim));
        var items = new[] { new CardItemText(Table.SideKim, new ItemId("i"), CardColumn.Strength, ItemKind.Fact, Table.SafeHome, Table.Director, 1, "Het gaat goed.") };
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, items, Table.Kim, Table.Now);
        Assert.Equal(4, made.Texts().Count(t => t == "medewerker"));

        table.Does(new ShieldPerson(Table.SafeHome, "begeleidster", [Table.Kim], []));
        var renamed = MinutesNames.AsNamedNow(table.Plan, made, Table.Kim);
        Assert.Equal((0, 4), (renamed.Texts().Count(t => t == "medewerker"), renamed.Texts().Count(t => t == "begeleidster")));

        table.Does(new ShieldPerson(Table.SafeHome, null, [], [Table.Kim]));
        foreach (var before in new[] { made, renamed })
        {
            var hidden = MinutesNames.AsNamedNow(table.Plan, before, Table.Kim);
            Assert.DoesNotContain(hidden.Texts(), t => t is "medewerker" or "begeleidster" or "Naam van safehome");
            Assert.Equal(made.Present.Count - 1, hidden.Present.Count);
            Assert.Equal([Table.Proposal().Text], hidden.Commitments.Select(c => c.Text));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Minutes_OfWhoBearsTheNameOfSomebodyShielded_StillNameTheReader(bool hides)
    {
        var namesake = Table.Someone(new PersonId("namesake"), PersonRole.NetworkMember) with { Name = "Naam van kim" };
        var table = Table.Laid().Does(new AddPerson(namesake, false)).Seated(Table.One).Scored(Table.One).Revealed(Table.One);
        table.Does(Table.Director, Table.Proposal());
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now);
        var theirs = made.Commitments.Single() with { Text = "Ik pas op." };
        var both = made with { Present = [.. made.Present, new MinutesPerson(namesake.Name, namesake.Role, null, namesake.Relation)], Commitments = [.. made.Commitments, theirs] };

        table.Does(new ShieldPerson(namesake.Id, hides ? null : "buurvrouw", hides ? [] : [Table.Kim], hides ? [Table.Kim] : []));
        var named = MinutesNames.AsNamedNow(table.Plan, both, Table.Kim);

        Assert.Equal([.. made.Present.Select(p => p.Name), .. hides ? [] : new[] { "buurvrouw" }], named.Present.Select(p => p.Name));
        Assert.Equal("Naam van kim", named.Scores!.Scores.Single(s => s.IsRecipient).Name);
        Assert.Equal(hides ? ["Naam van kim"] : ["Naam van kim", "buurvrouw"], named.Commitments.Select(c => c.Owner));
    }

    private static Domain.Views.PersonView Named(Table table, PersonId viewer, PersonId person) =>
        Visibility.Named(viewer, table.Plan.Person(person)!);
}
