using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>"Wie keek in mijn plan": the log of access as the caller may see it (handbook 7.3, F57).</summary>
internal static class AccessEndpoints
{
    public static async Task<Results<Ok<AccessReply>, ProblemHttpResult>> ReadAsync(
        string plan, HttpContext http, PlanDoor door, AccessLogReader reader, AccessLog log)
    {
        var (state, caller, refusal) = await door.AsMemberAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refusal!);
        if (Access.Check(state, caller!.Person) is { } noBasis)
        {
            await log.RefusedAsync(caller, state.Id, AccessSubject.Log, plan, noBasis.Code);
            return Problems.Of(noBasis);
        }

        await log.ReadAsync(caller, state.Id, AccessSubject.Log, plan);
        var entries = await reader.ReadAsync(state.Id, http.RequestAborted);

        // Reading took a while: whom they know, and whether they read along at all, is asked again.
        (state, caller, refusal) = await door.AsMemberAsync(Visitor.Of(http.User), new PlanId(plan));
        return state is not null && (refusal = Access.Check(state, caller!.Person)) is null
            ? TypedResults.Ok(new AccessReply(AccessProjection.For(state, caller.Person, entries)))
            : Problems.Of(refusal!);
    }
}
