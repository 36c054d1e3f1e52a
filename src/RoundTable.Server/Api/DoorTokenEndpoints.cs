using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors;
using RoundTable.Server.Hosting;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>Tokens for Yjs clients of any maker.</summary>
internal static class DoorTokenEndpoints
{
    public static IEndpointRouteBuilder MapDoorTokens(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sections/{section:wireid}/door-tokens", MakeAsync).RequireAuthorization(SessionPolicies.Full).CountsAsMove()
            .WithSummary("Get a token by which a Hocuspocus or y-websocket client opens this section.");
        return api;
    }

    private static async Task<Results<Ok<DoorTokenReply>, ProblemHttpResult>> MakeAsync(
        string section, DoorTokenRequest request, HttpContext http, Doorkeeper keeper, GrainHost grains, IOptions<RoundTableOptions> options)
    {
        var visitor = Visitor.Of(http.User);
        var id = new SectionId(section);
        var (_, _, canWrite, refusal) = await keeper.LetInAsync(visitor, id);
        if (refusal is not null)
            return Problems.Of(refusal);
        var answer = await grains.Subject(visitor.Subject)
            .CallAsync(s => s.MakeDoorTokenAsync(visitor.Session, id, request.ReadOnly, options.Value.Doors.Token));
        return answer.Value is { } made
            ? TypedResults.Ok(new DoorTokenReply(made.Token, made.ExpiresAt, canWrite && !request.ReadOnly))
            : Problems.Of(answer.Refusal!);
    }
}
