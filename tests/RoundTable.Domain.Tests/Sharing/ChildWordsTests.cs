using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Sharing;

/// <summary>A child's own words exist for nobody else until the child releases them by name (L3).</summary>
public class ChildWordsTests
{
    private static readonly ChildWordsId Id = new("words");
    private static readonly WriteChildWords Writes = new(Id, ChildWordsKind.HouseOfWorries, "Ik ben bang in het donker.", true);

    [Fact]
    public void Words_NotReleased_ChangeNoByteForAnybodyElse()
    {
        var before = Table.Laid();
        var after = Table.Laid().Does(Table.Child, Writes);

        Assert.All(before.Plan.People.Where(p => p.Id != Table.Child), p => Assert.Equal(Seen(before, p.Id), Seen(after, p.Id)));
        Assert.Equal("Ik ben bang in het donker.", PlanProjection.For(after.Plan, Table.Child).ChildWords.Single().Text);
    }

    [Fact]
    public void Words_Released_AreReadByThoseNamedAndNobodyElse()
    {
        var table = Table.Laid().Does(Table.Child, Writes).Does(Table.Child, new ReleaseChildWords(Id, [Table.Kim]));

        Assert.Single(PlanProjection.For(table.Plan, Table.Kim).ChildWords);
        Assert.Equal(Seen(Table.Laid(), Table.Director), Seen(table, Table.Director));
        Assert.Empty(PlanProjection.For(table.Does(Table.Child, new ReleaseChildWords(Id, [])).Plan, Table.Kim).ChildWords);
    }

    [Fact]
    public void Words_ReleasedToSomebodyWhoIsHiddenFromTheChildSince_NameThemNoMore()
    {
        var table = Table.Laid().Does(Table.Child, Writes).Does(Table.Child, new ReleaseChildWords(Id, [Table.Kim, Table.Oma]));

        table.Does(new ShieldPerson(Table.Oma, null, [], [Table.Child]));

        Assert.Equal([Table.Kim], PlanProjection.For(table.Plan, Table.Child).ChildWords.Single().ReleasedTo);
    }

    [Fact]
    public void Words_WrittenOnADayOnWhichNothingElseChanges_AreOfThatDay()
    {
        var plan = Table.Laid().Plan;

        var written = Assert.Single(PlanDecisions.Decide(plan, Writes, Table.Child, Table.Now.AddDays(7), CardLook.Unseen).Events);

        Assert.Equal(new DateOnly(2026, 2, 19), plan.Apply(written).ChildWords.Single().WrittenOn);
    }

    [Fact]
    public void Words_MoreThanAChildNeeds_AreRefusedAndThoseThatAreThereMayChange()
    {
        var table = Table.Laid();
        for (var i = 0; i < 200; i++)
            table = table.Does(Table.Child, Writes with { Id = new($"words-{i}") });

        Assert.Equal(RefusalCodes.ChildWordsTooMany, table.Refuses(Table.Child, Writes));
        table.Does(Table.Child, Writes with { Id = new("words-0"), Text = "Iets anders." });
    }

    [Fact]
    public void Words_WrittenAnewWithoutEnd_AreRefusedAndOthersAreNot()
    {
        var table = Table.Laid();
        for (var i = 0; i < 500; i++)
            table = table.Does(Table.Child, Writes with { Text = $"Woorden {i}." });

        Assert.Equal(RefusalCodes.ChildWordsTooManyChanges, table.Refuses(Table.Child, Writes));
        table.Does(Table.Child, Writes with { Id = new("words-new") });
    }

    [Fact]
    public void Words_WrittenAnew_AreReleasedToNobody()
    {
        var table = Table.Laid().Does(Table.Child, Writes).Does(Table.Child, new ReleaseChildWords(Id, [Table.Kim]))
            .Does(Table.Child, Writes with { Text = "Iets anders." });

        Assert.Empty(PlanProjection.For(table.Plan, Table.Kim).ChildWords);
    }

    [Fact]
    public void Words_OfAnother_CannotBeReleasedOrWritten()
    {
        var table = Table.Laid().Does(Table.Child, Writes);

        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Table.Kim, new ReleaseChildWords(Id, [Table.Kim])));
        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Table.Director, new ReleaseChildWords(Id, [Table.Director])));
        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Table.Kim, Writes));
    }

    [Fact]
    public void Words_WithAProtectedWord_AreNotReleasedToTheOtherSide()
    {
        var table = Table.Laid().Does(Table.Child, Writes with { Text = "Wij zijn in De Luwte." });

        Assert.Equal(RefusalCodes.PlanProtectedWord, table.Refuses(Table.Child, new ReleaseChildWords(Id, [Table.Rob])));
        Assert.Null(table.Refuses(Table.Child, new ReleaseChildWords(Id, [Table.Kim])));
    }

    private static string Seen(Table table, PersonId viewer) => JsonSerializer.Serialize(PlanProjection.For(table.Plan, viewer), DomainJson.Options);
}
