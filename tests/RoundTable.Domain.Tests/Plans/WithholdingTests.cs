using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>What stood there before somebody was protected is withheld from whom it is kept now, and from nobody else.</summary>
public class WithholdingTests
{
    private static readonly ItemId One = new("i-aaaaaaaaaaaaaaaa");
    private static readonly ItemId Two = new("i-bbbbbbbbbbbbbbbb");
    private static readonly SetProtection Later = new(new ProtectionRelation(new ProtectionId("r9"), [Table.Kim], [Table.Rob], [Table.Oma], "", ["zwembad"], "", null));
    private readonly Table _table = Table.Laid();

    [Fact]
    public void SetProtection_WithAWordThatStandsInASection_ClosesItToThoseUntilItStandsElsewhere()
    {
        Happens(Later, Look(Table.Circle, Item(One, "Elke week naar het zwem-bad.", Table.SafeHome), Item(Two, "Gewoon.", Table.SafeHome)));

        var withheld = Assert.Single(_table.Plan.Withholdings);
        Assert.Equal([Table.Oma, Table.Rob], withheld.From);
        Assert.Equal([One], withheld.Items);
        Assert.False(SectionRules.Reads(_table.Plan, Table.Rob, Table.Circle));
        Assert.True(SectionRules.Reads(_table.Plan, Table.Kim, Table.Circle));
        var apart = _table.Plan.Section(withheld.Into!.Value)!;
        Assert.Equal(_table.Plan.Circle!.Audience.Except([Table.Rob, Table.Oma]), apart.Audience);
        Assert.Equal(SectionMode.Live, apart.Mode);

        Happens(new EndWithholding(withheld.Id), CardLook.Unseen);
        Assert.True(SectionRules.Reads(_table.Plan, Table.Rob, Table.Circle));
        Assert.False(SectionRules.Reads(_table.Plan, Table.Rob, apart));
    }

    // Whoever could compute the id could ask how much is withheld from anybody.
    [Fact]
    public void Id_OfAPartApart_FollowsFromWhatIsInNoView()
    {
        var stranger = new AddPerson(Table.Someone(new PersonId("p9"), PersonRole.NetworkMember), false);
        var one = Apart(stranger);

        Assert.Equal(one, Apart(stranger));
        Assert.NotEqual(one, Apart(new AddPerson(stranger.Person with { Subject = new SubjectId("somebody-else") }, false)));

        SectionId Apart(AddPerson person)
        {
            var plan = Table.Laid().Does(person).Plan;
            var events = PlanDecisions.Decide(plan, Later, Table.Director, Table.Now, Look(Table.Circle, Item(One, "Zwembad.", Table.SafeHome))).Events;
            return events.OfType<ItemsWithheld>().Single().Withholding.Into!.Value;
        }
    }

    [Fact]
    public void SetProtection_WithAWordThatOnlyTheOtherSideWrote_LeavesItThere()
    {
        Happens(Later, Look(Table.Circle, Item(One, "Zij gaat vast naar het zwembad.", Table.Rob, Table.Oma)));

        Assert.Empty(_table.Plan.Withholdings);
    }

    [Fact]
    public void SetProtection_WithAWordThatSomebodyElseWroteIntoTheirItem_WithholdsIt()
    {
        Happens(Later, Look(Table.Circle, Item(One, "Zij gaat naar het zwembad.", Table.Rob, Table.SafeHome)));

        Assert.Equal([One], Assert.Single(_table.Plan.Withholdings).Items);
    }

