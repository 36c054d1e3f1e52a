using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Meetings;

public class MeetingProjectionTests
{
    private static readonly HashSet<PersonId> Everybody = [.. Table.Laid().Plan.People.Select(p => p.Id)];

    [Theory]
    [InlineData("clinic")]
    [InlineData("stranger")]
    public void For_WithoutASeat_IsNothing(string person) => Assert.Null(Seen(Table.Laid(), new PersonId(person)));

    [Fact]
    public void For_EachPerson_ShowsOwnRoomsOnly()
    {
        var table = Table.Laid().Seated(Table.One).Seated(Table.Two);

        Assert.Equal([Table.Two], Seen(table, Table.Rob)!.Rooms.Select(r => r.Id));
        Assert.Equal([Table.One, Table.Two], Seen(table, Table.Director)!.Rooms.Select(r => r.Id));
        Assert.Equal(Table.Now.AddHours(3), Seen(table, Table.Rob)!.StartsAt);
    }

    [Fact]
    public void For_WordsThatAChildWantsReadFirst_NamesThemWhereEverybodyReadsThem()
    {
        var words = new ChildWordsId("w1");
        var table = Table.Laid().Seated(Table.One).Seated(Table.Two)
            .Does(Table.Child, new WriteChildWords(words, ChildWordsKind.Statement, "Ik wil rust.", true))
            .Does(Table.Child, new WriteChildWords(new ChildWordsId("w2"), ChildWordsKind.Statement, "Later.", false));
        PersonId[] room = [Table.Director, Table.SafeHome, Table.Kim, Table.Shelter, Table.Tolk];
        table.Does(Table.Child, new ReleaseChildWords(new ChildWordsId("w2"), room)).Does(Table.Child, new ReleaseChildWords(words, [.. room.SkipLast(1)]));
        Assert.Empty(First(Table.Director, Table.One));

        table.Does(Table.Child, new ReleaseChildWords(words, room));

        foreach (var person in room.Append(Table.Child))
            Assert.Equal([words], First(person, Table.One));
        Assert.Empty(First(Table.Director, Table.Two));
        Assert.Empty(First(Table.Rob, Table.Two));

        IReadOnlyList<ChildWordsId> First(PersonId person, RoomId id) => Seen(table, person)!.Rooms.Single(r => r.Id == id).ReadFirst;
    }

    [Fact]
    public void For_WordsOfAChildUnderTwelve_NamesThemWhereEverybodyWithASeatReadsThem_AndEachYoungChildMayHearThem()
    {
        var (yara, sam) = (new PersonId("yara"), new PersonId("sam"));
        var table = Table.Laid();
        foreach (var child in new[] { yara, sam })
            table.Does(new AddPerson(Table.Someone(child, PersonRole.Child) with { BirthDate = new DateOnly(2018, 8, 8) }, true));
        var meeting = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(meeting with { Rooms = [meeting.Rooms[0] with { Participants = [.. meeting.Rooms[0].Participants, yara, sam] }, meeting.Rooms[1]] }))
            .Seated(Table.One, yara, sam);
        var words = new ChildWordsId("w1");
        PersonId[] room = [Table.Director, Table.SafeHome, Table.Kim, Table.Child, Table.Tolk, Table.Shelter];
        table.Does(Table.Director, new WriteWithChild(words, yara, ChildWordsKind.Statement, "Ik wil rust.", true, room));
        Assert.Empty(First());

        table.Does(Table.Director, new ReleaseWithChild(words, yara, [.. room, sam]));
        Assert.Equal([words], First());

        table.Does(Table.Director, new ReleaseWithChild(words, yara, [.. room.SkipLast(1), sam]));
        Assert.Empty(First());

        // That somebody else may come in no more is not theirs to hear (L10).
        table.Does(new UseLegalBasis(table.Plan.LegalBases.Single() with { To = [Table.SafeHome] }));
        Assert.Empty(First());

