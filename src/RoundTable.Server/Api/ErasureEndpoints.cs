using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Erasure;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>Erasing a plan by decision of its director, and the proof of it.</summary>
internal static class ErasureEndpoints
{
    public static async Task<Results<Ok<ErasureReport>, ProblemHttpResult>> EraseAsync(
        string plan, EraseBody body, HttpContext http, PlanDoor door, Eraser eraser)
    {
        var (state, caller, refusal) = await door.AsDirectorAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refusal!);
        if (body.FamilyName.Trim() != state.FamilyName.Trim())
            return Problems.Of(new Refusal(RefusalCodes.ErasureNotConfirmed));
        var by = new Actor(caller!.Person.Value, caller.Role.ToString(), caller.Session);
        return TypedResults.Ok(await eraser.EraseAsync(state, by, body.Reason, http.RequestAborted));
    }

    public static async Task<Results<Ok<ErasureReport>, ProblemHttpResult>> ReportAsync(string plan, HttpContext http, ErasureStream erasures)
    {
        var visitor = Visitor.Of(http.User).Subject;
        return await erasures.FindAsync(new PlanId(plan), http.RequestAborted) is { } erasure && (erasure.Director == visitor || erasure.Account == visitor)
            ? TypedResults.Ok(erasure.ForDirector())
            : Problems.Of(new Refusal(RefusalCodes.PlanNotAMember));
    }
}
