using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Tests.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>Who takes over reads every section, every name and every protection relation: not everybody may (BR-01).</summary>
public class HandoverTests
{
    private static readonly PersonId Next = new("next");
    private static readonly PersonId Worker = new("worker");
    private static readonly ItemId Item = new("i-aaaaaaaaaaaaaaaa");
    private readonly Table _table = Table.Laid().Does(new AddPerson(Table.Someone(Next, PersonRole.CaseDirector) with { Organisation = "Gezinskracht" }, false));

    [Fact]
    public void Offer_ToSomebodyFromWhomAnotherIsKeptSafe_IsRefused()
    {
        _table.Does(new SetProtection(Relation(from: Next)));

        var refusal = PlanDecisions.Decide(_table.Plan, new OfferHandover(Next), Table.Director, Table.Now, Looks.NothingStandsIn(_table.Plan)).Refusal;

        Assert.Equal(RefusalCodes.HandoverKeptFrom, refusal?.Code);
        Assert.Equal([Next.Value], refusal!.About);
    }

    [Theory]
    [InlineData(RelationKind.Serves, "rob")]
    [InlineData(RelationKind.SourceOfDanger, "kim")]
    public void Offer_ToSomebodyWhoStandsOnTheOtherSide_IsRefused(RelationKind kind, string to)
    {
        _table.Does(new SetRelation(new Relation(new RelationId("r5"), kind, Next, new PersonId(to), new DateOnly(2026, 1, 1), null)));

        Assert.Equal(RefusalCodes.HandoverKeptFrom, _table.Refuses(new OfferHandover(Next), Table.Director));
    }

    [Fact]
    public void Offer_ToSomebodyWhoMayNotKnowEverybody_IsRefused()
    {
        _table.Does(new AddPerson(Table.Someone(new PersonId("aunt"), PersonRole.NetworkMember) with { HiddenFrom = [Next] }, false));

        Assert.Equal(RefusalCodes.HandoverPersonHidden, _table.Refuses(new OfferHandover(Next), Table.Director));
    }

    [Fact]
    public void Offer_WhereAWordStandsThatTheNewDirectorMayNotRead_IsRefusedAndSaysNothingOfTheRelation()
    {
        // From whom the director is kept too: it does not exist for either of them (L2).
        _table.Does(new SetProtection(Relation(from: Next) with { From = [Next, Table.Director] }));
        var look = Look("Bij oom Karel.");

        Assert.Equal(RefusalCodes.HandoverProtectedWord, Decided(new OfferHandover(Next), Table.Director, look)?.Code);
        Assert.Null(Decided(new OfferHandover(Next), Table.Director, Look("Bij iemand."))?.Code);
    }

    // What the director may not know of is not told by what it is in the way of (L2).
    [Fact]
    public void Offer_WhereAWordStandsInAPartThatTheDirectorDoesNotRead_IsRefusedWithoutAReason()
    {
        var apart = new SectionId("apart");
        _table.Does(new SetProtection(Relation(from: Next) with { From = [Next, Table.Director] }))
            .Happened(new SectionOpened(new Section(apart, SectionScope.Side, SectionMode.Live, [Table.Kim])));
        var look = CardLook.Unseen with
        {
            Items = _table.Plan.Sections.ToDictionary(s => s.Id, IReadOnlyList<StandingItem> (s) => s.Id == apart ? [new(Item, null, [Table.Kim], "Bij oom Karel.")] : []),
        };

        var refusal = Decided(new OfferHandover(Next), Table.Director, look);

        Assert.Equal(RefusalCodes.HandoverNotToThem, refusal?.Code);
        Assert.Empty(refusal!.About);
    }

    [Fact]
    public void Words_OfAFormerDirector_WithAWordThatIsKeptFromTheNextOne_AreNotRead_AndTheNextOnesOwnAre()
    {
        var delivery = new DeliveryId("d");
        _table.Does(new UseLegalBasis(Table.Ground(Next) with { Necessity = "Oom Karel is erbij." }), Table.Director);
        _table.Does(new AddPerson(Table.Someone(Worker, PersonRole.Professional), false));
        _table.Does(new PublishMinutes(new MinutesId("v"), Table.MeetingId, [new NewDelivery(delivery, Worker, true, Blocked: true, WantsBasis: true)]));
        _table.Does(new DecideNotToShare(delivery, "Om oom Karel."), Table.Director);
        _table.Does(new OfferHandover(Next), Table.Director).Does(new AcceptHandover(), Next);
        _table.Happened(new ProtectionSet(Relation(from: Next)));

        var view = PlanProjection.For(_table.Plan, Next);

        Assert.Equal("", view.LegalBases.Single(b => b.To.Contains(Next)).Necessity);
        Assert.Equal("Nodig.", view.LegalBases.First(b => !b.To.Contains(Next)).Necessity);
        Assert.Null(view.Deliveries.Single().WhyNot);
        _table.Does(new UseLegalBasis(Table.Ground(Next) with { Necessity = "Oom Karel is erbij." }), Next);
        Assert.Equal("Oom Karel is erbij.", PlanProjection.For(_table.Plan, Next).LegalBases.Single(b => b.To.Contains(Next)).Necessity);
    }