    [Fact]
    public void SetProtection_OfSectionsThatWereNotLookedAt_ClosesThemUntilTheyAreLookedThrough()
    {
        Happens(Later, CardLook.Unseen);

        Assert.Equal([Table.Circle, Table.SideRob], _table.Plan.Withholdings.Select(w => w.Section));
        Assert.False(SectionRules.Reads(_table.Plan, Table.Rob, Table.SideRob));
        Assert.DoesNotContain(PlanTasks.For(_table.Plan), t => t.Kind == TaskKind.WithheldItems);
        Assert.Equal(RefusalCodes.PlanLookAgain, PlanDecisions.Decide(_table.Plan, new LookThrough(new WithholdingId("wh-1")), null, Table.Now, CardLook.Unseen).Refusal?.Code);
        Assert.Equal(RefusalCodes.PlanNotDirector, _table.Refuses(new LookThrough(new WithholdingId("wh-1")), Table.Director));

        Happens(new LookThrough(new WithholdingId("wh-1")), Look(Table.Circle, Item(One, "Zwembad.", Table.Kim)));
        Happens(new LookThrough(new WithholdingId("wh-2")), Look(Table.SideRob, Item(Two, "Gewoon.", Table.Rob)));

        Assert.False(SectionRules.Reads(_table.Plan, Table.Rob, Table.Circle));
        Assert.True(SectionRules.Reads(_table.Plan, Table.Rob, Table.SideRob));
        Assert.Equal([One], _table.Plan.Withholdings[2].Items);
    }

    [Fact]
    public void SetProtection_InTreatmentContent_TakesItsReadersAway()
    {
        var look = _table
            .Does(new SetRelation(new Relation(new RelationId("r2"), RelationKind.Serves, Table.SafeHome, Table.Rob, new DateOnly(2026, 1, 1), null)))
            .Does(Table.SafeHome, new ShareTreatment(Table.Rob, [Table.Rob], false));
        var treatment = SectionTreatment.Find(look.Plan, Table.SafeHome, Table.Rob)!.Id;

        Happens(Later, Look(treatment, Item(One, "Zwembad.", Table.SafeHome)));

        Assert.Equal([Table.SafeHome, Table.Director], _table.Plan.Section(treatment)!.Audience);
        Assert.Equal(treatment.Value, Assert.Single(PlanTasks.For(_table.Plan), t => t.Kind == TaskKind.WithheldItems).About);
    }

    [Fact]
    public void SetProtection_WithAWordInTheReasonOrAFloorRequirement_IsSetAndTheyAreNotShownToThoseFromWhomItIsKept()
    {
        _table.Does(Later with { Relation = Later.Relation with { ProtectedWords = ["zoekt geen"] } });

        Assert.Empty(PlanProjection.For(_table.Plan, Table.Rob).FloorRequirements);
        Assert.Single(PlanProjection.For(_table.Plan, Table.Kim).FloorRequirements);
        var task = Assert.Single(PlanTasks.For(_table.Plan));
        Assert.Equal(TaskKind.WithheldText, task.Kind);
        Assert.Empty(PlanTasks.For(_table.Does(new FinishTask(task.Key)).Plan));
    }

    [Fact]
    public void SetProtection_WithAWordInACommitment_IsATaskUntilItIsReworded()
    {
        _table.Does(Table.Director, Table.Proposal(Table.Circle) with { Text = "Samen naar het zwembad." });
        Assert.Contains(PlanProjection.For(_table.Plan, Table.Rob).Commitments, c => c.Id == Table.Calls);

        _table.Does(Later);

        Assert.DoesNotContain(PlanProjection.For(_table.Plan, Table.Rob).Commitments, c => c.Id == Table.Calls);
        var task = Assert.Single(PlanProjection.For(_table.Plan, Table.Director).Tasks, t => t.Kind == TaskKind.WithheldCommitment);
        Assert.Equal((Table.Calls.Value, true), (task.About, task.CanFinish));
        _table.Does(Table.Director, new RewordCommitment(Table.Calls, 1, "Samen weg.", Table.Shelter, new DateOnly(2026, 3, 1), null));
        Assert.DoesNotContain(PlanTasks.For(_table.Plan), t => t.Kind == TaskKind.WithheldCommitment);
        Assert.Contains(PlanProjection.For(_table.Plan, Table.Rob).Commitments, c => c.Id == Table.Calls);
    }

    [Fact]
    public void SetProtection_WithAWordInMinutesThatSomebodyHas_IsSaidToTheDirectorAlone()
    {
        var delivery = new DeliveryId("d1");
        _table.Does(new PublishMinutes(new MinutesId("v1"), Table.MeetingId, [new NewDelivery(delivery, Table.Rob, false, false)]));
        Assert.Equal(RefusalCodes.PlanLookAgain, PlanDecisions.Decide(_table.Plan, Later, null, Table.Now, Look(Table.Circle)).Refusal?.Code);

        Happens(Later, Look(Table.Circle) with { Minutes = new Dictionary<DeliveryId, StandingMinutes> { [delivery] = new(delivery, "In het zwembad.") } });

        var task = Assert.Single(PlanProjection.For(_table.Plan, Table.Director).Tasks, t => t.Kind == TaskKind.WordInMinutes);
        Assert.Equal((Table.Rob, delivery.Value), (task.Person, task.About));
        Assert.All(_table.Plan.People.Where(p => p.Id != Table.Director), p => Assert.Empty(PlanProjection.For(_table.Plan, p.Id).Tasks));
    }

