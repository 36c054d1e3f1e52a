using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Meetings;

public class RoomDecisionTests
{
    [Theory]
    [InlineData("rob", "one")]
    [InlineData("kim", "two")]
    [InlineData("kim", "none")]
    [InlineData("clinic", "one")]
    [InlineData("stranger", "one")]
    public void Enter_RoomOfOthers_LooksLikeNoRoom(string person, string room) =>
        Assert.Equal(RefusalCodes.MeetingNotInRoom, Table.Laid().Refuses(new PersonId(person), new EnterRoom(new RoomId(room))));

    [Fact]
    public void Enter_AsParticipant_WaitsInTheLobby()
    {
        var room = Table.Laid().Does(Table.Kim, new EnterRoom(Table.One)).Meeting.Room(Table.One);

        Assert.True(room.Waits(Table.Kim));
        Assert.False(room.IsIn(Table.Kim));
    }

    [Fact]
    public void Enter_AsChair_IsInAtOnce() =>
        Assert.True(Table.Laid().Does(Table.Director, new EnterRoom(Table.One)).Meeting.Room(Table.One).IsIn(Table.Director));

    [Fact]
    public void Enter_Again_ChangesNothing() =>
        Assert.Empty(Table.Laid().Does(Table.Kim, new EnterRoom(Table.One)).Decided(Table.Kim, new EnterRoom(Table.One)).Events);

    [Fact]
    public void Admit_Waiting_IsInThisRoomOnly()
    {
        var table = Table.Laid().Does(Table.SafeHome, new EnterRoom(Table.One)).Does(Table.Director, new AdmitPerson(Table.One, Table.SafeHome));

        Assert.True(table.Meeting.Room(Table.One).IsIn(Table.SafeHome));
        Assert.False(table.Meeting.Room(Table.Two).IsIn(Table.SafeHome));
        Assert.Empty(table.Decided(Table.Director, new AdmitPerson(Table.One, Table.SafeHome)).Events);
    }

    [Fact]
    public void Admit_NotWaiting_IsRefused() =>
        Assert.Equal(RefusalCodes.MeetingNotWaiting, Table.Laid().Refuses(Table.Director, new AdmitPerson(Table.One, Table.Kim)));

    [Fact]
    public void Admit_ChildUnderTwelveBesideSomebody_IsInWithoutHavingCome()
    {
        var yara = new PersonId("yara");
        var table = Table.Laid().Does(new AddPerson(Table.Someone(yara, PersonRole.Child) with { BirthDate = new DateOnly(2018, 8, 8) }, true));
        var seats = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(seats with { Rooms = [seats.Rooms[0] with { Participants = [.. seats.Rooms[0].Participants, yara] }, seats.Rooms[1]] }));
        Assert.Equal(RefusalCodes.MeetingNotWaiting, table.Refuses(Table.Director, new AdmitPerson(Table.Two, yara)));

        table.Does(Table.Director, new AdmitPerson(Table.One, yara));

