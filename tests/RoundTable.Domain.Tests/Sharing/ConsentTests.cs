using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Sharing;

/// <summary>Who gives a consent, whether it counts today, and what withdrawing it does (BR-20, BR-60 to BR-62).</summary>
public class ConsentTests
{
    internal static readonly ConsentId Id = new("consent");
    private static readonly PersonId Clinic2 = new("clinic2");
    private static readonly DateOnly Today = new(2026, 2, 12);

    [Fact]
    public void Organisation_WithoutAnyGround_DoesNotTakePart()
    {
        var table = WithClinic();

        Assert.False(Access.Has(table.Plan, Clinic2));
        Assert.Equal(RefusalCodes.PlanNoBasis, table.Refuses(Clinic2, Table.Proposal()));
        Assert.True(Access.Has(table.Plan, Table.Kim));
    }

    [Fact]
    public void Consent_GivenByWhomItIsAbout_LetsTheOrganisationTakePart()
    {
        var table = WithClinic().Does(new AskConsent(About(Table.Kim) with { To = [Clinic2] }));
        Assert.False(Access.Has(table.Plan, Clinic2));

        table.Does(Table.Kim, new GiveConsent(Id));

        Assert.Equal(new Basis(Id, null), Access.BasisOf(table.Plan, Clinic2));
        Assert.True(Access.Has(table.Plan, Clinic2));
    }

    [Fact]
    public void Consent_Withdrawn_EndsAccessAtOnce()
    {
        var table = Given();

        table.Does(Table.Kim, new WithdrawConsent(Id));

        Assert.False(Access.Has(table.Plan, Clinic2));
        Assert.Equal(RefusalCodes.ConsentEnded, table.Refuses(new RecordConsent(Id, Table.Rob, ConsentMedium.Paper, null)));
    }

    [Fact]
    public void Consent_AfterItsLastDay_NoLongerCounts()
    {
        var table = Given();

        Assert.True(Access.Has(table.Does(new BeginDay(Today.AddMonths(6))).Plan, Clinic2));
        Assert.False(Access.Has(table.Does(new BeginDay(Today.AddMonths(6).AddDays(1))).Plan, Clinic2));
    }

    [Fact]
    public void Consent_ThirtyDaysBeforeItsEnd_IsATask()
    {
        var table = Given().Does(new BeginDay(Today.AddMonths(6).AddDays(-31)));
        Assert.DoesNotContain(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.RenewConsent);

        table.Does(new BeginDay(Today.AddMonths(6).AddDays(-30)));

        Assert.Contains(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.RenewConsent && t.About == Id.Value);
    }

