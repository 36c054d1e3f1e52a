using RoundTable.Domain.Commands;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Emergencies;

public class EmergencyTests
{
    private static readonly EmergencyId Id = new("e1");
    private static readonly PersonId Stand = new("stand-in");
    private static readonly PersonId Probation = new("probation");
    private static readonly PersonId Teacher = new("teacher");
    private static readonly OpenEmergency Asked = new(Id, "Zij neemt niet op.");

    private readonly Table _table = Table.Laid()
        .Does(new AddPerson(Table.Someone(Stand, PersonRole.CaseDirector) with { Organisation = "Team Jeugd" }, false))
        .Does(new AddPerson(Table.Someone(Probation, PersonRole.Professional) with { Organisation = "Reclassering", Serves = Table.Rob }, false))
        .Does(new AddPerson(Table.Someone(Teacher, PersonRole.Professional), false))
        .Does(Table.Director, Table.Proposal())
        .Does(Table.Director, Table.Proposal(Table.Circle) with { Id = new CommitmentId("all") });

    [Fact]
    public void Open_ByAProfessionalWithoutGround_OpensTheCircleForSomeHours()
    {
        _table.Does(Asked, Teacher);

        var view = EmergencyProjection.For(_table.Plan, Items(), Teacher, Table.Now);

        Assert.NotNull(view);
        Assert.Equal(["Gedeeld."], view.Card.Select(i => i.Text));
        Assert.Equal([new CommitmentId("all")], view.Commitments.Select(c => c.Id));
        Assert.All(view.Commitments, c => Assert.False(c.CanAnswer));
        Assert.Equal("088 1234", view.Director?.Phone);
        Assert.Equal(["Rob zoekt geen contact."], view.FloorRequirements.Select(f => f.Text));
        Assert.NotNull(EmergencyProjection.For(_table.Plan, Items(), Teacher, Table.Now + EmergencyRules.Lasts - TimeSpan.FromTicks(1)));
        Assert.Null(EmergencyProjection.For(_table.Plan, Items(), Teacher, Table.Now + EmergencyRules.Lasts));
    }

    [Fact]
    public void Open_ByWhoReplacesTheDirector_OpensBothSidesAndNothingShielded()
    {
        _table.Does(Asked, Stand);

        var view = EmergencyProjection.For(_table.Plan, Items(), Stand, Table.Now)!;

        Assert.Equal(["Gedeeld.", "Van Kim.", "Van Rob."], view.Card.Select(i => i.Text).Order());
        Assert.Equal(2, view.Commitments.Count);
        Assert.Equal([1, 2], view.Commitments.Select(c => c.Number));
    }

    // Journals of before say of such a part that it is at a side.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Emergency_OfWhatWasWithheldFromAShieldedSection_OpensNothing(bool before)
    {
        var money = new SectionId("money");
        var item = new ItemId("i-aaaaaaaaaaaaaaaa");
        var shield = new SectionShield("Om het geld.", Table.Director, new DateOnly(2026, 3, 1));
        _table.Does(new OpenSection(new Section(money, SectionScope.Shielded, SectionMode.Released, [Table.Director, Table.Kim, Table.Oma], shield)));
        var look = CardLook.Unseen with
        {
            Items = _table.Plan.Sections.ToDictionary(s => s.Id, IReadOnlyList<StandingItem> (s) => s.Id == money ? [new(item, null, [Table.Kim], "Huur in Hoorn.")] : []),
        };
        var later = new SetProtection(new Domain.Privacy.ProtectionRelation(new ProtectionId("r9"), [Table.Kim], [Table.Oma], [], "", ["Hoorn"], "", null));
        foreach (var e in PlanDecisions.Decide(_table.Plan, later, Table.Director, Table.Now, look).Events)
            _table.Happened(before && e is SectionOpened opened ? new SectionOpened(opened.Section with { Scope = SectionScope.Side, Shield = null }) : e);
        var apart = Assert.Single(_table.Plan.Withholdings).Into!.Value;
        if (before)
            _table.Happened(new SectionChanged(_table.Plan.Section(apart)! with { Scope = SectionScope.Side, Shield = null }));

        _table.Does(Asked, Stand);

        Assert.Equal((SectionScope.Shielded, shield), (_table.Plan.Section(apart)!.Scope, _table.Plan.Section(apart)!.Shield));
        var view = EmergencyProjection.For(_table.Plan, [.. Items(), Item(apart.Value, Table.Kim, "Huur in Hoorn.")], Stand, Table.Now)!;
        Assert.DoesNotContain(view.Card, i => i.Text == "Huur in Hoorn.");
    }

