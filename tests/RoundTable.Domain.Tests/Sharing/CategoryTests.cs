using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Sharing;

/// <summary>Access and delivery ask which data it is (BR-60): a ground opens what it is about, and nothing else.</summary>
public class CategoryTests
{
    private static readonly PersonId Teacher = new("teacher");
    private static readonly SectionId Money = new("money");

    [Fact]
    public void Ground_AboutAgreementsAlone_ShowsCommitmentsAndNotTheCard()
    {
        var table = With(DataCategory.Agreements).Does(Table.Director, Agreed());

        var view = PlanProjection.For(table.Plan, Teacher);

        Assert.Empty(view.Sections);
        Assert.Equal([("Ik bel elke dag.", default(SectionId?))], view.Commitments.Select(c => (c.Text, c.Audience)));
        Assert.Equal([Table.Circle], PlanProjection.For(table.Plan, Table.Director).Commitments.Select(c => c.Audience));
        Assert.Equal(RefusalCodes.SectionNotAReader, SectionRules.CheckRead(table.Plan, Teacher, Table.Circle)!.Code);
    }

    [Fact]
    public void Ground_AboutSafetyAlone_ShowsTheCardAndNoCommitments()
    {
        var table = With(DataCategory.Safety).Does(Table.Director, Agreed());

        var view = PlanProjection.For(table.Plan, Teacher);

        Assert.Equal([Table.Circle], view.Sections.Select(s => s.Id));
        Assert.Empty(view.Commitments);
        Assert.Equal(RefusalCodes.CommitmentOwnerCannotSee, table.Refuses(Table.Director, Agreed() with { Id = new CommitmentId("other"), Owner = Teacher }));
    }

    [Fact]
    public void Grounds_EachAboutAPart_CoverTogether()
    {
        var table = With(DataCategory.Agreements);
        table.Does(new UseLegalBasis(Table.Ground(Teacher) with { Id = new LegalBasisId("second"), Categories = [DataCategory.Safety] }));

        Assert.Single(PlanProjection.For(table.Plan, Teacher).Sections);
        Assert.True(Access.Covers(table.Plan, Teacher, [DataCategory.Agreements, DataCategory.Safety]));
        Assert.False(Access.Covers(table.Plan, Teacher, [DataCategory.Money]));
    }

    [Fact]
    public void LegalBasis_ThatNamesNoData_IsNotAboutTreatment()
    {
        var table = With().Does(new UseLegalBasis(Table.Ground(Teacher)));

        Assert.True(Access.Covers(table.Plan, Teacher, Enum.GetValues<DataCategory>().Except([DataCategory.Treatment])));
        Assert.False(Access.Covers(table.Plan, Teacher, [DataCategory.Treatment]));
    }

    [Fact]
    public void Item_OfAnotherCategory_DoesNotMoveWhereSomebodyMayHaveNoGroundForIt()
    {
        var table = Table.Laid().Does(new OpenSection(new Section(Money, SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Kim], Categories: [DataCategory.Money])));

