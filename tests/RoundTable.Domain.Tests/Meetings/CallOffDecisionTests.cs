using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Meetings;

/// <summary>A meeting that does not take place ends without minutes, and holds nothing back any more.</summary>
public class CallOffDecisionTests
{
    private static readonly CallOffMeeting CallingOff = new();

    [Fact]
    public void CallOff_BeforeAnybodyCameIn_EndsAllRooms()
    {
        var table = Table.Laid().Does(Table.Director, new EnterRoom(Table.One)).Does(Table.Kim, new EnterRoom(Table.One)).Does(Table.Director, CallingOff);

        Assert.Equal(Table.Now, table.Meeting.CalledOffAt);
        Assert.Equal((0, null), (table.Decided(Table.Director, CallingOff).Events.Count, table.Decided(Table.Director, CallingOff).Refusal));
        Assert.Equal(RefusalCodes.MeetingCalledOff, table.Refuses(Table.Rob, new EnterRoom(Table.Two)));
        Assert.Equal(RefusalCodes.MeetingCalledOff, table.Refuses(Table.Director, new AdmitEveryone(Table.One)));
        Assert.Equal(RefusalCodes.MeetingCalledOff, table.Refuses(Table.Director, new CloseMeeting(null, "Genoeg.")));
        var seen = MeetingProjection.For(table.Meeting, table.Plan, Table.Director, new HashSet<PersonId>())!;
        Assert.All(seen.Rooms, r => Assert.Equal(MeetingPhase.Closed, r.Phase));
        Assert.Empty(seen.CanClose!);
    }

    [Fact]
    public void CallOff_OfWhatWasBegunOrClosed_IsRefused()
    {
        var begun = Table.Laid().Does(Table.Kim, new EnterRoom(Table.One)).Does(Table.Director, new AdmitPerson(Table.One, Table.Kim));
        Assert.Equal(RefusalCodes.MeetingBegun, begun.Refuses(Table.Director, CallingOff));

        var opened = Table.Laid().Does(Table.Director, new EnterRoom(Table.Two)).Does(Table.Director, new MoveToPhase(Table.Two, MeetingPhase.Welcome));
        Assert.Equal(RefusalCodes.MeetingBegun, opened.Refuses(Table.Director, CallingOff));
    }

    [Fact]
    public void CallOff_ByOthers_IsRefused() =>
        Assert.All([Table.Kim, Table.SafeHome], p => Assert.Equal(RefusalCodes.MeetingNotChair, Table.Laid().Refuses(p, CallingOff)));

    [Fact]
    public void CalledOff_IsSeenByWhoHasASeat_AndHoldsNothingBack()
    {
        var table = Table.Laid()
            .Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.SafeHome })
            .Does(Table.Kim, new AnswerCommitment(Table.Calls, 1, CommitmentAnswer.Agree, null));
        Assert.Equal(CommitmentStatus.Proposed, PlanProjection.For(table.Plan, Table.Rob).Commitments.Single().Status);
        Assert.False(PlanProjection.For(table.Plan, Table.Rob).Meetings.Single().CalledOff);

        table.Does(new EndMeeting(Table.MeetingId, CalledOff: true));

        Assert.Equal(CommitmentStatus.Agreed, PlanProjection.For(table.Plan, Table.Rob).Commitments.Single().Status);
        Assert.All([Table.Rob, Table.Kim], p => Assert.Equal((true, true), (PlanProjection.For(table.Plan, p).Meetings.Single().Closed, PlanProjection.For(table.Plan, p).Meetings.Single().CalledOff)));
        Assert.Empty(PlanProjection.For(table.Plan, Table.Clinic).Meetings);
        Assert.True(CalendarEntry.For(table.Plan, Table.MeetingId, Table.Rob)[0].CalledOff);
    }
}