    [Fact]
    public void Consent_OfAFormerDirector_WhoseLimitIsKeptFromTheNextOne_HasNoPurposeEither()
    {
        _table.Does(new AskConsent(ConsentTests.About(Table.Kim) with { Purpose = "Hulp thuis.", Restrictions = "Niets over oom Karel." }), Table.Director);
        _table.Does(new AskConsent(ConsentTests.About(Table.Kim) with { Id = new ConsentId("open"), Purpose = "Hulp thuis.", Restrictions = "Niets over school." }), Table.Director);
        _table.Does(new OfferHandover(Next), Table.Director).Does(new AcceptHandover(), Next);
        _table.Happened(new ProtectionSet(Relation(from: Next)));

        var consents = PlanProjection.For(_table.Plan, Next).Consents;

        Assert.Equal([("", null), ("Hulp thuis.", "Niets over school.")], consents.Select(c => (c.Purpose, c.Restrictions)));
    }

    [Fact]
    public void Accept_WhenSomethingCameUpSinceTheOffer_IsRefusedWithoutAReason()
    {
        _table.Does(new OfferHandover(Next), Table.Director);
        _table.Does(new SetProtection(Relation(from: Next)));

        var refusal = PlanDecisions.Decide(_table.Plan, new AcceptHandover(), Next, Table.Now, Looks.NothingStandsIn(_table.Plan)).Refusal;

        Assert.Equal(RefusalCodes.HandoverNotPossible, refusal?.Code);
        Assert.Empty(refusal!.About);
        Assert.Equal(Table.Director, _table.Plan.Director);
    }

    [Fact]
    public void Accept_OfSectionsThatWereNotLookedAt_IsAskedToLookAgain()
    {
        _table.Does(new OfferHandover(Next), Table.Director);

        Assert.Equal(RefusalCodes.PlanLookAgain, Decided(new AcceptHandover(), Next, CardLook.Unseen)?.Code);
        Assert.Null(Decided(new AcceptHandover(), Next, Look("Bij iemand.")));
    }

    [Fact]
    public void Needed_ForAHandover_IsWhatTheNewDirectorDoesNotReadYet()
    {
        _table.Does(new OfferHandover(Next), Table.Director);

        Assert.Equal(_table.Plan.Sections.Select(s => s.Id), CardLook.Needed(_table.Plan, new AcceptHandover(), Next));
        Assert.Empty(CardLook.Needed(_table.Plan, new AcceptHandover(), Table.Kim));
        Assert.Equal([Table.Secret], CardLook.Needed(_table.Plan, new ChangeSection(Table.Secret, SectionMode.Live, [Table.Director, Table.SafeHome]), Table.Director));
        Assert.Empty(CardLook.Needed(_table.Plan, new ChangeSection(Table.Secret, SectionMode.Live, [Table.Director]), Table.Director));
    }

    [Fact]
    public void Accept_WhileAMeetingIsPlanned_GivesTheNewDirectorTheChairInEveryRoom()
    {
        _table.Does(new PlanMeeting(new MeetingId("m0"), MeetingKind.Start, [new PlannedRoom(new RoomId("zero"), Table.Now, [Table.Director])], []));
        _table.Does(new EndMeeting(new MeetingId("m0")));
        _table.Does(new OfferHandover(Next), Table.Director).Does(new AcceptHandover(), Next);

        Assert.All(_table.Plan.Meeting(Table.MeetingId)!.Rooms, room => Assert.Equal([Table.Director, Next], room.Participants.Where(p => p == Table.Director || p == Next)));
        Assert.Equal([Table.Director], _table.Plan.Meeting(new MeetingId("m0"))!.Invited);
        _table.Does(Next, new EnterRoom(Table.One)).Does(Next, new MoveToPhase(Table.One, MeetingPhase.Scoring));
        _table.Does(Table.Director, new EnterRoom(Table.One));
        Assert.Equal(RefusalCodes.MeetingNotChair, _table.Refuses(Table.Director, new AdmitEveryone(Table.One)));
        _table.Does(Next, new AdmitEveryone(Table.One));
    }

