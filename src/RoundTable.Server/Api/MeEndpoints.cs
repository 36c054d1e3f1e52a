using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Views;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Api;

/// <summary>The desk: what somebody is in.</summary>
internal static class MeEndpoints
{
    public static IEndpointRouteBuilder MapMe(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", MeAsync).RequireAuthorization(SessionPolicies.Any).WithMetadata(new ForWhoeverAsks())
            .RequireRateLimiting(LimitsExtensions.OwnLooks).CountsAsMove().WithSummary("Who am I, and what am I in?");
        return api;
    }

    private static async Task<Ok<MeReply>> MeAsync(HttpContext http, Callers callers, GrainHost grains, Directors directors)
    {
        var visitor = Visitor.Of(http.User);
        var tag = await callers.TagForAsync(http.Request.Headers[SamePersonGuard.Header].ToString(), visitor);
        var plans = new List<MyPlan>();
        foreach (var (plan, caller) in await callers.EverywhereAsync(visitor))
        {
            if ((await grains.Plan(plan).CallAsync(p => p.LookAsync(caller))).Value is { } view)
                plans.Add(Make(visitor, view));
        }

        if (visitor.Scope == Scope.Minutes)
            return TypedResults.Ok(new MeReply([.. plans.Where(plan => plan.Minutes.Count > 0)], false, SessionScope.Minutes, tag));
        return TypedResults.Ok(new MeReply(plans, await directors.MayOpenPlansAsync(visitor), SessionScope.Full, tag));
    }

    private static MyPlan Make(Visitor visitor, PlanView view) => new(
        view.Id,
        view.You,
        view.FamilyName,
        view.People.Single(person => person.Id == view.You).Role,
        visitor.Scope == Scope.Full ? view.Meetings : [],
        [.. view.Minutes.Where(minutes => visitor.MayRead(minutes.Id))]);
}