    [Fact]
    public void Open_ByWhoWorksForTheSourceOfDanger_ShowsNothingThatIsKeptFromHim()
    {
        _table.Does(new SetRelation(new Relation(new RelationId("team"), RelationKind.Serves, Stand, Table.Rob, new DateOnly(2026, 1, 1), null)));
        foreach (var person in new[] { Stand, Probation })
        {
            _table.Does(Asked with { Id = new EmergencyId($"e-{person}") }, person);

            CardItemText[] items = [.. Items(), Item("circle", Table.Kim, "Wij zijn in de Vlierstraat."), Item("circle", Table.Shelter, "Ik bel haar.") with { Speaker = Table.Shelter }];
            var view = EmergencyProjection.For(_table.Plan, items, person, Table.Now)!;

            Assert.DoesNotContain(view.Card, i => i.Text is "Van Kim." or "Geheim." or "Wij zijn in de Vlierstraat.");
            Assert.DoesNotContain(view.Commitments, c => c.Audience == Table.SideKim);
            Assert.DoesNotContain(view.People, p => p.Id == Table.Clinic);
            Assert.Equal("begeleider", view.People.Single(p => p.Id == Table.Shelter).Name);
            Assert.Equal("begeleider", view.Card.Single(i => i.Text == "Ik bel haar.").Speaker);
        }
    }

    [Fact]
    public void Open_ByWhomARelationCallsASourceOfDanger_DoesNotShowWhereThatPersonReads()
    {
        _table.Does(new SetRelation(new Relation(new RelationId("danger"), RelationKind.SourceOfDanger, Stand, Table.Kim, new DateOnly(2026, 1, 1), null)));
        _table.Does(Asked, Stand);

        var view = EmergencyProjection.For(_table.Plan, Items(), Stand, Table.Now)!;

        Assert.Equal(["Van Rob."], view.Card.Select(i => i.Text).Order());
    }

    [Fact]
    public void Open_ForWhomSomebodyOfTheCircleIsKeptSafeFrom_DoesNotShowItBecauseOthersAreKeptApartThere()
    {
        var outside = new PersonId("outside");
        var worker = new PersonId("worker");
        _table.Does(new AddPerson(Table.Someone(outside, PersonRole.ParentWithoutAuthority), false))
            .Does(new AddPerson(Table.Someone(worker, PersonRole.Professional) with { Serves = outside }, false))
            .Does(new SetProtection(new Domain.Privacy.ProtectionRelation(new ProtectionId("r2"), [Table.Kim], [outside], [], "", ["Zwanenlaan"], "geweld", null)));
        Assert.Equal(SectionMode.Released, _table.Plan.Circle!.Mode);

        _table.Does(Asked, worker);

        var view = EmergencyProjection.For(_table.Plan, Items(), worker, Table.Now)!;
        Assert.Empty(view.Card);
        Assert.Empty(view.Commitments);
    }

    [Fact]
    public void Open_ByFamilyNetworkTolkOrTheDirector_IsRefused()
    {
        foreach (var person in new[] { Table.Kim, Table.Rob, Table.Oma, Table.Child, Table.Tolk, Table.Director })
            Assert.Equal(RefusalCodes.EmergencyNotAllowed, _table.Refuses(Asked, person));
        Assert.Equal(RefusalCodes.PlanNotAMember, _table.Refuses(Asked, new PersonId("stranger")));
    }

    [Fact]
    public void Open_WithoutAReason_OrWithAWordThatTheDirectorMayNotRead_IsRefused()
    {
        Assert.Equal(RefusalCodes.ReasonRequired, _table.Refuses(Asked with { Reason = " " }, Teacher));
        Assert.Equal(RefusalCodes.ReasonRequired, _table.Refuses(Asked with { Reason = new string('x', 1001) }, Teacher));
        _table.Does(new SetProtection(new Domain.Privacy.ProtectionRelation(new ProtectionId("melder"), [], [Table.Director], [], "", ["Meldersnaam"], "in vertrouwen", null)));
        Assert.Equal(RefusalCodes.TextNotHere, _table.Refuses(Asked with { Reason = "Meldersnaam belt." }, Teacher));
    }

