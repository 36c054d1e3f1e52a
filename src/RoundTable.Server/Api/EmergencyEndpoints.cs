using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>Emergency access (G17): a reason first, a look at what helps now, and somebody else who judges it afterwards.</summary>
internal static class EmergencyEndpoints
{
    public static IEndpointRouteBuilder MapEmergency(this IEndpointRouteBuilder api)
    {
        var plan = api.MapGroup("/plans/{plan:wireid}").RequireAuthorization(SessionPolicies.Full);
        plan.MapPost("/emergency", OpenAsync).WithSummary("Use emergency access, with a reason.");
        plan.MapGet("/emergency", LookAsync).WithSummary("What the caller's emergency access opens now.");
        plan.MapPost("/emergencies/{emergency:wireid}/review", ReviewAsync).WithSummary("Judge somebody else's use of emergency access.");
        return api;
    }

    private static Task<Results<NoContent, ProblemHttpResult>> OpenAsync(
        string plan, EmergencyBody body, HttpContext http, PlanDoor door, IRandomBytes random) =>
        door.DoAsync(plan, http, new OpenEmergency(new EmergencyId(random.Text(16)), body.Reason));

    private static async Task<Results<Ok<EmergencyView>, ProblemHttpResult>> LookAsync(
        string plan, HttpContext http, PlanDoor door, GrainHost grains, CardReading card, AccessLog log, TimeProvider time)
    {
        var (state, caller, refusal) = await door.AsMemberAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refusal!);
        if (await ViewAsync(state.Id, caller!.Person, grains, card, time) is not { } view)
        {
            // Whether one runs is what somebody asks before they use it; who never may is written down.
            if (!EmergencyRules.MayUse(state, caller.Person))
                await log.RefusedAsync(caller, state.Id, AccessSubject.Plan, plan, RefusalCodes.EmergencyNotRunning);
            return Problems.Of(new Refusal(RefusalCodes.EmergencyNotRunning));
        }

        await log.EmergencyAsync(caller, state.Id, nameof(EmergencyView));
        return TypedResults.Ok(view);
    }

    // The plan is read again after the card: whoever judged it, or protected somebody, meanwhile is heard.
    private static async Task<EmergencyView?> ViewAsync(PlanId id, PersonId person, GrainHost grains, CardReading card, TimeProvider time)
    {
        var plan = await grains.Plan(id).CallAsync(p => p.StateAsync(fresh: true));
        if (EmergencyRules.Running(plan, person, time.GetUtcNow()) is null)
            return null;
        var items = await card.ItemsAsync(plan);
        plan = await grains.Plan(id).CallAsync(p => p.StateAsync(fresh: true));
        return EmergencyProjection.For(plan, items, person, time.GetUtcNow());
    }

    private static Task<Results<NoContent, ProblemHttpResult>> ReviewAsync(
        string plan, string emergency, EmergencyReviewBody body, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new ReviewEmergency(new EmergencyId(emergency), body.Verdict, body.Remark));
}