    [Fact]
    public void SetProtection_WithoutAnythingNew_NeedsNoLook()
    {
        var relation = _table.Plan.Protections[0];

        Assert.Empty(CardLook.Needed(_table.Plan, new SetProtection(relation with { Reason = "anders" }), null));
        Assert.Empty(CardLook.Needed(_table.Plan, new SetProtection(relation with { ProtectedWords = ["trauma"] }), null));
        Assert.Equal([Table.Circle, Table.SideRob], CardLook.Needed(_table.Plan, new SetProtection(relation with { ProtectedWords = ["zwembad"] }), null));
        Assert.Equal([Table.Circle], CardLook.Needed(_table.Plan, new SetProtection(relation with { Protected = [], Indirect = [Table.Oma, Table.Clinic, Table.Tolk] }), null).Except([Table.SideRob, Table.SideKim]));
    }

    [Fact]
    public void ChangeSection_ToOtherData_IsSoForWhatWasWithheldThereToo()
    {
        var money = new SectionId("geld");
        _table.Does(new OpenSection(new Section(money, SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Rob])));
        Happens(Later, Look(money, Item(One, "Elke week naar het zwembad.", Table.Director)));
        var apart = Assert.Single(_table.Plan.Withholdings).Into!.Value;

        Happens(new ChangeSection(money, SectionMode.Live, [Table.Director, Table.Rob], [DataCategory.Money]), CardLook.Unseen);