        Assert.Equal(RefusalCodes.SectionCategory, SectionRules.CheckMove(table.Plan, Table.Kim, Money, Table.SideKim, Table.Kim, "Er zijn schulden.")!.Code);
        Assert.Equal(RefusalCodes.SectionCategory, SectionRules.CheckRelease(table.Plan, Table.Director, Money, Table.Circle, "Er zijn schulden.")!.Code);
        Assert.DoesNotContain(Table.SideKim, PlanProjection.For(table.Plan, Table.Kim).Sections.Single(s => s.Id == Money).MoveTo);
    }

    [Fact]
    public void Section_ThatGetsOtherData_IsReadNoLongerByWhoHasNoGroundForThem()
    {
        var table = With(DataCategory.Safety);
        table.Does(new OpenSection(new Section(Money, SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Kim, Teacher])));
        Assert.Contains(PlanProjection.For(table.Plan, Teacher).Sections, s => s.Id == Money);

        table.Does(new ChangeSection(Money, SectionMode.Live, [Table.Director, Table.Kim, Teacher], [DataCategory.Money, DataCategory.Safety]));

        Assert.DoesNotContain(PlanProjection.For(table.Plan, Teacher).Sections, s => s.Id == Money);
        Assert.Equal([DataCategory.Safety, DataCategory.Money], PlanProjection.For(table.Plan, Table.Kim).Sections.Single(s => s.Id == Money).Categories);
        Assert.Contains(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.AskBasis && t.Person == Teacher);
        table.Does(new ChangeSection(Money, SectionMode.Live, [Table.Director, Table.Kim, Teacher]));
        Assert.DoesNotContain(PlanProjection.For(table.Plan, Teacher).Sections, s => s.Id == Money);
    }

    [Fact]
    public void OtherData_OfATableOrOfTreatment_AreRefused()
    {
        var table = Table.Laid().Does(new OpenSection(new Section(Money, SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Kim])));

        Assert.Equal(RefusalCodes.SectionCategoriesFixed, table.Refuses(new ChangeSection(Table.SideKim, SectionMode.Live, table.Plan.Section(Table.SideKim)!.Audience, [DataCategory.School])));
        Assert.Equal(RefusalCodes.SectionTreatment, table.Refuses(new ChangeSection(Money, SectionMode.Live, [Table.Director], [DataCategory.Treatment])));
        Assert.Equal(RefusalCodes.SectionTreatment, table.Refuses(new ChangeSection(Money, SectionMode.Live, [Table.Director], [])));
    }

    [Fact]
    public void Minutes_OfSomebodyWithoutAGround_WaitForOneThatCoversWhatIsInThem()
    {
        var table = With();
        var items = new[] { new CardItemText(Table.Circle, new ItemId("a"), CardColumn.Harm, ItemKind.Fact, null, Table.Director, 1, "De politie kwam.") };
        var content = MinutesComposer.Compose(table.Plan, table.Meeting, items, Teacher, Table.Now);
        var categories = MinutesComposer.Categories(table.Plan, table.Meeting, items, content, Teacher);
        Assert.Equal(["De politie kwam."], content.Card.Select(i => i.Text));
        Assert.Equal([DataCategory.Safety, DataCategory.Agreements], categories);
        table.Does(new PublishMinutes(new MinutesId("v"), Table.MeetingId, [new NewDelivery(new DeliveryId("d"), Teacher, true, true, true, null, categories)]));

        table.Does(new UseLegalBasis(Table.Ground(Teacher) with { Categories = [DataCategory.Agreements] }));
        Assert.Null(table.Plan.Minutes.Single().ReceivedBy(Teacher));

        table.Does(new UseLegalBasis(Table.Ground(Teacher) with { Id = new LegalBasisId("more"), Categories = [DataCategory.Safety] }));
        Assert.NotNull(table.Plan.Minutes.Single().ReceivedBy(Teacher));
    }

    [Fact]
    public void Minutes_OfSomebodyWhoseGroundIsAboutAgreements_HoldNoCardAndNoReasonsOfOthers()
    {
        var table = With(DataCategory.Agreements).Seated(Table.Two).Scored(Table.Two).Revealed(Table.Two).Does(Table.Director, Agreed());
        var items = new[] { new CardItemText(Table.Circle, new ItemId("a"), CardColumn.Harm, ItemKind.Fact, null, Table.Director, 1, "De politie kwam.") };

        var content = MinutesComposer.Compose(table.Plan, table.Meeting, items, Teacher, Table.Now);

        Assert.Empty(content.Card);
        Assert.Equal([DataCategory.Agreements], MinutesComposer.Categories(table.Plan, table.Meeting, items, content, Teacher));
        Assert.Single(content.Commitments);
        Assert.All(content.Scores?.Scores ?? [], s => Assert.Null(s.Why));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(CommitmentStatus.Kept)]
    public void Minutes_WithAnAgreementOfASectionAboutOtherData_HoldThoseData(CommitmentStatus? result)
    {
        var table = With(DataCategory.Agreements, DataCategory.Money)
            .Does(new OpenSection(new Section(Money, SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Kim, Teacher], Categories: [DataCategory.Money])))
            .Does(Table.Director, Agreed() with { Owner = Table.Kim, Audience = Money, Checker = Table.Director });
        if (result is { } went)
            table.Does(Table.Kim, new AnswerCommitment(Table.Calls, 1, CommitmentAnswer.Agree, null)).Does(Table.Director, new RecordResult(Table.Calls, went, null));

        var content = MinutesComposer.Compose(table.Plan, table.Meeting, [], Teacher, Table.Now);

        Assert.Single(content.Commitments.Concat(content.LookedBack));
        Assert.Equal([DataCategory.Agreements, DataCategory.Money], MinutesComposer.Categories(table.Plan, table.Meeting, [], content, Teacher));
    }

    [Fact]
    public void Received_WhenAPartOfTheGroundGoes_CanNoLongerBeRead()
    {
        var table = With(DataCategory.Agreements, DataCategory.Safety);
        table.Does(new PublishMinutes(new MinutesId("v"), Table.MeetingId, [new NewDelivery(new DeliveryId("d"), Teacher, true, false)]));
        Assert.Single(PlanProjection.For(table.Plan, Teacher).Minutes);

        table.Does(new UseLegalBasis(table.Plan.LegalBases.Last() with { Categories = [DataCategory.Agreements] }));

        Assert.Empty(PlanProjection.For(table.Plan, Teacher).Minutes);
        Assert.True(Access.Has(table.Plan, Teacher));
        Assert.False(Access.Gets(table.Plan, table.Plan.Minutes.Single().Deliveries.Single()));
    }

    [Fact]
    public void SomebodyNamedWhereTheirGroundDoesNotReach_IsATaskForTheDirector()
    {
        Assert.DoesNotContain(PlanTasks.For(With(DataCategory.Agreements, DataCategory.Safety).Plan), t => t.Person == Teacher);
        Assert.Contains(PlanTasks.For(With(DataCategory.School).Plan), t => t.Kind == TaskKind.AskBasis && t.Person == Teacher);
    }

    private static ProposeCommitment Agreed() =>
        new(Table.Calls, "Ik bel elke dag.", Table.Rob, Table.SafeHome, CommitmentKind.SafetyRule, new DateOnly(2026, 3, 1), null, Table.Circle);

    // A teacher at the table, with a ground about these data.
    private static Table With(params DataCategory[] categories)
    {
        var table = Table.Laid().Does(new AddPerson(Table.Someone(Teacher, PersonRole.Professional), true));
        return categories.Length == 0 ? table : table.Does(new UseLegalBasis(Table.Ground(Teacher) with { Categories = categories }));
    }
}