    [Fact]
    public void Enter_ByWhoTookOverWhileTheyWaited_IsIn()
    {
        var seats = _table.Plan.Meeting(Table.MeetingId)!;
        _table.Happened(new MeetingPlanned(seats with { Rooms = [seats.Rooms[0] with { Participants = [.. seats.Rooms[0].Participants, Next] }, seats.Rooms[1]] }))
            .Does(Next, new EnterRoom(Table.One));
        _table.Does(new OfferHandover(Next), Table.Director).Does(new AcceptHandover(), Next);
        Assert.True(_table.Meeting.Room(Table.One).Waits(Next));

        _table.Does(Next, new EnterRoom(Table.One));

        Assert.True(_table.Meeting.Room(Table.One).IsIn(Next));
        Assert.Empty(_table.Decided(Next, new EnterRoom(Table.One)).Events);
    }

    [Fact]
    public void Offer_ToSomebodyWhoIsHiddenFromThoseWhoWillMeet_IsRefused()
    {
        var hidden = new PersonId("hidden");
        _table.Does(new AddPerson(Table.Someone(hidden, PersonRole.CaseDirector) with { HiddenFrom = [Table.Rob] }, false));

        Assert.Equal(RefusalCodes.HandoverSeatHidden, _table.Refuses(new OfferHandover(hidden), Table.Director));

        _table.Does(new EndMeeting(Table.MeetingId));
        Assert.Null(_table.Refuses(new OfferHandover(hidden), Table.Director));
    }

    [Fact]
    public void Offer_ToAProfessionalOfThePlan_LetsThemDirectAndTakesNothingAlongWhenTheyGoBack()
    {
        _table.Does(new AddPerson(Table.Someone(Worker, PersonRole.Professional), true));
        Assert.Equal(RefusalCodes.HandoverNoBasis, _table.Refuses(new OfferHandover(Worker), Table.Director));
        _table.Does(new UseLegalBasis(Table.Ground(Worker)));

        _table.Does(new OfferHandover(Worker), Table.Director).Does(new AcceptHandover(), Worker);

        Assert.True(PlanProjection.For(_table.Plan, Worker).Rights.Manage);
        Assert.All(_table.Plan.Sections, s => Assert.True(SectionRules.Reads(_table.Plan, Worker, s)));
        var ground = _table.Plan.LegalBases.Last().Id;
        _table.Does(new EndLegalBasis(ground, "Ik ben nu regisseur."), Worker);
        Assert.True(Access.Has(_table.Plan, Worker));
        _table.Does(new OfferHandover(Table.Director), Worker).Does(new AcceptHandover(), Table.Director);
        Assert.False(Access.Has(_table.Plan, Worker));
    }

    [Fact]
    public void Offer_ToAProfessionalWhoLetATreatmentIn_IsRefused()
    {
        _table.Does(new AddPerson(Table.Someone(Worker, PersonRole.Professional) with { Serves = Table.Kim }, true))
            .Does(new UseLegalBasis(Table.Ground(Worker)))
            .Does(Worker, new ShareTreatment(Table.Kim, [Table.Kim], false));

        Assert.Equal(RefusalCodes.HandoverTreats, _table.Refuses(new OfferHandover(Worker), Table.Director));

        // Who took over reads no treatment, and does not hear that there is some.
        _table.Does(new OfferHandover(Next), Table.Director).Does(new AcceptHandover(), Next);
        Assert.Equal(RefusalCodes.HandoverNotToThem, _table.Refuses(new OfferHandover(Worker), Next));
    }

    [Fact]
    public void Offer_ToOneself_TakesTheOfferBack()
    {
        Assert.Empty(PlanDecisions.Decide(_table.Plan, new OfferHandover(Table.Director), Table.Director, Table.Now, CardLook.Unseen).Events);
        _table.Does(new OfferHandover(Next), Table.Director).Does(new OfferHandover(Table.Director), Table.Director);

        Assert.Null(_table.Plan.OfferedTo);
        Assert.DoesNotContain(PlanProjection.For(_table.Plan, Next).Tasks, t => t.Kind == TaskKind.TakeOver);
        Assert.Equal(RefusalCodes.PlanNoHandover, _table.Refuses(new AcceptHandover(), Next));
        Assert.Equal(RefusalCodes.PlanNoHandover, _table.Refuses(new AcceptHandover(), Table.Director));
        Assert.Equal(Table.Director, _table.Plan.Director);

        _table.Does(new OfferHandover(Next), Table.Director).Does(new AcceptHandover(), Next);
        Assert.Equal(Next, _table.Plan.Director);
    }

    private static ProtectionRelation Relation(PersonId from) =>
        new(new ProtectionId("r8"), [Table.Kim], [from], [], "wie het meldde", ["oom Karel"], "reden", null);

    private CardLook Look(string text) => CardLook.Unseen with
    {
        Items = _table.Plan.Sections.ToDictionary(s => s.Id, IReadOnlyList<StandingItem> (_) => [new StandingItem(Item, null, [Table.Kim], text)]),
    };

    private Refusal? Decided(PlanSetup setup, PersonId actor, CardLook look) => PlanDecisions.Decide(_table.Plan, setup, actor, Table.Now, look).Refusal;
}
