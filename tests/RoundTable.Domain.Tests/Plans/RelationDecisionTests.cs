using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

public class RelationDecisionTests
{
    private static readonly DateOnly Today = new(2026, 2, 12);

    [Theory]
    [InlineData(RelationKind.AuthorityOver, "kim", "child", null)]
    [InlineData(RelationKind.AuthorityOver, "kim", "rob", RefusalCodes.RelationNotPossible)]
    [InlineData(RelationKind.AuthorityOver, "child", "child", RefusalCodes.RelationNotPossible)]
    [InlineData(RelationKind.Serves, "shelter", "kim", null)]
    [InlineData(RelationKind.Serves, "oma", "kim", RefusalCodes.RelationNotPossible)]
    [InlineData(RelationKind.SourceOfDanger, "rob", "kim", null)]
    [InlineData(RelationKind.SourceOfDanger, "rob", "rob", RefusalCodes.RelationNotPossible)]
    [InlineData(RelationKind.SourceOfDanger, "rob", "nobody", RefusalCodes.PlanPersonUnknown)]
    public void SetRelation_ThatTwoPeopleCanHave_IsSet(RelationKind kind, string of, string to, string? code) =>
        Assert.Equal(code, Table.Laid().Refuses(new SetRelation(new Relation(new RelationId("r"), kind, new PersonId(of), new PersonId(to), Today, null))));

    [Fact]
    public void Relations_AndProtections_AreSeenByTheDirectorOnly()
    {
        var table = Table.Laid().Does(new SetRelation(new Relation(new RelationId("r"), RelationKind.SourceOfDanger, Table.Rob, Table.Kim, Today, null)));

        Assert.NotEmpty(PlanProjection.For(table.Plan, Table.Director).Relations);
        Assert.NotEmpty(PlanProjection.For(table.Plan, Table.Director).Protections);
        Assert.All(table.Plan.People.Where(p => p.Id != Table.Director), p =>
        {
            Assert.Empty(PlanProjection.For(table.Plan, p.Id).Relations);
            Assert.Empty(PlanProjection.For(table.Plan, p.Id).Protections);
            Assert.Empty(PlanProjection.For(table.Plan, p.Id).LegalBases);
        });
    }

    [Fact]
    public void EndProtection_WithAReason_LeavesSectionsAsTheyAre()
    {
        var table = Table.Laid();
        Assert.Equal(RefusalCodes.ReasonRequired, table.Refuses(new EndProtection(new ProtectionId("r1"), " ")));

        table.Does(new EndProtection(new ProtectionId("r1"), "De rechter hief het op."));

        Assert.Empty(LeakGuard.Check(table.Plan, "De Luwte", [Table.Rob]));
        Assert.Equal(SectionMode.Released, table.Plan.Circle!.Mode);
        Assert.Equal(RefusalCodes.ProtectionUnknown, table.Refuses(new EndProtection(new ProtectionId("r9"), "x")));
    }

    [Fact]
    public void Protection_OnItsDayOfReview_IsATaskUntilItIsLookedAt()
    {
        var table = Table.Laid();
        table.Does(new SetProtection(table.Plan.Protections[0] with { ReviewOn = Today.AddDays(3) }));
        Assert.Empty(PlanTasks.For(table.Plan));
        table.Does(new BeginDay(Today.AddDays(3)));

        var task = Assert.Single(PlanTasks.For(table.Plan));
        Assert.Equal(TaskKind.ReviewProtection, task.Kind);
        Assert.Empty(PlanTasks.For(table.Does(new FinishTask(task.Key)).Plan));
    }

    [Fact]
    public void Handover_TakesBoth()
    {
        var other = new PersonId("other");
        var table = Table.Laid().Does(new AddPerson(Table.Someone(other, PersonRole.CaseDirector), true));
        Assert.Equal(RefusalCodes.PlanNoHandover, table.Refuses(new AcceptHandover(), other));

        table.Does(new OfferHandover(other), Table.Director);
        Assert.Equal(Table.Director, table.Plan.Director);
        Assert.Contains(PlanProjection.For(table.Plan, other).Tasks, t => t.Kind == TaskKind.TakeOver);

        table.Does(new AcceptHandover(), other);
        Assert.Equal(other, table.Plan.Director);
        Assert.False(PlanProjection.For(table.Plan, Table.Director).Rights.Manage);
    }

    [Fact]
    public void OpenSection_ShieldedByTheDirectorWithoutAReason_IsRefused()
    {
        var section = new Section(new SectionId("s9"), SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Kim]);

        Assert.Equal(RefusalCodes.SectionShieldIncomplete, Table.Laid().Refuses(new OpenSection(section), Table.Director));
        Assert.Equal(
            RefusalCodes.SectionShieldIncomplete,
            Table.Laid().Refuses(new OpenSection(section with { Shield = new SectionShield("Reden.", Table.SafeHome, Today) }), Table.Director));
        Assert.Null(Table.Laid().Refuses(new OpenSection(section with { Shield = new SectionShield("Reden.", Table.SafeHome, Today.AddDays(1)) }), Table.Director));
    }
}
