using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>Mail other than minutes that did not arrive: the director calls, since nobody else can know it.</summary>
public class BouncedMailTests
{
    private readonly Table _table = Table.Laid();

    [Fact]
    public void Invitation_ThatDidNotArrive_IsACallOfTheDirectorAlone()
    {
        _table.Does(new RecordBouncedMail(Table.SafeHome, BouncedMail.Invitation));

        var call = Assert.Single(Calls);
        Assert.Equal((TaskKind.CallInvited, Table.SafeHome, true), (call.Kind, call.Person!.Value, PlanTasks.CanFinish(call)));
        Assert.All(
            _table.Plan.People,
            p => Assert.Equal(p.Id == Table.Director, PlanProjection.For(_table.Plan, p.Id).Tasks.Any(t => t.Kind == TaskKind.CallInvited)));
        Assert.Equal(RefusalCodes.PlanPersonUnknown, _table.Refuses(new RecordBouncedMail(new PersonId("none"), BouncedMail.Invitation)));
    }

    [Fact]
    public void Call_EndsWithTheNextInvitationThatWent_OrByHand()
    {
        _table.Does(new RecordBouncedMail(Table.SafeHome, BouncedMail.Invitation)).Does(new RecordInvitation(Table.Rob));
        Assert.Single(Calls);

        _table.Does(new RecordInvitation(Table.SafeHome));

        Assert.Empty(Calls);
        Assert.Empty(PlanDecisions.Decide(_table.Plan, new RecordInvitation(Table.SafeHome), null, Table.Now, CardLook.Unseen).Events);
        _table.Does(new RecordBouncedMail(Table.SafeHome, BouncedMail.Invitation)).Does(new RecordBouncedMail(Table.SafeHome, BouncedMail.Invitation));
        _table.Does(new FinishTask(Assert.Single(Calls).Key), Table.Director);
        Assert.Empty(Calls);
    }

    [Fact]
    public void EndOfAMeeting_ThatDidNotArrive_IsACallThatNoInvitationEnds()
    {
        _table.Does(new RecordBouncedMail(Table.Rob, BouncedMail.CalledOff)).Does(new RecordInvitation(Table.Rob));

        Assert.Equal((TaskKind.CallCalledOff, Table.Rob), (Assert.Single(Calls).Kind, Calls[0].Person!.Value));
    }

    [Fact]
    public void EndOfAMeeting_WithRoomsAtOtherTimes_NamesTheTimeThatWasMailedToThisPerson()
    {
        _table.Does(new EndMeeting(Table.MeetingId, CalledOff: true)).Does(new RecordBouncedMail(Table.Rob, BouncedMail.CalledOff, Table.MeetingId));

        var call = Assert.Single(PlanProjection.For(_table.Plan, Table.Director).Tasks, t => t.Kind == TaskKind.CallCalledOff);
        Assert.Equal(Table.Now.AddHours(3), call.StartsAt);
        _table.Does(new RecordBouncedMail(Table.SafeHome, BouncedMail.Invitation));
        Assert.Null(Assert.Single(Calls, c => c.Kind == TaskKind.CallInvited).StartsAt);
    }

    [Fact]
    public void EndsOfTwoMeetings_ThatDidNotArrive_AreACallEach()
    {
        MeetingId[] meetings = [Table.MeetingId, new("m2")];
        foreach (var meeting in meetings)
            _table.Does(new RecordBouncedMail(Table.Rob, BouncedMail.CalledOff, meeting));

        Assert.Equal(meetings.Select(m => m.Value), Calls.Select(c => c.About).Order(StringComparer.Ordinal));
        Assert.Equal(2, Calls.Select(c => c.Key).Distinct().Count());
    }

    [Fact]
    public void Mail_ToTheDirector_IsNoCall()
    {
        _table.Does(new RecordBouncedMail(Table.Director, BouncedMail.Invitation));

        Assert.Empty(Calls);
    }

    private List<PlanTask> Calls => [.. PlanTasks.For(_table.Plan).Where(t => t.Kind is TaskKind.CallInvited or TaskKind.CallCalledOff)];
}