    [Theory]
    [InlineData("2015-02-13", "kim,rob")]
    [InlineData("2014-02-12", "child,kim,rob")]
    [InlineData("2010-02-13", "child,kim,rob")]
    [InlineData("2010-02-12", "child")]
    [InlineData("2000-01-01", "child")]
    public void Required_OfAChild_FollowsItsAge(string born, string givers) => Assert.Equal(
        givers.Split(','),
        ConsentRules.Required(WithAuthority(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture)).Plan, [Table.Child]).Select(p => p.Value).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("2014-02-13")]
    [InlineData("2010-02-13")]
    public void Birthday_OnTheDayItself_MakesTheOldConsentIncomplete(string born)
    {
        var table = WithAuthority(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture));
        table.Does(new AskConsent(About(Table.Child) with { To = [Clinic2] }));
        foreach (var giver in ConsentRules.Missing(table.Plan, table.Plan.Consents[0]).Where(p => p != Table.Child))
            table.Does(new RecordConsent(Id, giver, ConsentMedium.Paper, null));
        if (ConsentRules.Required(table.Plan, [Table.Child]).Contains(Table.Child))
            table.Does(Table.Child, new GiveConsent(Id));
        Assert.True(Access.Has(table.Plan, Clinic2));
        Assert.Equal(Today.AddDays(1), PlanCalendar.Next(table.Plan));

        table.Does(new BeginDay(Today.AddDays(1)));

        var turned = Assert.Single(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.ChildTurned);
        Assert.Equal((Table.Child, Today.AddDays(1)), (turned.Person!.Value, turned.On));
        var twelve = turned.Age == 12;
        Assert.Equal(!twelve, Access.Has(table.Plan, Clinic2));
        Assert.Equal(twelve, PlanTasks.For(table.Plan).Any(t => t.Kind == TaskKind.CompleteConsent && t.Person == Table.Child));
    }

    [Fact]
    public void ChildUnderTwelve_OnItsBirthday_HasAnOwnWayIn()
    {
        var table = WithAuthority(new DateOnly(2014, 2, 13));
        Assert.False(Access.Has(table.Plan, Table.Child));

        Assert.True(Access.Has(table.Does(new BeginDay(Today.AddDays(1))).Plan, Table.Child));
    }

    [Fact]
    public void Parents_WhoGaveConsentAlone_DoNotCountForAChildOfSixteen()
    {
        var table = WithAuthority(new DateOnly(2010, 2, 13)).Does(new AskConsent(About(Table.Child) with { To = [Clinic2] }));
        foreach (var parent in new[] { Table.Kim, Table.Rob })
            table.Does(new RecordConsent(Id, parent, ConsentMedium.Paper, null));

        table.Does(new BeginDay(Today.AddDays(1)));

        Assert.Equal([Table.Child], ConsentRules.Missing(table.Plan, table.Plan.Consents[0]));
        Assert.Equal(RefusalCodes.ConsentNotTheirs, table.Does(new AskConsent(About(Table.Child) with { Id = new ConsentId("second"), To = [Clinic2] }))
            .Refuses(new RecordConsent(new ConsentId("second"), Table.Kim, ConsentMedium.Paper, null)));
    }

    [Fact]
    public void Ask_ForAChildOverWhomNobodyHasAuthority_IsRefused() =>
        Assert.Equal(RefusalCodes.ConsentNobodyGives, Table.Laid().Refuses(new AskConsent(About(Table.Child))));

    [Fact]
    public void Ask_UntilTheLastDayThatThereIs_IsRefused()
    {
        var table = WithClinic();

        Assert.Equal(RefusalCodes.ConsentDates, table.Refuses(new AskConsent(About(Table.Kim) with { ValidUntil = DateOnly.MaxValue })));
        Assert.Equal(RefusalCodes.ConsentDates, table.Refuses(new UseLegalBasis(Table.Ground(Clinic2) with { Until = DateOnly.MaxValue })));
        Assert.Equal(RefusalCodes.ConsentDates, table.Refuses(new UseLegalBasis(Table.Ground(Clinic2) with { From = DateOnly.MinValue, Until = DateOnly.MinValue })));
        Assert.Equal(RefusalCodes.ConsentDates, table.Refuses(new SetRelation(new Relation(new RelationId("r"), RelationKind.SourceOfDanger, Table.Rob, Table.Kim, Today, DateOnly.MaxValue))));
        Assert.Null(table.Refuses(new UseLegalBasis(Table.Ground(Clinic2) with { Until = Today.AddYears(100) })));
    }

    [Fact]
    public void Ask_OfSomebodyWhoMayNotKnowWhoWouldGetIt_IsRefusedAndNamesThem()
    {
        var table = WithClinic().Does(new ShieldPerson(Clinic2, null, [], [Table.Rob]));
        var asked = About(Table.Kim) with { About = [Table.Kim, Table.Rob], To = [Clinic2] };

        var refusal = PlanDecisions.Decide(table.Plan, new AskConsent(asked), Table.Director, Table.Now, CardLook.Unseen).Refusal;

        Assert.Equal(RefusalCodes.ConsentUnseen, refusal?.Code);
        Assert.Equal([Table.Rob.Value], refusal!.About);
        Assert.Null(table.Refuses(new AskConsent(asked with { About = [Table.Kim] }), Table.Director));
    }

    [Fact]
    public void LegalBasis_Stopped_EndsAccessAtOnce()
    {
        var table = WithClinic().Does(new UseLegalBasis(Table.Ground(Clinic2) with { From = Today, Until = Today.AddDays(20) }));
        var basis = table.Plan.LegalBases.Last().Id;
        Assert.Contains(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.RenewConsent);
        Assert.Equal(RefusalCodes.ReasonRequired, table.Refuses(new EndLegalBasis(basis, " "), Table.Director));
        Assert.Equal(RefusalCodes.LegalBasisNotUsed, table.Refuses(new EndLegalBasis(new LegalBasisId("none"), "x"), Table.Director));
        Assert.Equal(RefusalCodes.PlanNotDirector, table.Refuses(new EndLegalBasis(basis, "x"), Clinic2));
        Assert.True(Access.Has(table.Plan, Clinic2));

        table.Does(new EndLegalBasis(basis, "Het was de verkeerde."), Table.Director);

        Assert.False(Access.Has(table.Plan, Clinic2));
        Assert.DoesNotContain(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.RenewConsent);
        var seen = PlanProjection.For(table.Plan, Table.Director).LegalBases.Single(b => b.Id == basis);
        Assert.Equal((Today, false), (seen.Until, seen.Holds));
        Assert.Empty(PlanDecisions.Decide(table.Plan, new EndLegalBasis(basis, "Nog eens."), Table.Director, Table.Now, CardLook.Unseen).Events);
        Assert.False(Access.Has(table.Does(new BeginDay(Today.AddDays(1))).Plan, Clinic2));
    }

    [Fact]
    public void LegalBasis_StoppedOnADayOnWhichNothingElseChanges_EndsAccessAtOnce()
    {
        var table = WithClinic().Does(new UseLegalBasis(Table.Ground(Clinic2)));
        var basis = table.Plan.LegalBases.Last().Id;

        WeekLater(table, new EndLegalBasis(basis, "Het is niet meer nodig."));

        Assert.Equal(Today, table.Plan.Today);
        Assert.False(Access.Has(table.Plan, Clinic2));
        var seen = PlanProjection.For(table.Plan, Table.Director).LegalBases.Single(b => b.Id == basis);
        Assert.Equal((Today.AddDays(7), false), (seen.Until, seen.Holds));
    }

    [Fact]
    public void Consent_GivenOnADayOnWhichNothingElseChanges_IsOfThatDay()
    {
        var table = WithClinic().Does(new AskConsent(About(Table.Kim) with { About = [Table.Kim, Table.Rob] }));
        WeekLater(table, new RecordConsent(Id, Table.Rob, ConsentMedium.Paper, null));
        var given = PlanDecisions.Decide(table.Plan, new GiveConsent(Id), Table.Kim, Table.Now.AddDays(7), CardLook.Unseen);

        table.Happened(Assert.Single(given.Events));

        Assert.Equal(Today, table.Plan.Today);
        Assert.All(table.Plan.Consents.Single().Given, g => Assert.Equal(Today.AddDays(7), g.On));
    }

    [Fact]
    public void Give_BySomebodyWhomItDoesNotConcern_IsUnknown()
    {
        var table = WithClinic().Does(new AskConsent(About(Table.Kim)));

        Assert.Equal(RefusalCodes.ConsentUnknown, table.Refuses(Table.Rob, new GiveConsent(Id)));
        Assert.Equal(RefusalCodes.ConsentUnknown, table.Refuses(Table.Rob, new WithdrawConsent(Id)));
        Assert.DoesNotContain(PlanProjection.For(table.Plan, Table.Rob).Consents, _ => true);
    }

    [Fact]
    public void Delivery_BlockedForWantOfAGround_GoesOnItsWayWhenTheGroundComes()
    {
        var table = Blocked();
        Assert.Contains(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.AskBasis && t.Person == Clinic2);
        Assert.Null(table.Plan.Minutes.Single().ReceivedBy(Clinic2));

        table.Does(Table.Kim, new GiveConsent(Id));

        var delivery = table.Plan.Minutes.Single().Deliveries.Single();
        Assert.Equal((DeliveryState.Queued, new Basis(Id, null)), (delivery.State, delivery.Basis));
        Assert.DoesNotContain(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.AskBasis && t.Person == Clinic2);
    }

    [Fact]
    public void Delivery_WhoseGroundGoesWhileItWaits_IsBlockedUntilAnotherComes()
    {
        var table = Blocked().Does(Table.Kim, new GiveConsent(Id)).Does(Table.Kim, new WithdrawConsent(Id));

        table.Does(new RecordDelivery(new DeliveryId("d"), DeliveryState.Blocked));
        var delivery = table.Plan.Minutes.Single().Deliveries.Single();
        Assert.Equal((DeliveryState.Blocked, BlockedBy.Basis), (delivery.State, delivery.BlockedBy));

        table.Does(new UseLegalBasis(Table.Ground(Clinic2)));
        Assert.Equal(DeliveryState.Queued, table.Plan.Minutes.Single().Deliveries.Single().State);
    }

    [Fact]
    public void Delivery_ThatTheDirectorDecidedNotToShare_StaysWithheld()
    {
        var table = Blocked().Does(new DecideNotToShare(new DeliveryId("d"), "Zij hebben het niet nodig."));

        table.Does(Table.Kim, new GiveConsent(Id));

        Assert.Equal(DeliveryState.Blocked, table.Plan.Minutes.Single().Deliveries.Single().State);
        Assert.DoesNotContain(PlanTasks.For(table.Plan), t => t.Key == "basis-d");
    }

    [Fact]
    public void Delivery_ThatIsSharedAfterAll_GoesAtOnceWithAGround_AndAsksForOneWithout()
    {
        var without = Blocked().Does(new DecideNotToShare(new DeliveryId("d"), "Per ongeluk.")).Does(new ShareAfterAll(new DeliveryId("d")));
        var waiting = without.Plan.Minutes.Single().Deliveries.Single();
        Assert.Equal((DeliveryState.Blocked, BlockedBy.Basis, null), (waiting.State, waiting.BlockedBy, waiting.WhyNot));
        Assert.Contains(PlanTasks.For(without.Plan), t => t.Key == "basis-d");
        Assert.Equal(RefusalCodes.DeliveryNotBlocked, without.Refuses(new ShareAfterAll(new DeliveryId("d"))));
        Assert.Equal(RefusalCodes.DeliveryUnknown, without.Refuses(new ShareAfterAll(new DeliveryId("niets"))));

        var with = Blocked().Does(new DecideNotToShare(new DeliveryId("d"), "Per ongeluk.")).Does(Table.Kim, new GiveConsent(Id));
        with.Does(new ShareAfterAll(new DeliveryId("d")));
        var going = with.Plan.Minutes.Single().Deliveries.Single();
        Assert.Equal((DeliveryState.Queued, null, new Basis(Id, null)), (going.State, going.BlockedBy, going.Basis));
    }

    [Fact]
    public void LegalBasis_WithoutSayingWhyNobodyWasTold_IsRefused()
    {
        var table = WithClinic();
        var use = Table.Ground(Clinic2) with { InformedOn = null };

        Assert.Equal(RefusalCodes.LegalBasisIncomplete, table.Refuses(new UseLegalBasis(use)));
        Assert.True(Access.Has(table.Does(new UseLegalBasis(use with { WhyNotInformed = "Dat is gevaarlijk." })).Plan, Clinic2));
    }

    [Fact]
    public void Withdrawal_OfTheChild_IsNoNewsForAParent()
    {
        var table = OfAChild().Does(Table.Rob, new GiveConsent(Id)).Does(Table.Child, new GiveConsent(Id));
        var (fathers, mothers) = (Seen(table, Table.Rob), Seen(table, Table.Kim));

        table.Does(Table.Child, new WithdrawConsent(Id));

        Assert.Equal((fathers, mothers), (Seen(table, Table.Rob), Seen(table, Table.Kim)));
        Assert.True(PlanProjection.For(table.Plan, Table.Child).Consents.Single().Withdrawn);
        Assert.True(PlanProjection.For(table.Plan, Table.Director).Consents.Single().Withdrawn);
    }

    [Fact]
    public void Withdrawal_OfTheChild_IsNoNewsForAParentOnTheDaysThatFollowEither()
    {
        var (kept, withdrawn) = (OfAChild(), OfAChild());
        foreach (var table in new[] { kept, withdrawn })
            table.Does(Table.Rob, new GiveConsent(Id)).Does(Table.Child, new GiveConsent(Id));

        withdrawn.Does(Table.Child, new WithdrawConsent(Id));

        var gone = Today.AddMonths(6).AddDays(1);
        for (var more = true; more;)
        {
            more = false;
            foreach (var table in new[] { kept, withdrawn })
            {
                if (PlanCalendar.Next(table.Plan) is { } day && day <= gone)
                {
                    table.Does(new BeginDay(day));
                    more = true;
                }
            }

            Assert.Equal((Seen(kept, Table.Rob), Seen(kept, Table.Kim)), (Seen(withdrawn, Table.Rob), Seen(withdrawn, Table.Kim)));
        }

        Assert.Equal(gone, kept.Plan.Today);
        Assert.False(PlanProjection.For(kept.Plan, Table.Rob).Consents.Single().CanWithdraw);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parent_WhoGivesAndWithdraws_SeesTheSameWhateverTheChildDid(bool withdraws)
    {
        var table = OfAChild().Does(Table.Child, new GiveConsent(Id));
        if (withdraws)
            table.Does(Table.Child, new WithdrawConsent(Id));

        table.Does(Table.Rob, new GiveConsent(Id));
        var given = PlanProjection.For(table.Plan, Table.Rob).Consents.Single();
        Assert.Equal((false, true, false), (given.CanGive, given.CanWithdraw, given.Withdrawn));
        table.Does(Table.Kim, new GiveConsent(Id));
        Assert.Equal(!withdraws, Access.Has(table.Plan, Clinic2));

        table.Does(Table.Rob, new WithdrawConsent(Id));

        var withdrawn = PlanProjection.For(table.Plan, Table.Rob).Consents.Single();
        Assert.Equal((false, false, true), (withdrawn.CanGive, withdrawn.CanWithdraw, withdrawn.Withdrawn));
        Assert.Empty(Given(table).Events);
        Assert.Equal(withdraws ? Table.Child : Table.Rob, table.Plan.Consents.Single().WithdrawnBy);
        Assert.False(Access.Has(table.Plan, Clinic2));

        static Decision<PlanEvent> Given(Table table) => table.Decided(Table.Rob, new WithdrawConsent(Id));
    }

    [Fact]
    public void Parent_WhoWithdrewBeforeTheyGave_CannotGiveIt()
    {
        var table = OfAChild().Does(Table.Rob, new WithdrawConsent(Id));

        Assert.False(PlanProjection.For(table.Plan, Table.Rob).Consents.Single().CanGive);
        Assert.Equal(RefusalCodes.ConsentEnded, table.Refuses(Table.Rob, new GiveConsent(Id)));
    }

    [Fact]
    public void Parent_OfAChildThatIsSixteenByNow_DoesNotEndWhatTheChildDecidesAlone()
    {
        var table = OfAll(new DateOnly(2010, 2, 13)).Does(new BeginDay(Today.AddDays(1)));

        Assert.Equal(RefusalCodes.ConsentNotTheirs, table.Refuses(Table.Rob, new WithdrawConsent(Id)));
        Assert.False(PlanProjection.For(table.Plan, Table.Rob).Consents.Single().CanWithdraw);
        Assert.True(Access.Has(table.Plan, Clinic2));
        Assert.True(PlanProjection.For(table.Plan, Table.Child).Consents.Single().CanWithdraw);
        Assert.False(Access.Has(table.Does(Table.Child, new WithdrawConsent(Id)).Plan, Clinic2));
    }

    [Fact]
    public void Parent_WithoutAuthorityByNow_DoesNotEndWhatTheOthersDecide()
    {
        var table = OfAll(new DateOnly(2012, 2, 12));
        var authority = table.Plan.Relations.Single(r => r.Of == Table.Rob);
        table.Does(new SetRelation(authority with { Until = Today })).Does(new BeginDay(Today.AddDays(1)));

        Assert.Equal(RefusalCodes.ConsentNotTheirs, table.Refuses(Table.Rob, new WithdrawConsent(Id)));
        Assert.False(PlanProjection.For(table.Plan, Table.Rob).Consents.Single().CanWithdraw);
        Assert.True(Access.Has(table.Plan, Clinic2));
        Assert.False(Access.Has(table.Does(Table.Kim, new WithdrawConsent(Id)).Plan, Clinic2));
    }

    [Fact]
    public void Child_WithNobodyWithAuthorityLeft_StillEndsWhatItGave()
    {
        var table = OfAll(new DateOnly(2012, 2, 12));
        foreach (var authority in table.Plan.Relations.Where(r => r.Kind == RelationKind.AuthorityOver).ToList())
            table.Does(new SetRelation(authority with { Until = Today }));
        table.Does(new BeginDay(Today.AddDays(1)));

        Assert.True(PlanProjection.For(table.Plan, Table.Child).Consents.Single().CanWithdraw);
        Assert.Null(table.Refuses(Table.Child, new WithdrawConsent(Id)));
    }

    // No day began in between: the calendar of the plan had none.
    private static void WeekLater(Table table, PlanSetup setup) =>
        table.Happened(Assert.Single(PlanDecisions.Decide(table.Plan, setup, Table.Director, Table.Now.AddDays(7), CardLook.Unseen).Events));

    private static string Seen(Table table, PersonId viewer) =>
        System.Text.Json.JsonSerializer.Serialize(PlanProjection.For(table.Plan, viewer), DomainJson.Options);

    private static Table OfAChild() => WithAuthority(new DateOnly(2012, 2, 12)).Does(new AskConsent(About(Table.Child) with { To = [Clinic2] }));

    private static Table OfAll(DateOnly born) => WithAuthority(born).Does(new AskConsent(About(Table.Child) with { To = [Clinic2] }))
        .Does(Table.Child, new GiveConsent(Id)).Does(Table.Kim, new GiveConsent(Id)).Does(Table.Rob, new GiveConsent(Id));

    internal static Consent About(PersonId person) => new(
        Id, ConsentKind.LiftSecrecy, [person], [Table.SafeHome], [DataCategory.Safety, DataCategory.Agreements], "Om te weten of het veilig is.", null, Today, Today.AddMonths(6), 1, [], null, null);

    private static Table WithClinic() => Table.Laid().Does(new AddPerson(Table.Someone(Clinic2, PersonRole.Professional) with { Organisation = "GGZ" }, true));

    private static Table Given() =>
        WithClinic().Does(new AskConsent(About(Table.Kim) with { To = [Clinic2] })).Does(Table.Kim, new GiveConsent(Id));

    private static Table Blocked() => WithClinic()
        .Does(new AskConsent(About(Table.Kim) with { To = [Clinic2] }))
        .Does(new PublishMinutes(new MinutesId("v"), Table.MeetingId, [new NewDelivery(new DeliveryId("d"), Clinic2, true, true, true)]));

    private static Table WithAuthority(DateOnly born)
    {
        var table = new Table()
            .Does(new OpenPlan(new PlanId("p"), "Gezin", "Wilgendam", "", Table.Someone(Table.Director, PersonRole.CaseDirector), Table.Circle))
            .Does(new AddPerson(Table.Someone(Table.Child, PersonRole.Child) with { BirthDate = born }, true))
            .Does(new AddPerson(Table.Someone(Clinic2, PersonRole.Professional), true));
        foreach (var parent in new[] { Table.Kim, Table.Rob })
        {
            table.Does(new AddPerson(Table.Someone(parent, PersonRole.ParentWithAuthority), true))
                .Does(new SetRelation(new Relation(new RelationId($"a-{parent}"), RelationKind.AuthorityOver, parent, Table.Child, Today, null)));
        }

        return table;
    }
}
