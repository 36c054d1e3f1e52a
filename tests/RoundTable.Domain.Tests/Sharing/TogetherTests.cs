using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Sharing;

/// <summary>Who may be there for a child under 12: read its minutes together with it, or write down what it says (BR-20, L3).</summary>
public class TogetherTests
{
    private static readonly PersonId Yara = new("yara");
    private static readonly PersonId Juf = new("juf");
    private static readonly PersonId Steun = new("steun");
    private static readonly ChildWordsId Id = new("w");
    private static readonly DateOnly Born = new(2018, 8, 8);

    [Fact]
    public void ChildMinutes_AreOpenedByTheDirectorWhoHasAuthorityAndItsHelper_AndByNobodyElse()
    {
        var table = Published(WithYara());

        Assert.Equal([Table.Director, Table.Kim, Juf], Readers(table));
    }

    [Fact]
    public void ChildMinutes_ThatAreSharedAfterAll_AreReadTogetherAgain()
    {
        var table = Published(WithYara());
        var delivery = table.Plan.Minutes.Single().Deliveries.Single(d => d.Recipient == Yara).Id;
        Assert.Empty(Readers(table.Does(new DecideNotToShare(delivery, "Per ongeluk."))));

        Assert.Equal([Table.Director, Table.Kim, Juf], Readers(table.Does(new ShareAfterAll(delivery))));
    }

    [Fact]
    public void ChildMinutes_AreClosedToWhoEndangersTheChild_AndToWhoWorksForThem()
    {
        var table = Published(WithYara().Does(Relation(RelationKind.SourceOfDanger, Table.Kim, Yara)));
        Assert.Equal([Table.Director, Juf], Readers(table));

        table.Does(Relation(RelationKind.Serves, Juf, Table.Kim));
        Assert.Equal([Table.Director], Readers(table));
    }

    [Fact]
    public void ChildMinutes_WithNumbersFromBeforeSomebodysSeat_AreClosedToThem()
    {
        var table = WithYara();
        var meeting = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(meeting with
        {
            Rooms = [meeting.Rooms[0] with { Participants = [.. meeting.Rooms[0].Participants.Where(p => p != Juf)] }, meeting.Rooms[1]],
        }));
        table.Seated(Table.One).Scored(Table.One).Revealed(Table.One).Happened(new MeetingPlanned(meeting));