    [Fact]
    public void Open_WhileOneRuns_ChangesNothing_AndAfterwardsBeginsAnew()
    {
        _table.Does(Asked, Teacher);

        Assert.Empty(PlanDecisions.Decide(_table.Plan, Asked with { Id = new EmergencyId("e2") }, Teacher, Table.Now.AddHours(1), CardLook.Unseen).Events);
        Assert.IsType<EmergencyOpened>(PlanDecisions.Decide(_table.Plan, Asked with { Id = new EmergencyId("e2") }, Teacher, Table.Now.AddHours(5), CardLook.Unseen).Events[^1]);
    }

    [Fact]
    public void Use_IsATaskOfTheDirector_UntilItIsJudged()
    {
        _table.Does(Asked, Teacher);
        Assert.Equal(Teacher, Task(Table.Director)?.Person);
        Assert.Null(Task(Stand));
        Assert.Equal(RefusalCodes.TaskUnknown, _table.Refuses(new FinishTask("emergency-e1"), Table.Director));
        Assert.Equal(RefusalCodes.EmergencyUnknown, _table.Refuses(Justified(), Teacher));
        Assert.Equal(RefusalCodes.EmergencyUnknown, _table.Refuses(Justified(), Stand));
        Assert.Equal(RefusalCodes.EmergencyUnknown, _table.Refuses(Justified(), Table.Kim));

        _table.Does(Justified(), Table.Director);

        Assert.Null(Task(Table.Director));
        Assert.Null(EmergencyProjection.For(_table.Plan, Items(), Teacher, Table.Now));
        Assert.Equal(RefusalCodes.EmergencyReviewed, _table.Refuses(Justified() with { Remark = "Anders." }, Table.Director));
        Assert.Null(_table.Refuses(Justified(), Table.Director));
        var use = Assert.Single(PlanProjection.For(_table.Plan, Table.Director).Emergencies);
        Assert.Equal((EmergencyVerdict.Justified, "Zij neemt niet op.", false), (use.Verdict, use.Reason, use.CanReview));
        Assert.Empty(PlanProjection.For(_table.Plan, Table.Kim).Emergencies);
    }

    [Fact]
    public void Misuse_NeedsAReason_AndClosesTheDoorToWhoDidIt()
    {
        _table.Does(Asked, Stand);
        Assert.Equal(RefusalCodes.ReasonRequired, _table.Refuses(new ReviewEmergency(Id, EmergencyVerdict.Misuse, ""), Table.Director));

        _table.Does(new ReviewEmergency(Id, EmergencyVerdict.Misuse, "Er was niets aan de hand."), Table.Director);

        Assert.Null(EmergencyProjection.For(_table.Plan, Items(), Stand, Table.Now));
        Assert.Equal(RefusalCodes.EmergencyNotAllowed, _table.Refuses(Asked with { Id = new EmergencyId("e2") }, Stand));
        Assert.Equal("Er was niets aan de hand.", Assert.Single(PlanProjection.For(_table.Plan, Stand).Emergencies).Remark);
    }

    [Fact]
    public void WhoUsedItAndBecameDirector_IsJudgedByAColleague()
    {
        var colleague = new PersonId("colleague");
        _table.Does(new AddPerson(Table.Someone(colleague, PersonRole.CaseDirector), false));
        _table.Does(Asked, Stand).Does(new OfferHandover(Stand), Table.Director).Does(new AcceptHandover(), Stand);

        Assert.Equal(RefusalCodes.EmergencyUnknown, _table.Refuses(Justified(), Stand));
        Assert.False(Assert.Single(PlanProjection.For(_table.Plan, Stand).Emergencies).CanReview);
        Assert.Equal(Stand, Task(colleague)?.Person);
        _table.Does(Justified(), colleague);
        Assert.Null(Task(colleague));
    }

    private static ReviewEmergency Justified() => new(Id, EmergencyVerdict.Justified, "");

    private static CardItemText[] Items() =>
    [
        Item("circle", Table.Director, "Gedeeld."),
        Item("side-kim", Table.Kim, "Van Kim."),
        Item("side-rob", Table.Rob, "Van Rob."),
        Item("secret", Table.Kim, "Geheim."),
    ];

    private static CardItemText Item(string section, PersonId author, string text) =>
        new(new SectionId(section), new ItemId($"i-{text.Length}"), CardColumn.Danger, ItemKind.Fact, author, author, 1, text);

    private TaskView? Task(PersonId viewer) => PlanProjection.For(_table.Plan, viewer).Tasks.SingleOrDefault(t => t.Kind == TaskKind.ReviewEmergency);
}
