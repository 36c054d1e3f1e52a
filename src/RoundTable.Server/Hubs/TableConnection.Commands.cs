using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Grains;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Hubs.Wire;

namespace RoundTable.Server.Hubs;

/// <content>Plans and meetings.</content>
internal sealed partial class TableConnection : IPlanObserver, IMeetingObserver
{
    private const int ViewBytes = 16 * 1024;

    public async Task<OpenPlanReply> OpenPlanAsync(OpenPlanRequest request)
    {
        if (await _door.Callers.InPlanAsync(Visitor, request.Plan) is not { } caller)
            return new(Counted(RefusalCodes.PlanNotAMember), null);
        if (OpenCount >= _maxOpen && !_plans.ContainsKey(request.Plan))
            return new(Counted(RequestCodes.TooManyOpen), null);
        _plans[request.Plan] = true;
        var answer = await _door.Grains.Plan(request.Plan).CallAsync(plan => plan.OpenAsync(caller, _reader, this));
        await LeaveIfGoneAsync(() => _door.Grains.Plan(request.Plan).CallAsync(plan => plan.LeaveAsync(_reader)));
        if (answer.Refusal is null)
            await _door.Log.ReadAsync(caller, request.Plan, "plan", request.Plan.Value);
        return new(Counted(answer.Refusal), answer.Value);
    }

    public Task<CommandReply> PlanCommandAsync(PlanCommandRequest request) => TryAsync(() => TryPlanCommandAsync(request));

    private async Task<CommandReply> TryPlanCommandAsync(PlanCommandRequest request)
    {
        if (await _door.Callers.InPlanAsync(Visitor, request.Plan) is not { } caller)
            return new(Counted(RefusalCodes.PlanNotAMember));
        return new(Counted(await _door.Grains.Plan(request.Plan)
            .CallAsync(plan => plan.CommandAsync(caller, request.Operation.Value, request.Command))));
    }

    public Task<CommandReply> ReleaseItemAsync(ReleaseItemRequest request) => TryAsync(() => TryReleaseItemAsync(request));

    private async Task<CommandReply> TryReleaseItemAsync(ReleaseItemRequest request)
    {
        if (await _door.Callers.InPlanAsync(Visitor, request.Plan) is not { } caller)
            return new(Counted(RefusalCodes.PlanNotAMember));
        return new(Counted(await _door.Release.ReleaseAsync(caller, request.Plan, request.Section, request.Item, request.Target)));
    }

    public async Task<OpenMeetingReply> OpenMeetingAsync(OpenMeetingRequest request)
    {
        if (await _door.ToMeetingAsync(Visitor, request.Meeting) is not var (plan, caller))
            return new(Counted(RefusalCodes.MeetingNotInRoom), null);
        if (OpenCount >= _maxOpen && !_meetings.ContainsKey(request.Meeting))
            return new(Counted(RequestCodes.TooManyOpen), null);
        _meetings[request.Meeting] = true;
        var answer = await _door.Grains.Meeting(request.Meeting).CallAsync(meeting => meeting.OpenAsync(caller, _reader, this));
        await LeaveIfGoneAsync(() => _door.Grains.Meeting(request.Meeting).CallAsync(meeting => meeting.LeaveAsync(_reader)));
        if (answer.Refusal is null)
            await _door.Log.ReadAsync(caller, plan, "meeting", request.Meeting.Value);
        return new(Counted(answer.Refusal), answer.Value);
    }

    public Task<CommandReply> MeetingCommandAsync(MeetingCommandRequest request) => TryAsync(() => TryMeetingCommandAsync(request));

    private async Task<CommandReply> TryMeetingCommandAsync(MeetingCommandRequest request)
    {
        if (await _door.ToMeetingAsync(Visitor, request.Meeting) is not var (_, caller))
            return new(Counted(RefusalCodes.MeetingNotInRoom));
        return new(Counted(await _door.Grains.Meeting(request.Meeting)
            .CallAsync(meeting => meeting.CommandAsync(caller, request.Operation.Value, request.Command))));
    }

    public Task CloseMeetingViewAsync(CloseMeetingViewRequest request) => _meetings.TryRemove(request.Meeting, out _)
        ? _door.Grains.Meeting(request.Meeting).EndAsync(meeting => meeting.LeaveAsync(_reader))
        : Task.CompletedTask;

    public void PlanChanged(PlanView view) => Add(new(ClientMessages.PlanChanged(view), ViewBytes, Slot: $"plan/{view.Id}"));

    // The client's next attempt to open it hears why it may not.
    public void PlanShut(PlanId plan, Refusal refusal) => _queue.Close();

    public void MeetingChanged(MeetingView view) => Add(new(ClientMessages.MeetingChanged(view), ViewBytes, Slot: $"meeting/{view.Id}"));

    public void MeetingShut(MeetingId meeting, Refusal refusal) => _queue.Close();

    private async Task<CommandReply> TryAsync(Func<Task<CommandReply>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception e) when (IsPassing(e))
        {
            return new(Counted(RequestCodes.Unavailable));
        }
    }

    private Refusal? Counted(Refusal? refusal)
    {
        if (refusal is not null)
            _meter.Refused(refusal.Code);
        return refusal;
    }

    private Refusal Counted(string code) => Counted(new Refusal(code))!;
}
