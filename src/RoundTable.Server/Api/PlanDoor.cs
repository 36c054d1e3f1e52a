using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Api;

/// <summary>The way from an API request to a plan, as the visitor's own person.</summary>
internal sealed class PlanDoor(Callers callers, Outsiders outsiders, GrainHost grains, PlanArranging arranging, AccessLog log, TrafficLimits traffic, IRandomBytes random)
{
    public async Task<(PlanView? View, Refusal? Refusal)> LookAsync(Visitor visitor, PlanId plan)
    {
        if (await MoveAsync(visitor) is { } tooFast)
            return (null, tooFast);
        if (await callers.InPlanAsync(visitor, plan) is not { } caller)
            return (null, await RefusedAsync(visitor, plan, AccessSubject.Plan, plan.Value));
        var answer = await grains.Plan(plan).CallAsync(p => p.LookAsync(caller));
        if (answer.Refusal is null)
            await log.ReadAsync(caller, plan, AccessSubject.Plan, plan.Value);
        else
            await log.RefusedAsync(caller, plan, AccessSubject.Plan, plan.Value, answer.Refusal.Code);
        return (answer.Value, answer.Refusal);
    }

    /// <summary>The whole plan with the caller, for somebody in it; else why not. Never for their eyes.</summary>
    public async Task<(FamilyPlan? Plan, Caller? Caller, Refusal? Refusal)> AsMemberAsync(Visitor visitor, PlanId plan)
    {
        if (await MoveAsync(visitor) is { } tooFast)
            return (null, null, tooFast);
        if (await callers.InPlanAsync(visitor, plan) is not { } caller)
            return (null, null, await RefusedAsync(visitor, plan, AccessSubject.Plan, plan.Value));
        return (await grains.Plan(plan).CallAsync(p => p.StateAsync(fresh: true)), caller, null);
    }

    /// <summary>The whole plan with the caller, for the director only; else why not.</summary>
    public async Task<(FamilyPlan? Plan, Caller? Caller, Refusal? Refusal)> AsDirectorAsync(Visitor visitor, PlanId plan)
    {
        var (state, caller, refusal) = await AsMemberAsync(visitor, plan);
        if (state is null || state.Director == caller!.Person)
            return (state, caller, refusal);
        await log.RefusedAsync(caller, plan, AccessSubject.Plan, plan.Value, RefusalCodes.PlanNotDirector);
        return (null, null, new Refusal(RefusalCodes.PlanNotDirector));
    }

    /// <summary>Carries out the command for the visitor who asks, once for each operation of theirs (<see cref="NewNames"/>).</summary>
    public async Task<Refusal?> SetupAsync(HttpContext http, PlanId plan, PlanSetup setup)
    {
        var visitor = Visitor.Of(http.User);
        if (await CommandAsync(visitor) is { } tooFast)
            return tooFast;
        if (await callers.InPlanAsync(visitor, plan) is not { } caller)
            return await RefusedAsync(visitor, plan, AccessSubject.Plan, plan.Value);
        var refusal = await arranging.SetupAsync(caller, plan, NewNames.Of(http, random).Next("operation"), setup);
        return await LoggedAsync(visitor, caller, plan, (AccessSubject.Plan, plan.Value), setup.GetType().Name, refusal);
    }

    /// <summary>The same for an endpoint that has nothing more to say.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> DoAsync(string plan, HttpContext http, PlanSetup setup) =>
        await SetupAsync(http, new PlanId(plan), setup) is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();

    /// <summary>Carries out the command, once for each operation; without one each call is an operation of its own.</summary>
    public async Task<Refusal?> CommandAsync(Visitor visitor, PlanId plan, PlanCommand command, OperationId? operation = null)
    {
        if (await CommandAsync(visitor) is { } tooFast)
            return tooFast;
        if (await callers.InPlanAsync(visitor, plan) is not { } caller)
            return await RefusedAsync(visitor, plan, AccessSubject.Plan, plan.Value);
        var refusal = await arranging.CommandAsync(caller, plan, operation?.Value ?? random.Text(20), command);
        return await LoggedAsync(visitor, caller, plan, CommandSubject.Of(plan, command), command.GetType().Name, refusal);
    }

    /// <summary>The refusal of a command about something that is nowhere, at the price of one about what is not theirs.</summary>
    public async Task<Refusal> NowhereAsync(Visitor visitor, AccessSubject what, string id, string code) =>
        await CommandAsync(visitor) ?? await outsiders.RefuseAsync(visitor, null, what, id, code);

    private async Task<Refusal?> LoggedAsync(
        Visitor visitor, Caller caller, PlanId plan, (AccessSubject What, string Id) subject, string kind, Refusal? refusal)
    {
        if (refusal is not null)
            return await outsiders.RefuseAsync(visitor, caller, plan, subject.What, subject.Id, refusal);
        if (kind == nameof(OpenEmergency))
            await log.EmergencyAsync(caller, plan, kind);
        else
            await log.ChangedAsync(caller, plan, subject.What, subject.Id, kind);
        return null;
    }

    private ValueTask<Refusal?> MoveAsync(Visitor visitor) => traffic.MoveAsync(visitor.Subject, CancellationToken.None);

    private ValueTask<Refusal?> CommandAsync(Visitor visitor) => traffic.CommandAsync(visitor.Subject, CancellationToken.None);

    private Task<Refusal> RefusedAsync(Visitor visitor, PlanId plan, AccessSubject what, string id) =>
        outsiders.RefuseAsync(visitor, plan, what, id, RefusalCodes.PlanNotAMember);
}
