using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Hubs;

/// <content>Plans and meetings.</content>
internal sealed partial class TableConnection : IPlanObserver, IMeetingObserver
{
    public async Task<OpenPlanReply> OpenPlanAsync(OpenPlanRequest request)
    {
        if (await _traffic.MoveAsync(Visitor.Subject, _ended) is { } tooFast)
            return new(Counted(tooFast), null);
        if (await _door.Callers.InPlanAsync(Visitor, request.Plan) is not { } caller)
            return new(await OutsideAsync(request.Plan), null);
        if (OpenCount >= _limits.OpenPerConnection && !_plans.ContainsKey(request.Plan))
            return new(Counted(RequestCodes.TooManyOpen), null);
        _plans[request.Plan] = true;
        var answer = await _door.Grains.Plan(request.Plan).CallAsync(plan => plan.OpenAsync(caller, _reader, this));
        await LeaveIfGoneAsync(() => _door.Grains.Plan(request.Plan).EndAsync(plan => plan.LeaveAsync(_reader)));
        if (answer.Refusal is { } refusal)
        {
            _plans.TryRemove(request.Plan, out _);
            await _door.Log.RefusedAsync(caller, request.Plan, AccessSubject.Plan, request.Plan.Value, refusal.Code);
            return new(Counted(refusal), null);
        }

        await _door.Log.ReadAsync(caller, request.Plan, AccessSubject.Plan, request.Plan.Value);
        return new(null, answer.Value);
    }

    public Task<CommandReply> PlanCommandAsync(PlanCommandRequest request) => TryAsync(() => TryPlanCommandAsync(request));

    private async Task<CommandReply> TryPlanCommandAsync(PlanCommandRequest request)
    {
        if (await _door.Callers.InPlanAsync(Visitor, request.Plan) is not { } caller)
            return new(await OutsideAsync(request.Plan));
        var refusal = await _door.Arranging.CommandAsync(caller, request.Plan, request.Operation.Value, request.Command);
        var (what, id) = CommandSubject.Of(request.Plan, request.Command);
        return new(await LoggedAsync(caller, request.Plan, what, id, request.Command.GetType().Name, refusal));
    }

    public Task<CommandReply> ReleaseItemAsync(ReleaseItemRequest request) => TryAsync(() => TryReleaseItemAsync(request));

    private async Task<CommandReply> TryReleaseItemAsync(ReleaseItemRequest request)
    {
        if (await _door.Callers.InPlanAsync(Visitor, request.Plan) is not { } caller)
            return new(await OutsideAsync(request.Plan));
        var refusal = await _door.Release.ReleaseAsync(caller, request.Plan, request.Section, request.Item, request.Target);
        return new(await LoggedAsync(caller, request.Plan, AccessSubject.Section, request.Target.Value, nameof(ReleaseItemRequest), refusal));
    }

    public async Task<OpenMeetingReply> OpenMeetingAsync(OpenMeetingRequest request)
    {
        if (await _traffic.MoveAsync(Visitor.Subject, _ended) is { } tooFast)
            return new(Counted(tooFast), null);
        if (await _door.ToMeetingAsync(Visitor, request.Meeting) is not var (plan, caller))
            return new(Counted(await _door.RefuseMeetingAsync(Visitor, request.Meeting)), null);
        if (OpenCount >= _limits.OpenPerConnection && !_meetings.ContainsKey(request.Meeting))
        {
            // Who has no seat hears what they hear of a meeting that is nowhere.
            return await _door.WhyNoSeatAsync(plan, request.Meeting, caller) is { } barred
                ? new(await RefusedAsync(barred), null)
                : new(Counted(RequestCodes.TooManyOpen), null);
        }

        _meetings[request.Meeting] = plan;
        var answer = await _door.Grains.Meeting(request.Meeting).CallAsync(meeting => meeting.OpenAsync(caller, _reader, this));
        await LeaveIfGoneAsync(() => _door.Grains.Meeting(request.Meeting).EndAsync(meeting => meeting.LeaveAsync(_reader)));
        if (answer.Refusal is { } refusal)
        {
            // Else a meeting of others would take a place, and one that is nowhere none.
            _meetings.TryRemove(request.Meeting, out _);
            return new(await RefusedAsync(refusal), null);
        }

        await _door.Log.ReadAsync(caller, plan, AccessSubject.Meeting, request.Meeting.Value);
        return new(null, answer.Value);

        async Task<Refusal> RefusedAsync(Refusal refusal) =>
            Counted(await _door.Outsiders.RefuseAsync(Visitor, caller, plan, AccessSubject.Meeting, request.Meeting.Value, refusal))!;
    }

    public Task<CommandReply> MeetingCommandAsync(MeetingCommandRequest request) => TryAsync(() => TryMeetingCommandAsync(request));

    private async Task<CommandReply> TryMeetingCommandAsync(MeetingCommandRequest request)
    {
        if (await _door.ToMeetingAsync(Visitor, request.Meeting) is not var (plan, caller))
            return new(Counted(await _door.RefuseMeetingAsync(Visitor, request.Meeting)));
        var refusal = await _door.Grains.Meeting(request.Meeting)
            .CallAsync(meeting => meeting.CommandAsync(caller, request.Operation.Value, request.Command, Visitor.Subject));
        return new(await LoggedAsync(caller, plan, AccessSubject.Meeting, request.Meeting.Value, request.Command.GetType().Name, refusal));
    }

    public Task CloseMeetingViewAsync(CloseMeetingViewRequest request) => _meetings.TryRemove(request.Meeting, out _)
        ? _door.Grains.Meeting(request.Meeting).EndAsync(meeting => meeting.LeaveAsync(_reader))
        : Task.CompletedTask;

    public void PlanChanged(PlanView view) => Add(Frame.Of(ClientMessages.PlanChanged(view), _line!.Protocol, $"plan/{view.Id}"));

    // The client's next attempt to open it hears why it may not.
    public void PlanShut(PlanId plan, Refusal refusal) => End();

    public void MeetingChanged(MeetingView view) => Add(Frame.Of(ClientMessages.MeetingChanged(view), _line!.Protocol, $"meeting/{view.Id}"));

    public void MeetingShut(MeetingId meeting, Refusal refusal) => End();

    private async Task<CommandReply> TryAsync(Func<Task<CommandReply>> command)
    {
        if (await _traffic.CommandAsync(Visitor.Subject, _ended) is { } tooFast)
            return new(Counted(tooFast));
        try
        {
            return await command();
        }
        catch (Exception e) when (IsPassing(e))
        {
            return new(Counted(RequestCodes.Unavailable));
        }
    }

    private async Task<Refusal> OutsideAsync(PlanId plan) =>
        Counted(await _door.Outsiders.RefuseAsync(Visitor, plan, AccessSubject.Plan, plan.Value, RefusalCodes.PlanNotAMember))!;

    private async Task<Refusal?> LoggedAsync(Caller caller, PlanId plan, AccessSubject what, string id, string kind, Refusal? refusal)
    {
        if (refusal is not null)
            return Counted(await _door.Outsiders.RefuseAsync(Visitor, caller, plan, what, id, refusal));
        await _door.Log.ChangedAsync(caller, plan, what, id, kind);
        return null;
    }

    private Refusal? Counted(Refusal? refusal)
    {
        if (refusal is not null)
            _meter.Refused(refusal.Code);
        return refusal;
    }

    private Refusal Counted(string code) => Counted(new Refusal(code))!;
}