        Assert.Equal([DataCategory.Money], _table.Plan.Section(money)!.Holds);
        Assert.Equal([DataCategory.Money], _table.Plan.Section(apart)!.Holds);
        Assert.Equal([Table.Director], _table.Plan.Section(apart)!.Audience);
    }

    [Theory]
    [InlineData(false, "teacher")]
    [InlineData(true, "")]
    public void ChangeSection_ToOtherData_WithoutWhoIsBoundInWhatWasWithheld_IsRefusedAndNamesWhomTheDirectorReadsOf(bool keptFromTheDirector, string named)
    {
        var (money, teacher) = (new SectionId("geld"), new PersonId("teacher"));
        _table.Does(new AddPerson(Table.Someone(teacher, PersonRole.Professional), true, Table.Ground(teacher) with { Categories = [DataCategory.Agreements, DataCategory.Safety] }));
        _table.Does(new OpenSection(new Section(money, SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Rob, teacher])));
        PersonId[] from = keptFromTheDirector ? [Table.Rob, Table.Director] : [Table.Rob];
        Happens(Later with { Relation = Later.Relation with { From = from } }, Look(money, Item(One, "Elke week naar het zwembad.", teacher)));
        _table.Does(teacher, Table.Proposal(Assert.Single(_table.Plan.Withholdings).Into!.Value) with { Owner = teacher, Checker = null });

        var refusal = PlanDecisions.Decide(
            _table.Plan, new ChangeSection(money, SectionMode.Live, [Table.Director, Table.Rob], [DataCategory.Money]), Table.Director, Table.Now, CardLook.Unseen).Refusal;

        Assert.Equal((RefusalCodes.SectionReaderBound, named), (refusal?.Code, string.Join(' ', refusal?.About ?? [])));
    }

    [Fact]
    public void ChangeSection_ToOtherData_IsSoForWhatWasWithheldOfWhatWasWithheld()
    {
        var money = new SectionId("geld");
        _table.Does(new OpenSection(new Section(money, SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Rob, Table.Tolk])));
        Happens(Later, Look(money, Item(One, "Elke week naar het zwembad, en naar de bieb.", Table.Director)));
        var apart = _table.Plan.Withholdings[0].Into!.Value;
        Happens(Books(Table.Tolk), Look(apart, Item(One, "Elke week naar het zwembad, en naar de bieb.", Table.Director)));
        var twice = _table.Plan.Withholdings[1];
        Assert.Equal(apart, twice.Section);

        Happens(new ChangeSection(money, SectionMode.Live, [Table.Director, Table.Rob], [DataCategory.Money]), CardLook.Unseen);

        Assert.Equal([DataCategory.Money], _table.Plan.Section(twice.Into!.Value)!.Holds);
    }

    [Fact]
    public void ChangeSection_WithoutSomebody_TakesThemOutOfWhatWasWithheldThereToo()
    {
        Happens(Later, Look(Table.Circle, Item(One, "Elke week naar het zwembad, en naar de bieb.", Table.SafeHome)));
        var apart = _table.Plan.Withholdings[0].Into!.Value;
        Happens(Books(Table.Child), Look(apart, Item(One, "Elke week naar het zwembad, en naar de bieb.", Table.SafeHome)));
        var twice = _table.Plan.Withholdings[1].Into!.Value;
        _table.Does(new ChangeSection(apart, SectionMode.Live, [.. _table.Plan.Section(apart)!.Audience, Table.Clinic]));
        var circle = _table.Plan.Circle!;

        _table.Does(new ChangeSection(circle.Id, circle.Mode, [.. circle.Audience.Where(p => p != Table.Tolk)]));

        Assert.Equal([Table.Director, Table.SafeHome, Table.Kim, Table.Child, Table.Shelter, Table.Clinic], _table.Plan.Section(apart)!.Audience);
        Assert.Equal([Table.Director, Table.SafeHome, Table.Kim, Table.Shelter], _table.Plan.Section(twice)!.Audience);
    }

    [Fact]
    public void ChangeSection_WithoutWhoIsBoundInWhatWasWithheld_IsRefused()
    {
        Happens(Later, Look(Table.Circle, Item(One, "Elke week naar het zwembad.", Table.SafeHome)));
        _table.Does(Table.Director, Table.Proposal(_table.Plan.Withholdings[0].Into!.Value));
        var circle = _table.Plan.Circle!;

        Assert.Equal(RefusalCodes.SectionReaderBound, _table.Refuses(new ChangeSection(circle.Id, circle.Mode, [.. circle.Audience.Where(p => p != Table.Shelter)])));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void SetProtection_InAShieldedSection_IsReviewedWithIt_ByADirectorWhoReadsIt(bool keptFromTheDirector, int reviews)
    {
        var (money, day) = (new SectionId("money"), new DateOnly(2026, 3, 1));
        _table.Does(new OpenSection(new Section(money, SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Rob], new SectionShield("Om het geld.", Table.Director, day))));
        PersonId[] from = keptFromTheDirector ? [Table.Director] : [Table.Rob];
        Happens(Later with { Relation = Later.Relation with { From = from } }, Look(money, Item(One, "Elke week naar het zwembad.", Table.Shelter)));

        _table.Does(new BeginDay(day));

        Assert.Equal(reviews, PlanTasks.For(_table.Plan).Count(t => t.Kind == TaskKind.ReviewShield));
    }

    [Fact]
    public void SetProtection_InAPartThatIsKeptFromTheDirector_IsNotTheirsToHearOf()
    {
        Happens(Later with { Relation = Later.Relation with { From = [Table.Rob, Table.Director] } }, Look(Table.Circle, Item(One, "Naar het zwembad, en naar de bieb.", Table.SafeHome)));
        var apart = Assert.Single(_table.Plan.Withholdings).Into!.Value;
        _table.Does(Table.SafeHome, Table.Proposal(apart) with { Text = "Samen naar de bieb." });

        Happens(Books(Table.Tolk), Look(apart, Item(One, "Naar het zwembad, en naar de bieb.", Table.SafeHome)));

        Assert.Equal(apart, _table.Plan.Withholdings[1].Section);
        Assert.Equal([Table.Tolk], _table.Plan.Withholdings[1].From);
        Assert.DoesNotContain(PlanProjection.For(_table.Plan, Table.Tolk).Commitments, c => c.Id == Table.Calls);
        Assert.Empty(PlanProjection.For(_table.Plan, Table.Director).Tasks);
    }

    [Fact]
    public void SetProtection_ThatKeepsAWordFromTheDirectorToo_TellsThemOfNoMinutes()
    {
        var delivery = new DeliveryId("d1");
        _table.Does(new PublishMinutes(new MinutesId("v1"), Table.MeetingId, [new NewDelivery(delivery, Table.Rob, false, false)]));

        Happens(
            Later with { Relation = Later.Relation with { From = [Table.Rob, Table.Director] } },
            Look(Table.Circle) with { Minutes = new Dictionary<DeliveryId, StandingMinutes> { [delivery] = new(delivery, "In het zwembad.") } });

        Assert.Single(_table.Plan.Exposed);
        Assert.Empty(PlanProjection.For(_table.Plan, Table.Director).Tasks);
    }

    [Fact]
    public void SetProtection_WithAnotherWord_SaysNothingOfTheWordsOfOtherRelations()
    {
        var delivery = new DeliveryId("d1");
        _table.Does(new PublishMinutes(new MinutesId("v1"), Table.MeetingId, [new NewDelivery(delivery, Table.Rob, false, false)]));
        var minutes = Look(Table.Circle) with { Minutes = new Dictionary<DeliveryId, StandingMinutes> { [delivery] = new(delivery, "In het zwembad.") } };
        Happens(Later with { Relation = Later.Relation with { From = [Table.Rob, Table.Director] } }, minutes);

        Happens(Books(Table.Rob), minutes);

        Assert.Single(_table.Plan.Exposed);
        Assert.Empty(PlanProjection.For(_table.Plan, Table.Director).Tasks);
    }

    [Fact]
    public void SetProtection_TwiceOnADay_TellsOfTheSameMinutesTwice()
    {
        var delivery = new DeliveryId("d1");
        _table.Does(new PublishMinutes(new MinutesId("v1"), Table.MeetingId, [new NewDelivery(delivery, Table.Rob, false, false)]));
        var minutes = Look(Table.Circle) with { Minutes = new Dictionary<DeliveryId, StandingMinutes> { [delivery] = new(delivery, "In het zwembad en de bieb.") } };
        Happens(Later, minutes);
        _table.Does(new FinishTask(Assert.Single(PlanTasks.For(_table.Plan), t => t.Kind == TaskKind.WordInMinutes).Key), Table.Director);

        Happens(Books(Table.Rob), minutes);

        Assert.Single(PlanTasks.For(_table.Plan), t => t.Kind == TaskKind.WordInMinutes);
    }

    [Fact]
    public void SetProtection_ThatTakesACommitmentFromMore_IsATaskAgain()
    {
        _table.Does(Table.SafeHome, Table.Proposal(Table.SideRob) with { Owner = Table.Rob, Checker = null, Text = "Samen naar het zwembad en de bieb." });
        Happens(Books(Table.Oma), Look(Table.Circle));
        _table.Does(new FinishTask(Assert.Single(PlanTasks.For(_table.Plan), t => t.Kind == TaskKind.WithheldCommitment).Key), Table.Director);
        Assert.DoesNotContain(PlanTasks.For(_table.Plan), t => t.Kind == TaskKind.WithheldCommitment);

        Happens(Later, Look(Table.Circle));

        Assert.Single(PlanTasks.For(_table.Plan), t => t.Kind == TaskKind.WithheldCommitment);
    }

    private static SetProtection Books(PersonId from) => new(new ProtectionRelation(new ProtectionId("r8"), [], [from], [], "", ["bieb"], "", null));

    private static StandingItem Item(ItemId id, string text, params PersonId[] writers) => new(id, null, writers, text);

    // Nothing stands in the other sections.
    private CardLook Look(SectionId section, params StandingItem[] items) => CardLook.Unseen with
    {
        Items = _table.Plan.Sections.ToDictionary(s => s.Id, IReadOnlyList<StandingItem> (s) => s.Id == section ? items : []),
    };

    private void Happens(PlanSetup setup, CardLook look)
    {
        var decision = PlanDecisions.Decide(_table.Plan, setup, null, Table.Now, look);
        Assert.Null(decision.Refusal);
        foreach (var e in decision.Events)
            _table.Happened(e);
    }
}