        Assert.Contains(Yara, table.Meeting.Room(Table.One).Round!.Scores.Keys);
        Assert.Equal([Table.Director, Table.Kim], Readers(Published(table)));
    }

    [Fact]
    public void ChildMinutes_WithNumbersFromBeforeTheChildsOwnSeat_TellNothingOfThem_AndAreOpen()
    {
        var table = WithYara();
        var meeting = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(meeting with
        {
            Rooms = [meeting.Rooms[0] with { Participants = [.. meeting.Rooms[0].Participants.Where(p => p != Juf && p != Yara)] }, meeting.Rooms[1]],
        }));
        table.Seated(Table.One).Scored(Table.One).Revealed(Table.One).Happened(new MeetingPlanned(meeting));

        Assert.Equal([Table.Director, Table.Kim, Juf], Readers(Published(table)));
        Assert.Null(MinutesComposer.Compose(table.Plan, table.Meeting, [], Yara, Table.Now).Scores);
    }

    [Fact]
    public void ChildMinutes_AreClosedToWhoIsKeptFromAnEmergencyStepInThem()
    {
        var table = WithYara().Does(Table.Kim, Table.Proposal() with { Kind = CommitmentKind.EmergencyStep, Checker = null });
        Published(table);
        Assert.Equal([Table.Director, Table.Kim, Juf], Readers(table));

        table.Does(Relation(RelationKind.SourceOfDanger, Juf, Table.Kim));

        Assert.Equal([Table.Director, Table.Kim], Readers(table));
    }

    [Fact]
    public void ChildMinutes_WithoutASeat_HoldNoNumber_AndAreOpenToWhoseSeatCameLater()
    {
        var table = WithYara();
        var meeting = Seats(table, Yara) with { InvitedWithoutRoom = [Table.Clinic, Yara] };
        table.Happened(new MeetingPlanned(Seats(table, Yara, Table.Kim) with { InvitedWithoutRoom = meeting.InvitedWithoutRoom }));
        table.Seated(Table.One).Scored(Table.One).Revealed(Table.One).Happened(new MeetingPlanned(meeting));

        Assert.Contains(Table.Kim, Readers(Published(table)));
        Assert.DoesNotContain(MinutesComposer.Compose(table.Plan, table.Meeting, [], Yara, Table.Now).Scores?.Scores ?? [], s => s.Value is not null);
    }

    [Fact]
    public void ChildMinutes_WithTheNumberOfALaterRound_AreOpenToWhoHeardThat()
    {
        var table = WithYara();
        var meeting = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(Seats(table, Juf)));
        table.Seated(Table.One).Scored(Table.One).Revealed(Table.One).Happened(new MeetingPlanned(meeting))
            .Does(Table.Director, new OpenScoreRound(Table.One, 1));
        foreach (var person in table.Meeting.Room(Table.One).Round!.Eligible.Where(table.Meeting.Room(Table.One).IsIn))
            table.Does(person, Table.Score(Table.One, 5, round: 2));
        table.Revealed(Table.One);

        Assert.Contains(Yara, table.Meeting.Room(Table.One).Round!.Scores.Keys);
        Assert.Equal([Table.Director, Table.Kim, Juf], Readers(Published(table)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ChildMinutes_WithoutASeat_AreOpenToWhoGetsMinutesToo_WheneverTheyWereTakenIn(bool planned)
    {
        var id = new MeetingId("m2");
        var table = WithYara().Does(new PlanMeeting(id, MeetingKind.Start, [new PlannedRoom(new RoomId("r2"), Table.Now, [Table.Director, Table.Kim])], planned ? [Yara, Juf] : [Yara]));
        if (!planned)
            table.Does(new InviteToMeeting(id, Juf, null), Table.Director);

        Assert.Contains(Juf, Together.KnowAsMuch(table.Plan, Yara, table.Plan.Meeting(id)!, Domain.Meetings.Meeting.StartOf(id)));
    }

    // They would be listed and, opened, not be there.
    [Fact]
    public void ChildMinutes_AreClosedToWhoIsKeptFromAnAgreementInThem()
    {
        var table = Published(WithYara().Does(Table.Director, Table.Proposal() with { Text = "Samen naar het zwembad.", Owner = Table.Shelter, Checker = null }));
        Assert.Equal([Table.Director, Table.Kim, Juf], Readers(table));

        table.Does(new SetProtection(new Domain.Privacy.ProtectionRelation(new ProtectionId("r9"), [], [Table.Kim], [], "", ["zwembad"], "", null)));

        Assert.Equal([Table.Director, Juf], Readers(table));
    }

    [Fact]
    public void ChildMinutes_TellNobodyOfAnEmergencyStepThatTheChildDoesNotRead()
    {
        var table = Published(WithYara().Does(Relation(RelationKind.SourceOfDanger, Juf, Table.Kim)));
        Assert.Contains(Juf, Readers(table));
        var before = Seen(table, Juf);

        table.Does(Table.Kim, Table.Proposal(Table.Secret) with { Kind = CommitmentKind.EmergencyStep, Checker = null });

        Assert.Equal(before, Seen(table, Juf));
    }

    [Fact]
    public void ChildMinutes_WithAnEmergencyStepThatTheChildReadsNoMore_AreNotShownToWhoIsKeptFromIt()
    {
        var table = WithYara().Does(Table.Kim, Table.Proposal() with { Kind = CommitmentKind.EmergencyStep, Checker = null });
        var content = MinutesComposer.Compose(table.Plan, table.Meeting, [], Yara, Table.Now);
        Published(table);
        var side = table.Plan.Section(Table.SideKim)!;

        table.Does(new ChangeSection(side.Id, side.Mode, [.. side.Audience.Where(p => p != Yara)])).Does(Relation(RelationKind.SourceOfDanger, Juf, Table.Kim));

        Assert.Null(Together.Shown(table.Plan, content, Juf, Yara));
        Assert.Single(Together.Shown(table.Plan, content, Table.Kim, Yara)!.Commitments);
    }

    [Fact]
    public void ChildMinutes_AreClosedToWhoIsKeptFromTheChild()
    {
        var table = Published(WithYara());
        table.Does(new SetProtection(new Domain.Privacy.ProtectionRelation(new ProtectionId("r9"), [Yara], [Table.Kim], [], "alles", ["Geheimlaan"], "ruzie", null)));

        Assert.DoesNotContain(Table.Kim, Readers(table));
    }

    [Fact]
    public void ChildMinutes_AreClosedToAParentOfTheOtherSide_AndToWhoKnewLessWhenTheyWereMade()
    {
        var table = WithYara().Does(Relation(RelationKind.AuthorityOver, Table.Rob, Yara));
        var side = table.Plan.Section(Table.SideKim)!;
        table.Does(new ChangeSection(side.Id, side.Mode, [.. side.Audience.Where(p => p != Juf)]));
        Published(table);
        Assert.Equal([Table.Director, Table.Kim], Readers(table));

        // Coming to know as much later does not open what was made before.
        table.Does(new ChangeSection(side.Id, side.Mode, side.Audience));
        Assert.Equal([Table.Director, Table.Kim], Readers(table));
    }

    [Fact]
    public void ChildMinutes_FromTwelve_AreTheChildsOwn()
    {
        var table = Published(WithYara()).Does(new BeginDay(Born.AddYears(12)));

        Assert.Empty(Readers(table));
        Assert.Empty(PlanProjection.For(table.Plan, Table.Kim).YoungChildren);
    }

    [Fact]
    public void ChildMinutes_BeforeSomebodyElse_HoldOnlyWordsThatTheChildLetThemRead()
    {
        var table = WithYara()
            .Does(Juf, Says("a", "Ik wil een hond.", Juf, Table.Kim))
            .Does(Juf, Says("b", "Ik slaap slecht.", Juf));
        var content = MinutesComposer.Compose(table.Plan, table.Meeting, [], Yara, Table.Now);
        Published(table);

        Assert.Equal(2, content.ChildWords!.Count);
        Assert.Equal(["Ik wil een hond.", "Ik slaap slecht."], Together.Shown(table.Plan, content, Juf, Yara)!.ChildWords!.Select(w => w.Text));
        Assert.Equal(["Ik wil een hond."], Together.Shown(table.Plan, content, Table.Kim, Yara)!.ChildWords!.Select(w => w.Text));
        Assert.Null(Together.Shown(table.Plan, content, Table.Director, Yara)!.ChildWords);
        Assert.Equal("Naam van juf", content.ChildWords[0].Helper);
    }

    [Fact]
    public void Voice_IsWrittenDownByTheDirectorAndTheChildsHelper_AndNotByAParent()
    {
        var table = WithYara();

        Assert.Null(table.Refuses(Table.Director, Says("a", "Hoi.")));
        Assert.Null(table.Refuses(Juf, Says("a", "Hoi.")));
        Assert.Null(table.Refuses(Steun, Says("a", "Hoi.")));
        foreach (var other in new[] { Table.Kim, Table.Rob, Table.Oma, Table.SafeHome, Table.Shelter, Table.Child, Table.Tolk })
            Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(other, Says("a", "Hoi.")));
        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Juf, Says("a", "Hoi.") with { Child = Table.Child }));
        Assert.Equal(RefusalCodes.ChildWordsLength, table.Refuses(Juf, Says("a", " ")));
    }

    [Fact]
    public void Voice_NotReleased_ExistsForNobodyAfterwards_TheHelperAmongThem()
    {
        var before = WithYara();
        var after = WithYara().Does(Juf, Says("w", "Ik ben bang."));

        Assert.All(before.Plan.People, p => Assert.Equal(Seen(before, p.Id), Seen(after, p.Id)));
        Assert.Equal("Ik ben bang.", PlanProjection.For(after.Does(new BeginDay(Born.AddYears(12))).Plan, Yara).ChildWords.Single().Text);
    }

    [Fact]
    public void Voice_Released_IsReadByThoseNamed_AndTellsWhoWroteItDown()
    {
        var table = WithYara().Does(Juf, Says("w", "Ik ben bang.", Table.Kim, Juf));

        var read = Assert.Single(PlanProjection.For(table.Plan, Table.Kim).ChildWords);
        Assert.Equal((Yara, Juf), (read.Child, read.Helper!.Value));
        Assert.Empty(read.ReleasedTo);
        Assert.Single(PlanProjection.For(table.Plan, Juf).ChildWords);
        Assert.Empty(PlanProjection.For(table.Plan, Table.Director).ChildWords);
    }

    [Fact]
    public void Voice_IsTakenBackWithWhoWroteItOrReadsIt_AndWithNobodyElse()
    {
        var table = WithYara().Does(Juf, Says("w", "Ik ben bang.", Table.Kim));
        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Table.Director, new ReleaseWithChild(Id, Yara, [])));
        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Table.Kim, new ReleaseWithChild(Id, Yara, [])));
        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Juf, new ReleaseWithChild(Id, Table.Child, [])));

        table.Does(Juf, new ReleaseWithChild(Id, Yara, [Table.Director]));
        Assert.Empty(PlanProjection.For(table.Plan, Table.Kim).ChildWords);

        table.Does(Table.Director, new ReleaseWithChild(Id, Yara, []));
        Assert.Empty(PlanProjection.For(table.Plan, Table.Director).ChildWords);
    }

    [Fact]
    public void Voice_ThatIsThere_IsNotWrittenOver()
    {
        var table = WithYara().Does(Juf, Says("w", "Ik ben bang.", Table.Kim));

        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Juf, Says("w", "Ik ben niet bang.", Table.Kim)));
        Assert.Equal(RefusalCodes.ChildWordsUnknown, table.Refuses(Table.Director, Says("w", "Ik ben bang.", Table.Kim)));
        Assert.Empty(table.Decided(Juf, Says("w", "Ik ben bang.", Table.Kim)).Events);
    }

    [Fact]
    public void Voice_WithAProtectedWord_IsNotReleasedToTheOtherSide_AndNothingIsKept()
    {
        var table = WithYara();

        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Juf, Says("w", "Wij zijn in De Luwte.", Table.Rob)));
        Assert.Null(table.Refuses(Juf, Says("w", "Wij zijn in De Luwte.", Table.Kim)));
        Assert.Equal(RefusalCodes.PlanPersonUnknown, table.Refuses(Juf, Says("w", "Hoi.", new PersonId("nobody"))));
    }

    [Fact]
    public void Helper_OfAnOrganisationWithoutGround_IsLetInToNothing()
    {
        var table = WithYara(grounded: false);

        Assert.NotNull(table.Refuses(Juf, Says("w", "Hoi.")));
        Assert.DoesNotContain(Juf, Readers(Published(table)));
    }

    [Fact]
    public void View_OfTheHelper_NamesWhoCanRead_AsBothMayNameThem()
    {
        var table = WithYara();

        var view = Assert.Single(PlanProjection.For(table.Plan, Juf).YoungChildren);
        Assert.Equal((Yara, true), (view.Child, view.Helps));
        Assert.Contains(view.Readers, p => p.Id == Table.Kim);
        Assert.DoesNotContain(view.Readers, p => p.Id == Yara || p.Id == new PersonId("unseen"));
        Assert.Equal("de opvang", view.Readers.Single(p => p.Id == new PersonId("aliased")).Name);
    }

    private static WriteWithChild Says(string id, string text, params PersonId[] to) => new(new ChildWordsId(id), Yara, ChildWordsKind.HouseOfWorries, text, false, to);

    private static SetRelation Relation(RelationKind kind, PersonId of, PersonId to) =>
        new(new Relation(new RelationId($"{kind}-{of}-{to}".ToLowerInvariant()), kind, of, to, new DateOnly(2026, 1, 1), null));

    // Yara sits on the side of Kim, who has authority over her; her teacher works for her, and she has a trusted person. She does
    // not know the name of the worker of the shelter, and not that there is an interpreter.
    private static Table WithYara(bool grounded = true)
    {
        var table = Table.Laid();
        table.Does(new AddPerson(Table.Someone(Yara, PersonRole.Child) with { BirthDate = Born }, true));
        table.Does(new AddPerson(Table.Someone(Juf, PersonRole.Professional) with { Serves = Yara }, true, grounded ? Table.Ground(Juf) : null));
        table.Does(new AddPerson(Table.Someone(Steun, PersonRole.TrustedPerson), false));
        table.Does(Relation(RelationKind.AuthorityOver, Table.Kim, Yara));
        table.Does(Relation(RelationKind.Serves, Steun, Yara));
        var side = table.Plan.Section(Table.SideKim)!;
        table.Does(new ChangeSection(side.Id, side.Mode, [.. side.Audience, Yara, Juf]));
        table.Happened(new PersonAdded(table.Plan.Person(Table.Tolk)! with { Id = new PersonId("unseen"), HiddenFrom = [Yara] }));
        table.Happened(new PersonAdded(table.Plan.Person(Table.Shelter)! with { Id = new PersonId("aliased"), AliasName = "de opvang", ShieldedFrom = [Yara, Table.Rob, Table.Oma] }));
        var meeting = table.Plan.Meeting(Table.MeetingId)!;
        return table.Happened(new MeetingPlanned(meeting with
        {
            Rooms = [meeting.Rooms[0] with { Participants = [.. meeting.Rooms[0].Participants, Yara, Juf] }, meeting.Rooms[1]],
        }));
    }

    private static PlannedMeeting Seats(Table table, params PersonId[] without)
    {
        var meeting = table.Plan.Meeting(Table.MeetingId)!;
        return meeting with { Rooms = [meeting.Rooms[0] with { Participants = [.. meeting.Rooms[0].Participants.Except(without)] }, meeting.Rooms[1]] };
    }

    private static Table Published(Table table) => table.Does(new PublishMinutes(
        new MinutesId("v"),
        Table.MeetingId,
        [new NewDelivery(new DeliveryId("d"), Yara, false, true, Together: true, KnowAsMuch: Together.KnowAsMuch(table.Plan, Yara, table.Plan.Meeting(Table.MeetingId)!, table.Meeting))]));

    private static IEnumerable<PersonId> Readers(Table table) => table.Plan.People.Select(p => p.Id)
        .Where(p => Together.MayRead(table.Plan, p, table.Plan.Minutes.Single(), Yara));

    private static string Seen(Table table, PersonId viewer) => JsonSerializer.Serialize(PlanProjection.For(table.Plan, viewer), DomainJson.Options);
}
