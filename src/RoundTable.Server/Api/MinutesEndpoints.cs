using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Minutes;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Api;

/// <summary>Minutes: each recipient reads their own rendering, confirms receipt and reacts.</summary>
internal static class MinutesEndpoints
{
    public static IEndpointRouteBuilder MapMinutes(this IEndpointRouteBuilder api)
    {
        var minutes = api.MapGroup("/minutes/{minutes:wireid}").RequireAuthorization(SessionPolicies.Any);
        minutes.MapGet("/", ReadAsync).WithSummary("The minutes as they were made for the caller.");
        minutes.MapPost("/acknowledgement", AcknowledgeAsync).WithSummary("Confirm receipt; repeated is the same.");
        minutes.MapPost("/reactions", ReactAsync).WithSummary("React to the minutes; they stay as they are.");
        return api;
    }

    private static async Task<Results<Ok<MinutesReply>, ProblemHttpResult>> ReadAsync(
        string minutes, HttpContext http, PlanIndex index, Callers callers, GrainHost grains, IJournal journal, AccessLog log)
    {
        var id = new MinutesId(minutes);
        var visitor = Visitor.Of(http.User);
        if (!visitor.MayRead(id) || await index.OfMinutesAsync(id) is not { } plan)
            return Unknown();
        if (await callers.InPlanAsync(visitor, plan) is not { } caller)
            return Problems.Of(await callers.WhyNotAsync(visitor, plan, RefusalCodes.MinutesUnknown));
        var state = await grains.Plan(plan).CallAsync(p => p.StateAsync());
        if (Access.Check(state, caller.Person) is { } barred)
            return Problems.Of(barred);
        if (state.PublishedMinutes(id) is not { } published || published.ReceivedBy(caller.Person) is not { } delivery
            || await MinutesStream.ReadAsync(journal, id, caller.Person) is not { } stored)
        {
            return Unknown();
        }

        await log.ReadAsync(caller, plan, AccessSubject.Minutes, minutes);
        await grains.Plan(plan).CallAsync(p => p.SetupAsync(
            Caller.Server(state.Director), $"opened-{delivery.Id}", new RecordDelivery(delivery.Id, DeliveryState.Opened)));
        var rendering = MinutesRenderer.Render(JsonSerializer.Deserialize<MinutesContent>(stored.Span, DomainJson.Options)!);
        return TypedResults.Ok(new MinutesReply(
            id,
            plan,
            rendering.Title,
            rendering.Html,
            rendering.Hash,
            published.PublishedAt,
            delivery.AcknowledgedAt,
            [.. published.Reactions
                .Where(reaction => reaction.By == caller.Person || caller.Person == state.Director)
                .Select(reaction => new ReactionReply(reaction.By, reaction.At, reaction.Text))]));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> AcknowledgeAsync(string minutes, HttpContext http, PlanIndex index, PlanDoor door) =>
        CommandAsync(new MinutesId(minutes), http, index, door, id => new AcknowledgeMinutes(id));

    private static Task<Results<NoContent, ProblemHttpResult>> ReactAsync(
        string minutes, ReactionBody body, HttpContext http, PlanIndex index, PlanDoor door) =>
        CommandAsync(new MinutesId(minutes), http, index, door, id => new ReactToMinutes(id, body.Text));

    private static async Task<Results<NoContent, ProblemHttpResult>> CommandAsync(
        MinutesId minutes, HttpContext http, PlanIndex index, PlanDoor door, Func<MinutesId, PlanCommand> command)
    {
        var visitor = Visitor.Of(http.User);
        if (!visitor.MayRead(minutes) || await index.OfMinutesAsync(minutes) is not { } plan)
            return Unknown();
        var refusal = await door.CommandAsync(visitor, plan, command(minutes));
        return refusal switch
        {
            null => TypedResults.NoContent(),
            { Code: RefusalCodes.PlanNotAMember } => Unknown(),
            _ => Problems.Of(refusal),
        };
    }

    private static ProblemHttpResult Unknown() => Problems.Of(new Refusal(RefusalCodes.MinutesUnknown));
}
