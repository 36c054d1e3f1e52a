using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Api;

/// <summary>"Wie keek in mijn plan": the log of access as the caller may see it (handbook 7.3, F57).</summary>
internal static class AccessEndpoints
{
    public static async Task<Results<Ok<AccessReply>, ProblemHttpResult>> ReadAsync(
        string plan, HttpContext http, PlanDoor door, AccessLogReader reader, AccessLog log)
    {
        var visitor = Visitor.Of(http.User);
        var (state, caller, refusal) = await EnterAsync(visitor, plan, door, log);
        if (state is null)
            return Problems.Of(refusal!);
        await log.ReadAsync(caller!, state.Id, AccessSubject.Log, plan);
        var entries = await reader.ReadAsync(state.Id, http.RequestAborted);

        // Reading took a while: whom they know, and whether they read along at all, is asked again.
        (state, caller, refusal) = await EnterAsync(visitor, plan, door, log);
        return state is null
            ? Problems.Of(refusal!)
            : TypedResults.Ok(new AccessReply(AccessProjection.For(state, caller!.Person, entries)));
    }

    private static async Task<(FamilyPlan? Plan, Caller? Caller, Refusal? Refusal)> EnterAsync(Visitor visitor, string plan, PlanDoor door, AccessLog log)
    {
        var (state, caller, refusal) = await door.AsMemberAsync(visitor, new PlanId(plan));
        if (state is null || Access.Check(state, caller!.Person) is not { } noBasis)
            return (state, caller, refusal);
        await log.RefusedAsync(caller, state.Id, AccessSubject.Log, plan, noBasis.Code);
        return (null, null, noBasis);
    }
}