        Assert.True(table.Meeting.Room(Table.One).IsIn(yara));
        Assert.Empty(table.Decided(Table.Director, new AdmitPerson(Table.One, yara)).Events);
    }

    [Fact]
    public void ChairCommands_BySomebodyElse_AreRefused()
    {
        var table = Table.Laid().Seated(Table.One);

        Assert.All<MeetingCommand>(
            [
                new AdmitPerson(Table.One, Table.Kim),
                new AdmitEveryone(Table.One),
                new MoveToPhase(Table.One, MeetingPhase.Welcome),
                new OpenScoreRound(Table.One),
                new RevealScores(Table.One, null),
                new NoteAbsence(Table.Rob, "ziek"),
                new CloseMeeting(new DateOnly(2026, 4, 2), null),
            ],
            c => Assert.Equal(RefusalCodes.MeetingNotChair, table.Refuses(Table.Kim, c)));
    }

    [Fact]
    public void AdmitEveryone_NobodyWaits_ChangesNothing() =>
        Assert.Empty(Table.Laid().Decided(Table.Director, new AdmitEveryone(Table.One)).Events);

    [Fact]
    public void AdmitEveryone_ThatWaited_LetsInNobodyWhoCameAfterIt()
    {
        var table = Table.Laid().Does(Table.Kim, new EnterRoom(Table.One)).Does(Table.Shelter, new EnterRoom(Table.One));
        var asked = new AdmitEveryone(Table.One, [Table.Kim, Table.Rob]);

        table.Does(Table.Director, asked);

        Assert.True(table.Meeting.Room(Table.One).IsIn(Table.Kim));
        Assert.True(table.Meeting.Room(Table.One).Waits(Table.Shelter));
        Assert.Empty(table.Decided(Table.Director, asked).Events);
        Assert.Single(table.Decided(Table.Director, new AdmitEveryone(Table.One)).Events);
    }

    [Fact]
    public void SetReady_InTheLobby_IsRefused() => Assert.Equal(
        RefusalCodes.MeetingNotAdmitted,
        Table.Laid().Does(Table.Kim, new EnterRoom(Table.One)).Refuses(Table.Kim, new SetReady(Table.One, true)));

    [Fact]
    public void SetReady_ThenAnotherPhase_IsNotReadyAnyMore()
    {
        var table = Table.Laid().Seated(Table.One).Does(Table.Kim, new SetReady(Table.One, true));
        Assert.Contains(Table.Kim, table.Meeting.Room(Table.One).Ready);
        Assert.Empty(table.Decided(Table.Kim, new SetReady(Table.One, true)).Events);

        table.Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Welcome));

        Assert.Empty(table.Meeting.Room(Table.One).Ready);
    }

    [Fact]
    public void SetReady_WithAPhaseThatIsOver_ChangesNothing()
    {
        var table = Table.Laid().Seated(Table.One).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Mapping));
        var ready = new SetReady(Table.One, true, MeetingPhase.Mapping);
        Assert.Single(table.Decided(Table.Kim, ready).Events);

        table.Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Commitments));

        Assert.Null(table.Decided(Table.Kim, ready).Refusal);
        Assert.Empty(table.Decided(Table.Kim, ready).Events);
        Assert.Single(table.Decided(Table.Kim, ready with { Phase = null }).Events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SetReady_WithAStepThatIsOver_ChangesNothingWhenItsPhaseComesBack(bool says)
    {
        var table = Table.Laid().Seated(Table.One).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Mapping));
        var ready = new SetReady(Table.One, says, MeetingPhase.Mapping, table.Meeting.Room(Table.One).Step);
        table.Does(Table.Kim, ready with { Ready = !says });
        Assert.Single(table.Decided(Table.Kim, ready).Events);

        table.Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Commitments))
            .Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Mapping))
            .Does(Table.Kim, ready with { Ready = !says, Step = null });

        Assert.Null(table.Decided(Table.Kim, ready).Refusal);
        Assert.Empty(table.Decided(Table.Kim, ready).Events);
        Assert.Single(table.Decided(Table.Kim, ready with { Step = table.Meeting.Room(Table.One).Step }).Events);
        Assert.Single(table.Decided(Table.Kim, ready with { Step = null }).Events);
    }

    [Fact]
    public void Move_ForthAndBack_IsAllowedPerRoom()
    {
        var table = Table.Laid().Seated(Table.One)
            .Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Mapping))
            .Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Welcome));

        Assert.Equal(MeetingPhase.Welcome, table.Meeting.Room(Table.One).Phase);
        Assert.Equal(MeetingPhase.Lobby, table.Meeting.Room(Table.Two).Phase);
    }

    [Fact]
    public void Move_FromAStepThatIsOver_ChangesNothingAlsoWhenItsPhaseComesBack()
    {
        var table = Table.Laid().Seated(Table.One).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Welcome));
        var next = new MoveToPhase(Table.One, MeetingPhase.Mapping, table.Meeting.Room(Table.One).Step);
        Assert.Single(table.Decided(Table.Director, next).Events);

        table.Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Commitments));

        Assert.Null(table.Decided(Table.Director, next).Refusal);
        Assert.Empty(table.Decided(Table.Director, next).Events);
        Assert.Single(table.Decided(Table.Director, next with { Step = null }).Events);
        table.Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Welcome));
        Assert.Empty(table.Decided(Table.Director, next).Events);
    }

    [Fact]
    public void Move_ToClosedOrBeforeTheChairCame_IsRefused()
    {
        Assert.Equal(RefusalCodes.MeetingWrongPhase, Table.Laid().Seated(Table.One).Refuses(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Closed)));
        Assert.Equal(RefusalCodes.MeetingNotAdmitted, Table.Laid().Refuses(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Welcome)));
    }

    [Fact]
    public void Move_PastAnUnrevealedRound_IsRefused()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One);

        Assert.Equal(RefusalCodes.ScoreNotRevealed, table.Refuses(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Differences)));
        Assert.Null(table.Refuses(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Mapping)));
    }
}
