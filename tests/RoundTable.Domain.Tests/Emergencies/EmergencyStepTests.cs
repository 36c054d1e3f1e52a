using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Emergencies;

/// <summary>Emergency steps never reach whoever is the danger, nor whoever works for them (L7).</summary>
public class EmergencyStepTests
{
    private static readonly PersonId Worker = new("worker");
    private static readonly SectionId All = new("all");
    private static readonly PlanMeeting Held = new(Table.MeetingId, MeetingKind.Start, [new PlannedRoom(Table.One, Table.Now.AddHours(1), [Table.Director, Table.Kim, Table.Rob])], []);

    [Fact]
    public void Step_WhereTheDangerReads_IsRefused_AndOnlyTheDirectorHearsAboutWhom()
    {
        var table = Table.Laid();

        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Table.SafeHome, Step(Table.SafeHome, Table.SideRob)));
        var refusal = table.Decided(Table.Director, Step(Table.SafeHome, Table.SideRob)).Refusal!;
        Assert.Equal((RefusalCodes.CommitmentStepNotHere, $"{Table.Rob} {Table.Oma}"), (refusal.Code, string.Join(' ', refusal.About)));
        Assert.Null(table.Refuses(Table.SafeHome, Step(Table.SafeHome, Table.SideKim)));
        Assert.Null(table.Refuses(Table.SafeHome, Step(Table.SafeHome, Table.SideRob) with { Kind = CommitmentKind.Action }));
    }

    [Fact]
    public void Step_OfWhoIsKeptAway_IsJudgedByOtherRelationsOnly()
    {
        var table = Table.Laid();
        Assert.Null(table.Refuses(Table.Rob, Step(Table.Oma, Table.SideRob)));
        Assert.Null(table.Refuses(Table.Rob, Step(Table.Rob, Table.SideRob)));

        table.Does(Relation(RelationKind.SourceOfDanger, Table.Oma, Table.Rob));
        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Table.Rob, Step(Table.Rob, Table.SideRob)));
    }

    [Theory]
    [InlineData(PersonRole.ParentWithAuthority, true)]
    [InlineData(PersonRole.Child, false)]
    public void Step_NearWhoEndangersSomebodyElsewhere_IsRefusedForAnAdultOnly(PersonRole role, bool refused)
    {
        var elsewhere = new PersonId("elsewhere");
        var table = AtOneTable().Does(new AddPerson(Table.Someone(elsewhere, role), false)).Does(Relation(RelationKind.SourceOfDanger, Table.Rob, elsewhere));

        Assert.Equal(refused ? RefusalCodes.TextNotHere : null, table.Refuses(Table.Kim, Step(Table.Kim, All)));
    }

    [Fact]
    public void Step_ThatStoodThereBefore_GoesOutOfSightOfTheDangerAndOfWhoWorksForThem()
    {
        var table = AtOneTable().Does(Table.Kim, Step(Table.Kim, All));
        Assert.All([Table.Rob, Worker, Table.Kim], reader => Assert.True(Sees(table, reader)));

        table.Does(Relation(RelationKind.Serves, Worker, Table.Rob)).Does(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim));

        Assert.All([Table.Rob, Worker], reader => Assert.False(Sees(table, reader)));
        Assert.All([Table.Kim, Table.Director], reader => Assert.True(Sees(table, reader)));
        Assert.Equal(RefusalCodes.CommitmentUnknown, table.Refuses(Table.Rob, new RewordCommitment(new CommitmentId("step"), 1, "Anders.", null, null, "elke dag")));
    }

    [Fact]
    public void Step_StaysAwayFromWhoWasADanger_AndFromWhoWorkedForThem_AndIsNotWordedAnewBesideThem()
    {
        var table = AtOneTable().Does(Table.Kim, Step(Table.Kim, All));
        SetRelation[] relations = [Relation(RelationKind.Serves, Worker, Table.Rob), Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim)];
        foreach (var relation in relations)
            table.Does(relation).Does(relation with { Relation = relation.Relation with { Until = new DateOnly(2026, 2, 12) } });

        table.Does(new BeginDay(new DateOnly(2026, 2, 13)));

        Assert.All([Table.Rob, Worker], reader => Assert.False(Sees(table, reader)));
        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Table.Kim, Step(Table.Kim, All) with { Id = new CommitmentId("other") }));
        var reworded = new RewordCommitment(new CommitmentId("step"), 1, "Tas naar tante.", null, null, "elke dag");
        Assert.Null(table.Refuses(Table.Director, reworded));
        table.Does(Table.Kim, reworded);
        Assert.All([Table.Rob, Worker], reader => Assert.False(Sees(table, reader)));
    }

    [Fact]
    public void Step_OfWhoWorkedForTheDangerOnce_StaysAwayFromTheDanger()
    {
        var table = AtOneTable().Does(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim));
        var worked = Relation(RelationKind.Serves, Worker, Table.Rob);
        table.Does(worked).Does(worked with { Relation = worked.Relation with { Until = new DateOnly(2026, 2, 12) } }).Does(new BeginDay(new DateOnly(2026, 2, 13)));

        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Worker, Step(Table.Kim, All)));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Step_IsReadAgainByWhoWasADangerByMistake_AndNotByWhoWasItForADay(int days, bool reads)
    {
        var table = AtOneTable().Does(Table.Kim, Step(Table.Kim, All));
        var wrong = Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim);
        table.Does(wrong);
        Assert.False(Sees(table, Table.Rob));

        table.Does(wrong with { Relation = wrong.Relation with { Until = wrong.Relation.From.AddDays(days) } }).Does(new BeginDay(new DateOnly(2026, 2, 13)));

        Assert.Equal(reads, Sees(table, Table.Rob));
    }

    // The proposer works for the danger, so that it is theirs; what somebody else writes into it is not.
    [Fact]
    public void Step_ThatTheDangerSees_IsNotWordedAnewByWhoIsInDanger()
    {
        var table = AtOneTable().Does(Relation(RelationKind.Serves, Worker, Table.Rob)).Does(Worker, Step(Worker, All));
        table.Does(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim));
        Assert.True(Sees(table, Worker));
        RewordCommitment reworded = new(new CommitmentId("step"), 1, "Tas naar tante.", null, null, "elke dag");

        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Table.Kim, reworded));
    }

    [Fact]
    public void Step_OfWhoWorksForTheDanger_IsNotStoppedAndStaysTheirs()
    {
        var table = AtOneTable().Does(new OpenSection(new Section(Table.SideKim, SectionScope.Side, SectionMode.Live, [Table.Director, Table.Kim, Worker])))
            .Does(Relation(RelationKind.Serves, Worker, Table.Rob)).Does(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim));

        table.Does(Worker, Step(Worker, Table.SideKim));

        Assert.True(Sees(table, Worker));
        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Table.Kim, Step(Table.Kim, Table.SideKim) with { Id = new CommitmentId("other") }));
    }

    [Fact]
    public void Step_OfWhoWorksForBothSides_IsKeptFromTheDanger()
    {
        var table = AtOneTable().Does(new OpenSection(new Section(Table.SideKim, SectionScope.Side, SectionMode.Live, [Table.Director, Table.Kim, Worker])))
            .Does(Relation(RelationKind.Serves, Worker, Table.Rob)).Does(Relation(RelationKind.Serves, Worker, Table.Kim))
            .Does(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim));

        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Worker, Step(Table.Kim, All)));

        table.Does(Worker, Step(Table.Kim, Table.SideKim)).Does(new ChangeSection(Table.SideKim, SectionMode.Live, [Table.Director, Table.Kim, Worker, Table.Rob]));
        Assert.False(Sees(table, Table.Rob));
        Assert.True(Sees(table, Worker));
    }

    [Fact]
    public void Step_InMinutesThatWereSent_IsShownToTheDangerNoMore_HoweverItIsWordedNow()
    {
        var table = AtOneTable()
            .Does(Held)
            .Does(Table.Kim, Step(Table.Kim, All));
        var sent = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Rob, Table.Now);
        Assert.Single(sent.Commitments);
        Assert.Same(sent, MinutesGuard.Apply(table.Plan, sent, Table.Rob, new HashSet<string>()));

        var reworded = new RewordCommitment(new CommitmentId("step"), 1, "Anders.", null, null, "elke dag");
        foreach (var words in new[] { false, true })
        {
            var after = words ? table.Does(Table.Kim, reworded) : table;
            var plan = Endangered(after.Plan);
            Assert.Empty(MinutesGuard.Apply(plan, sent, Table.Rob, new HashSet<string>())!.Commitments);
            Assert.Same(sent, MinutesGuard.Apply(plan, sent, Table.Kim, new HashSet<string>()));
        }

        static FamilyPlan Endangered(FamilyPlan plan) =>
            plan.Apply(new RelationSet(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim).Relation, Table.Now));
    }

    [Fact]
    public void OwnStep_InMinutesThatWereSent_StaysThere_WhateverStepsOthersMake()
    {
        var table = WithDangerAndOwnStep();
        var sent = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Rob, Table.Now);
        Assert.Single(sent.Commitments);

        table.Does(Table.Kim, Step(Table.Kim, Table.SideKim) with { Id = new CommitmentId("hers") });

        Assert.Same(sent, MinutesGuard.Apply(table.Plan, sent, Table.Rob, new HashSet<string>()));
    }

    [Fact]
    public void OwnStep_InMinutesThatWereSent_StaysThere_HoweverItIsWordedNow()
    {
        var table = WithDangerAndOwnStep();
        var sent = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Rob, Table.Now);

        table.Does(Table.Kim, Step(Table.Kim, Table.SideKim) with { Id = new CommitmentId("hers"), Text = "Bel 112." })
            .Does(Table.Director, new RewordCommitment(new CommitmentId("step"), 1, "Anders.", null, null, "elke dag"));

        Assert.Same(sent, MinutesGuard.Apply(table.Plan, sent, Table.Rob, new HashSet<string>()));
    }

    [Fact]
    public void OwnStep_InMinutesThatWereSent_StaysThere_AndTheSameStepOfAnotherGoes()
    {
        var table = AtOneTable().Does(Held).Does(Table.Kim, Step(Table.Rob, All)).Does(Table.Kim, Step(Table.Kim, All) with { Id = new CommitmentId("hers") });
        var sent = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Rob, Table.Now);
        Assert.Equal(2, sent.Commitments.Count);

        table.Does(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim));

        Assert.Equal("Naam van rob", Assert.Single(MinutesGuard.Apply(table.Plan, sent, Table.Rob, new HashSet<string>())!.Commitments).Owner);
    }

    [Fact]
    public void Step_ThatTheDangerOwns_IsTheirs()
    {
        var table = AtOneTable().Does(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim)).Does(Table.Kim, Step(Table.Rob, All));

        Assert.True(Sees(table, Table.Rob));
    }

    private static Table AtOneTable()
    {
        var table = new Table().Does(new OpenPlan(new PlanId("p"), "Gezin", "Wilgendam", "", Table.Someone(Table.Director, PersonRole.CaseDirector), Table.Circle));
        foreach (var (person, role) in new[] { (Table.Kim, PersonRole.ParentWithAuthority), (Table.Rob, PersonRole.ParentWithAuthority), (Worker, PersonRole.Professional) })
            table.Does(new AddPerson(Table.Someone(person, role), true));
        return table.Does(new UseLegalBasis(Table.Ground(Worker)))
            .Does(new OpenSection(new Section(All, SectionScope.Side, SectionMode.Live, [Table.Director, Table.Kim, Table.Rob, Worker])));
    }

    // Rob is a danger to Kim and owns a step at the table where both sit; she has a part without him.
    private static Table WithDangerAndOwnStep() => AtOneTable().Does(Held).Does(Relation(RelationKind.SourceOfDanger, Table.Rob, Table.Kim))
        .Does(Table.Kim, Step(Table.Rob, All))
        .Does(new OpenSection(new Section(Table.SideKim, SectionScope.Side, SectionMode.Live, [Table.Director, Table.Kim])));

    private static bool Sees(Table table, PersonId person) => PlanProjection.Seen(table.Plan, person).Any(c => c.Id.Value == "step");

    private static ProposeCommitment Step(PersonId owner, SectionId audience) =>
        new(new CommitmentId("step"), "Bij ruzie: tas achter de deur.", owner, null, CommitmentKind.EmergencyStep, null, "elke dag", audience);

    private static SetRelation Relation(RelationKind kind, PersonId of, PersonId to) =>
        new(new Relation(new RelationId($"{kind}-{of}-{to}"), kind, of, to, new DateOnly(2026, 1, 1), null));
}