        IReadOnlyList<ChildWordsId> First() => Seen(table, Table.Kim)!.Rooms.Single().ReadFirst;
    }

    [Theory]
    [InlineData("away", true)]
    [InlineData("lobby", true)]
    [InlineData("in", true)]
    [InlineData("in", false)]
    public void For_AfterAHandover_IsTheSameWithAndWithoutAnotherRoom(string where, bool connected)
    {
        var next = new PersonId("next");
        Assert.Equal(Views(1), Views(2));

        string Views(int rooms)
        {
            var table = Table.Laid().Does(new AddPerson(Table.Someone(next, PersonRole.CaseDirector), false));
            var meeting = table.Plan.Meeting(Table.MeetingId)!;
            var one = meeting.Rooms[0] with { Participants = [.. meeting.Rooms[0].Participants, next] };
            table.Happened(new MeetingPlanned(meeting with { Rooms = [one, .. meeting.Rooms.Skip(1).Take(rooms - 1)] })).Seated(Table.One, next);
            if (where != "away")
                table.Does(next, new EnterRoom(Table.One));
            if (where == "in")
                table.Does(Table.Director, new AdmitEveryone(Table.One));
            table.Does(new OfferHandover(next), Table.Director);
            var before = View(Table.Kim);
            table.Does(new AcceptHandover(), next);
            return $"{before}\n{View(Table.Kim)}\n{View(Table.Tolk)}";

            string View(PersonId viewer) => JsonSerializer.Serialize(
                MeetingProjection.For(table.Meeting, table.Plan, viewer, Everybody.Append(next).Where(p => p != next || connected).ToHashSet()), DomainJson.Options);
        }
    }

    [Fact]
    public void For_InTheLobby_SaysWhoIsExpectedAndNotWhoIsThere()
    {
        var words = new ChildWordsId("w1");
        var table = Table.Laid().Seated(Table.One, Table.Kim).Scored(Table.One).Does(Table.Kim, new EnterRoom(Table.One))
            .Does(Table.Child, new WriteChildWords(words, ChildWordsKind.Statement, "Ik wil rust.", true))
            .Does(Table.Child, new ReleaseChildWords(words, [Table.Director, Table.SafeHome, Table.Kim, Table.Shelter, Table.Tolk]));

        var room = Seen(table, Table.Kim)!.Rooms.Single();

        Assert.False(room.Admitted);
        Assert.Equal(6, room.Participants.Count);
        Assert.Equal([new ParticipantView(Table.Kim, false, true, true, false)], room.Participants.Where(p => p.Connected || p.Waiting));
        Assert.Null(room.Round);
        Assert.Empty(room.ReadFirst);
        Assert.Equal((0, 0), (room.ReadyCount, room.ConnectedCount));
    }

    [Fact]
    public void For_ConnectedInAnotherRoom_IsNotToldHere()
    {
        var table = Table.Laid().Seated(Table.One).Seated(Table.Two, Table.SafeHome);

        var room = Seen(table, Table.Rob)!.Rooms.Single();

        Assert.Equal([Table.Director, Table.Rob, Table.Oma], room.Participants.Where(p => p.Connected).Select(p => p.Person));
    }

    [Fact]
    public void For_WhoSitsInBothRooms_ComesAndGoesUnseenByOthersThanTheChair()
    {
        var table = Table.Laid().Seated(Table.One).Seated(Table.Two);
        string Told(PersonId viewer, params PersonId[] connected)
        {
            var room = MeetingProjection.For(table.Meeting, table.Plan, viewer, connected.ToHashSet())!.Rooms[0];
            return $"{room.ReadyCount} {room.ConnectedCount} {string.Join(' ', room.Participants)}";
        }

        var alone = Told(Table.Rob, Table.Rob);

        Assert.Equal(alone, Told(Table.Rob, Table.Rob, Table.Director));
        Assert.Equal(alone, Told(Table.Rob, Table.Rob, Table.Director, Table.SafeHome));
        Assert.NotEqual(alone, Told(Table.Rob, Table.Rob, Table.Oma));
        Assert.NotEqual(Told(Table.Director, Table.Rob), Told(Table.Director, Table.Rob, Table.SafeHome));
    }

    [Fact]
    public void For_Ready_CountsConnectedParticipantsWithoutTheChair_AndWhoCameFromAnotherRoom()
    {
        var table = Table.Laid().Seated(Table.One)
            .Does(Table.Kim, new SetReady(Table.One, true))
            .Does(Table.Child, new SetReady(Table.One, true))
            .Does(Table.Director, new SetReady(Table.One, true));
        HashSet<PersonId> connected = [Table.Director, Table.Kim, Table.Shelter];

        var room = MeetingProjection.For(table.Meeting, table.Plan, Table.Shelter, connected)!.Rooms.Single();

        Assert.Equal((1, 3), (room.ReadyCount, room.ConnectedCount));
        Assert.All(room.Participants, p => Assert.False(p.Ready));
        Assert.True(Seen(table, Table.Kim)!.Rooms.Single().YouReady);
        Assert.Equal(table.Meeting.Room(Table.One).Step, Seen(table, Table.Kim)!.Rooms.Single().Step);
        Assert.Equal([Table.Director, Table.Kim, Table.Child], Seen(table, Table.Director)!.Rooms[0].Participants.Where(p => p.Ready).Select(p => p.Person));
    }

    [Fact]
    public void For_BeforeTheReveal_ShowsOnlyWhoIsDoneAndTheOwnScore()
    {
        var table = Table.Laid().Seated(Table.One)
            .Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring))
            .Does(Table.Shelter, Table.Score(Table.One, 2, "Geheim."))
            .Does(Table.Kim, Table.Score(Table.One, null));

        var round = Seen(table, Table.Director)!.Rooms[0].Round!;
        Assert.Equal([Table.Kim, Table.Shelter], round.Done);
        Assert.Null(round.Yours);
        Assert.Null(round.Revealed);
        var own = Seen(table, Table.Shelter)!.Rooms[0].Round!;
        Assert.Equal((2, "Geheim."), (own.Yours!.Value, own.Yours.Why));
        Assert.Null(own.Revealed);
    }

    [Fact]
    public void For_Done_ComesInTheOrderOfTheRosterNotOfTime()
    {
        var one = Table.Laid().Seated(Table.One).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring))
            .Does(Table.Kim, Table.Score(Table.One, 1)).Does(Table.Shelter, Table.Score(Table.One, 9));
        var two = Table.Laid().Seated(Table.One).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring))
            .Does(Table.Shelter, Table.Score(Table.One, 1)).Does(Table.Kim, Table.Score(Table.One, 9));

        Assert.Equal(Seen(one, Table.Child)!.Rooms[0].Round!.Done, Seen(two, Table.Child)!.Rooms[0].Round!.Done);
    }

    [Fact]
    public void For_AfterTheReveal_ShowsScoresThatVerify()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One);

        var kim = Seen(table, Table.Child)!.Rooms[0].Round!.Revealed!.Single(r => r.Person == Table.Kim);

        Assert.Equal((5, false, "Reden van kim."), (kim.Value, kim.KnownToDirectorOnly, kim.Why));
        var canonical = ScoreSeal.Canonical(Table.MeetingId, Table.One, 1, kim.Person, kim.Value, kim.PassReason, kim.Why!, kim.OneHigher!);
        Assert.Equal(kim.Seal, ScoreSeal.Compute(Convert.FromHexString(kim.Nonce!), canonical));
    }

    [Fact]
    public void For_WithheldScore_IsTheDirectorsAndTheScorersOwn()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One);

        Assert.Equal(new RevealedScoreView(Table.Child, null, false, true, null, null, null, null, null), ChildSeenBy(table, Table.Kim));
        Assert.Equal((3, true), (ChildSeenBy(table, Table.Director).Value, ChildSeenBy(table, Table.Director).KnownToDirectorOnly));
        Assert.Equal(3, ChildSeenBy(table, Table.Child).Value);
    }

    [Theory]
    [InlineData("Zij zijn bij De Luwte.", "", null)]
    [InlineData("", "Dat ik naar de Vlier-straat mag.", null)]
    [InlineData("", "", "In de Luwte weet ik het niet.")]
    public void For_ProtectedWordOfOneWhoIsKept_ReachesNoOtherWhoIsKept(string why, string oneHigher, string? passReason)
    {
        var value = passReason is null ? 7 : (int?)null;
        var table = Table.Laid().Seated(Table.Two).Does(Table.Director, new MoveToPhase(Table.Two, MeetingPhase.Scoring))
            .Does(Table.Oma, new GiveScore(Table.Two, 1, value, passReason, why, oneHigher, ScoreInputMode.Self, ScoreVisibility.Everyone))
            .Does(Table.Director, new RevealScores(Table.Two, "Genoeg."));
        var expected = new RevealedScoreView(Table.Oma, value, value is null, false, null, null, null, null, null);

        Assert.Equal(expected, OmaSeenBy(table.Meeting, Table.Rob));
        Assert.Equal(why, OmaSeenBy(table.Meeting, Table.Oma).Why);
        Assert.Equal(why, OmaSeenBy(table.Meeting, Table.SafeHome).Why);
        table.Does(Table.Director, new OpenScoreRound(Table.Two));
        Assert.Equal(expected, Seen(table, Table.Rob)!.Rooms.Single().EarlierRounds.Single().Revealed!.Single(r => r.Person == Table.Oma));

        RevealedScoreView OmaSeenBy(Meeting meeting, PersonId viewer) => MeetingProjection.For(meeting, table.Plan, viewer, Everybody)!
            .Rooms.Single(r => r.Id == Table.Two).Round!.Revealed!.Single(r => r.Person == Table.Oma);
    }

    [Fact]
    public void For_SecondRound_KeepsTheFirstBeside()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One).Does(Table.Director, new OpenScoreRound(Table.One));

        var room = Seen(table, Table.Kim)!.Rooms.Single();

        Assert.Equal((2, null), (room.Round!.Number, room.Round.Revealed));
        Assert.Equal(5, room.EarlierRounds.Single().Revealed!.Count);
    }

    [Fact]
    public void For_CanClose_TellsTheChairAlone()
    {
        var table = Table.Laid().Seated(Table.One);

        Assert.Equal([RefusalCodes.MeetingScoresMissing, RefusalCodes.MeetingAbsenceNoteMissing], Seen(table, Table.Director)!.CanClose);
        Assert.Null(Seen(table, Table.Kim)!.CanClose);
    }

    [Fact]
    public void For_Closed_IsClosedAlsoInARoomWhereNobodyCame()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One)
            .Does(Table.Director, new NoteAbsence(Table.Rob, "ziek")).Does(Table.Director, new NoteAbsence(Table.Oma, "ziek"))
            .Does(Table.Director, new CloseMeeting(null, "Genoeg."));

        Assert.Equal(MeetingPhase.Closed, Seen(table, Table.Rob)!.Rooms.Single().Phase);
        Assert.Empty(Seen(table, Table.Director)!.CanClose!);
    }

    private static RevealedScoreView ChildSeenBy(Table table, PersonId viewer) =>
        Seen(table, viewer)!.Rooms[0].Round!.Revealed!.Single(r => r.Person == Table.Child);

    private static MeetingView? Seen(Table table, PersonId viewer) => MeetingProjection.For(table.Meeting, table.Plan, viewer, Everybody);
}
