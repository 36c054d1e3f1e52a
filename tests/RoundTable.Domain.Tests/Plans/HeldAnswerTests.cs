using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>An answer in one room tells nobody in another one that the session is held.</summary>
public class HeldAnswerTests
{
    private static readonly AnswerCommitment Agrees = new(Table.Calls, 1, CommitmentAnswer.Agree, null);

    [Fact]
    public void Answer_DuringTheMeeting_ChangesNoByteForThoseInNoRoomWithTheOwner()
    {
        var table = Proposed();
        var before = Seen(table, Table.Rob);

        table.Does(Table.Kim, Agrees);
        Assert.Equal(before, Seen(table, Table.Rob));
        Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(table, Table.Kim));
        Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(table, Table.Shelter));
        Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(table, Table.Director));

        table.Does(Table.Director, new RecordResult(Table.Calls, CommitmentStatus.Kept, "Gelukt."));
        Assert.Equal(before, Seen(table, Table.Rob));
    }

    [Fact]
    public void Answer_DuringTheMeeting_IsReadByAllWhenItHasEnded()
    {
        var table = Proposed().Does(Table.Kim, Agrees).Does(new EndMeeting(Table.MeetingId));

        Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(table, Table.Rob));
    }

    [Fact]
    public void Answer_DuringTheMeeting_IsInTheMinutesOfIt()
    {
        var table = Proposed().Does(Table.Kim, Agrees);

        var minutes = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Rob, Table.Now);

        Assert.Equal(CommitmentStatus.Agreed, minutes.Commitments.Single().Status);
    }

    [Fact]
    public void Answer_LongBeforeTheMeeting_IsReadAtOnce()
    {
        var plan = Proposed().Plan;
        var early = plan.Apply(new CommitmentAnswered(Table.Calls, 1, CommitmentAnswer.Agree, null, Table.Now.AddDays(-1)));
        var held = plan.Apply(new CommitmentAnswered(Table.Calls, 1, CommitmentAnswer.Agree, null, Table.Now.AddDays(-1).AddHours(1)));

        Assert.Equal(CommitmentStatus.Agreed, PlanProjection.For(early, Table.Rob).Commitments.Single().Status);
        Assert.Equal(CommitmentStatus.Proposed, PlanProjection.For(held, Table.Rob).Commitments.Single().Status);
    }

    [Fact]
    public void Reword_AfterAHeldAnswer_ShowsTheNewTextWithoutAnAnswer()
    {
        var table = Proposed().Does(Table.Kim, Agrees)
            .Does(Table.Director, new RewordCommitment(Table.Calls, 1, "Ik bel elke week.", Table.SafeHome, new DateOnly(2026, 3, 1), null));

        var seen = PlanProjection.For(table.Plan, Table.Rob).Commitments.Single();

        Assert.Equal(("Ik bel elke week.", CommitmentStatus.Proposed, null), (seen.Text, seen.Status, seen.Answer));
    }

    [Fact]
    public void Answer_OfSomebodyInBothRooms_StaysInTheRoomWhereItWasGiven()
    {
        var inRoomOne = ProposedToBoth().Does(Table.SafeHome, Agrees with { Room = Table.One });

        Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(inRoomOne, Table.Kim));
        Assert.Equal(Seen(ProposedToBoth(), Table.Rob), Seen(inRoomOne, Table.Rob));
        Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(inRoomOne.Does(new EndMeeting(Table.MeetingId)), Table.Rob));
    }

    [Fact]
    public void Answer_OfSomebodyInBothRoomsWithoutARoom_ReachesNobodyOfOneRoom()
    {
        var table = ProposedToBoth().Does(Table.SafeHome, Agrees);

        Assert.All([Table.Kim, Table.Rob], p => Assert.Equal(Seen(ProposedToBoth(), p), Seen(table, p)));
        Assert.All([Table.Director, Table.SafeHome], p => Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(table, p)));
    }

    [Fact]
    public void Answer_AgainInTheOtherRoom_LeavesTheFirstRoomWithWhatItHeard()
    {
        var table = ProposedToBoth()
            .Does(Table.SafeHome, Agrees with { Room = Table.One })
            .Does(Table.SafeHome, Agrees with { Answer = CommitmentAnswer.Unsure, Room = Table.Two });

        Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(table, Table.Kim));
        Assert.Equal(CommitmentAnswer.Unsure, PlanProjection.For(table.Plan, Table.Rob).Commitments.Single().Answer);
    }

    [Fact]
    public void Answer_InARoom_IsReadByAllWhenThatMeetingHasEnded_ThoughAnotherWasNeverClosed()
    {
        var later = new MeetingId("m2");
        var kims = new PlannedRoom(new RoomId("kims"), Table.Now, [Table.Director, Table.Kim]);
        var robs = new PlannedRoom(new RoomId("robs"), Table.Now, [Table.Director, Table.Rob]);
        var table = Proposed().Does(new PlanMeeting(later, MeetingKind.Evaluation, [kims, robs], [])).Does(Table.Kim, Agrees with { Room = kims.Id });
        Assert.Equal(CommitmentStatus.Proposed, StatusSeenBy(table, Table.Rob));

        table.Does(new EndMeeting(later));

        Assert.Equal(CommitmentStatus.Agreed, StatusSeenBy(table, Table.Rob));
    }

    [Fact]
    public void Result_InARoomLongBeforeTheMeeting_IsReadElsewhereWhenThatHasEnded()
    {
        var later = new MeetingId("m2");
        var kims = new PlannedRoom(new RoomId("kims"), Table.Now.AddDays(9), [Table.Director, Table.Kim]);
        var robs = new PlannedRoom(new RoomId("robs"), Table.Now.AddDays(9), [Table.Director, Table.Rob]);
        var table = Proposed().Does(Table.Kim, Agrees).Does(new EndMeeting(Table.MeetingId)).Does(new PlanMeeting(later, MeetingKind.Evaluation, [kims, robs], []));
        var before = Seen(table, Table.Rob);

        table.Does(Table.Kim, new RecordResult(Table.Calls, CommitmentStatus.NotKept, null, kims.Id));
        Assert.Equal(before, Seen(table, Table.Rob));
        Assert.Equal(CommitmentStatus.NotKept, StatusSeenBy(table, Table.Kim));

        table.Does(new EndMeeting(later));
        Assert.Equal(CommitmentStatus.NotKept, StatusSeenBy(table, Table.Rob));
    }

    [Fact]
    public void Result_OutsideOfAnyRoomAfterOneThatIsHeld_IsReadAtOnce()
    {
        var kims = new PlannedRoom(new RoomId("kims"), Table.Now.AddDays(9), [Table.Director, Table.Kim]);
        var robs = new PlannedRoom(new RoomId("robs"), Table.Now.AddDays(9), [Table.Director, Table.Rob]);
        var table = Proposed().Does(Table.Kim, Agrees).Does(new EndMeeting(Table.MeetingId)).Does(new PlanMeeting(new MeetingId("m2"), MeetingKind.Evaluation, [kims, robs], []));

        table.Does(Table.Kim, new RecordResult(Table.Calls, CommitmentStatus.NotKept, null, kims.Id))
            .Does(Table.Kim, new RecordResult(Table.Calls, CommitmentStatus.Kept, null));

        Assert.All([Table.Kim, Table.Rob], p => Assert.Equal(CommitmentStatus.Kept, StatusSeenBy(table, p)));
        Assert.Empty(table.Decided(Table.Kim, new RecordResult(Table.Calls, CommitmentStatus.Kept, null)).Events);
    }

    [Fact]
    public void Result_OfSomebodyWithoutASeat_TellsNobodyThatAMeetingIsNear()
    {
        var none = OfRob().Does(new EndMeeting(Table.MeetingId));
        var secret = OfRob().Does(new EndMeeting(Table.MeetingId)).Does(Later(new PlannedRoom(new RoomId("kims"), Table.Now.AddHours(1), [Table.Director, Table.Kim])));

        foreach (var table in new[] { none, secret })
            table.Does(Table.Rob, new RecordResult(Table.Calls, CommitmentStatus.PartlyKept, "Eén keer niet."));

        Assert.Equal(CommitmentStatus.PartlyKept, StatusSeenBy(none, Table.Oma));
        Assert.Equal(Seen(none, Table.Oma), Seen(secret, Table.Oma));
    }

    [Fact]
    public void Result_BeforeTheTimeOfTheSpeakersRoom_IsReadAlikeWheneverTheOtherRoomIs()
    {
        string SeenWith(int hours)
        {
            var table = OfRob().Does(new EndMeeting(Table.MeetingId)).Does(Later(
                new PlannedRoom(new RoomId("kims"), Table.Now.AddHours(hours), [Table.Director, Table.Kim]),
                new PlannedRoom(new RoomId("robs"), Table.Now.AddHours(27), [Table.Director, Table.Rob])));
            return Seen(table.Happened(new ResultRecorded(Table.Calls, CommitmentStatus.Kept, null, Table.Rob, Table.Now.AddHours(2))), Table.Oma);
        }

        Assert.Equal(SeenWith(27), SeenWith(25));
    }

    [Fact]
    public void Answers_OfOneDay_AreBounded_SoThatNobodysViewHasToWalkThousands()
    {
        var table = ProposedToBoth();
        AnswerCommitment Objects(int i) => Agrees with { Answer = CommitmentAnswer.Disagree, Remark = $"Bezwaar {i}.", Room = Table.One };
        for (var i = 0; i < 50; i++)
            table.Does(Table.SafeHome, Objects(i));

        Assert.Equal(RefusalCodes.CommitmentTooOften, table.Refuses(Table.SafeHome, Objects(50)));
        Assert.Empty(table.Decided(Table.SafeHome, Objects(49)).Events);
        Assert.Null(PlanDecisions.Decide(table.Plan, Agrees, Table.SafeHome, Table.Now.AddDays(1), Looks.NothingStandsIn(table.Plan)).Refusal);
    }

    [Fact]
    public void Results_OfOneDay_AreBounded_PerPersonAndCommitment()
    {
        var table = OfRob();
        for (var i = 0; i < 49; i++)
            table.Does(Table.SafeHome, new RecordResult(Table.Calls, CommitmentStatus.NotKept, $"Keer {i}.", Table.Two));
        table.Does(Table.SafeHome, new RecordResult(Table.Calls, CommitmentStatus.Kept, null, Table.One));

        Assert.Equal(RefusalCodes.CommitmentTooOften, table.Refuses(Table.SafeHome, new RecordResult(Table.Calls, CommitmentStatus.NotKept, null)));
        Assert.Null(table.Refuses(Table.Rob, new RecordResult(Table.Calls, CommitmentStatus.NotKept, null)));
    }

    [Fact]
    public void Answer_InARoomOfOthers_IsRefused() => Assert.Equal(
        RefusalCodes.MeetingNotInRoom,
        Proposed().Refuses(Table.Kim, Agrees with { Room = Table.Two }));

    [Fact]
    public void Result_InASessionWithoutTheOwner_ChangesNoByteForTheOwner()
    {
        var table = OfRob();
        var before = Seen(table, Table.Rob);

        table.Does(Table.SafeHome, new RecordResult(Table.Calls, CommitmentStatus.NotKept, "Twee keer niet.", Table.One));

        Assert.Equal(before, Seen(table, Table.Rob));
        Assert.Equal(CommitmentStatus.NotKept, StatusSeenBy(table, Table.Kim));
        Assert.Equal(CommitmentStatus.NotKept, StatusSeenBy(table.Does(new EndMeeting(Table.MeetingId)), Table.Rob));
    }

    [Fact]
    public void Answer_ToWhatIsOverInARoomOfOthers_IsTakenAndOpensNothingAgain()
    {
        var table = OfRob()
            .Does(Table.SafeHome, new RecordResult(Table.Calls, CommitmentStatus.NotKept, null, Table.One))
            .Does(Table.Rob, Agrees with { Answer = CommitmentAnswer.Unsure, Room = Table.Two });

        Assert.Equal(CommitmentStatus.Proposed, StatusSeenBy(table, Table.Rob));
        Assert.Equal(CommitmentAnswer.Unsure, PlanProjection.For(table.Plan, Table.Rob).Commitments.Single().Answer);
        Assert.Equal(CommitmentStatus.NotKept, StatusSeenBy(table, Table.Director));
    }

    private static PlanMeeting Later(params PlannedRoom[] rooms) => new(new MeetingId("m2"), MeetingKind.Evaluation, rooms, []);

    private static Table OfRob() => Table.Laid()
        .Does(Table.Director, Table.Proposal(Table.Circle) with { Owner = Table.Rob, Checker = Table.SafeHome })
        .Happened(new CommitmentAnswered(Table.Calls, 1, CommitmentAnswer.Agree, null, Table.Now.AddDays(-3)));

    private static Table ProposedToBoth() =>
        Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle) with { Owner = Table.SafeHome, Checker = Table.Director });

    private static Table Proposed() => Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.SafeHome });

    private static string Seen(Table table, PersonId viewer) => JsonSerializer.Serialize(PlanProjection.For(table.Plan, viewer), DomainJson.Options);

    private static CommitmentStatus StatusSeenBy(Table table, PersonId viewer) => PlanProjection.For(table.Plan, viewer).Commitments.Single().Status;
}
