using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Minutes;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Pdf;
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
        minutes.MapGet("/pdf", PrintAsync).WithSummary("The same as a tagged PDF.").Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        minutes.MapGet("/of/{person:wireid}/together", ReadTogetherAsync).RequireAuthorization(SessionPolicies.Full)
            .WithSummary("The minutes of a child under 12, for somebody who may read them together with it.");
        minutes.MapPost("/acknowledgement", AcknowledgeAsync).WithSummary("Confirm receipt; repeated is the same.");
        minutes.MapPost("/reactions", ReactAsync).WithSummary("React to the minutes; they stay as they are. The same operation repeated is the same.");
        return api;
    }

    private static async Task<Results<Ok<MinutesReply>, ProblemHttpResult>> ReadAsync(
        string minutes, HttpContext http, MinutesShelf shelf, GrainHost grains, AccessLog log)
    {
        var visitor = Visitor.Of(http.User);
        var (own, refusal) = await shelf.OwnAsync(visitor, new MinutesId(minutes));
        if (own is null)
            return Problems.Of(refusal!);
        await log.ReadAsync(own.Caller, own.Plan.Id, AccessSubject.Minutes, minutes);
        await grains.Plan(own.Plan.Id).CallAsync(p => p.SetupAsync(
            Caller.Server(own.Plan.Director), $"opened-{own.Delivery.Id}", new RecordDelivery(own.Delivery.Id, DeliveryState.Opened)));
        return TypedResults.Ok(Reply(own, visitor));
    }

    // A child under 12 does not read alone (BR-20): somebody who may be there for it opens its version, to read it together.
    private static async Task<Results<Ok<MinutesReply>, ProblemHttpResult>> ReadTogetherAsync(
        string minutes, string person, HttpContext http, MinutesShelf shelf, AccessLog log)
    {
        var visitor = Visitor.Of(http.User);
        var (child, refusal) = await shelf.TogetherAsync(visitor, new MinutesId(minutes), new PersonId(person));
        if (child is null)
            return Problems.Of(refusal!);
        await log.ReadAsync(child.Caller, child.Plan.Id, AccessSubject.Minutes, minutes);
        return TypedResults.Ok(Reply(child, visitor));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PrintAsync(
        string minutes, HttpContext http, MinutesShelf shelf, PdfPrinter printer, PublicAddress address, AccessLog log)
    {
        var (visitor, id) = (Visitor.Of(http.User), new MinutesId(minutes));
        var (own, refusal) = await shelf.OwnAsync(visitor, id);
        if (own is null)
            return Problems.Of(refusal!);
        var edition = new MinutesEdition(DutchTime.Local(own.Published.PublishedAt), $"{address.Base}/minutes/{minutes}");
        var (pdf, code) = await printer.PrintAsync(visitor.Subject, MinutesPage.Write(own.Rendering, edition), http.RequestAborted);
        if (pdf is null)
            return Problems.Of(new Refusal(code!));

        // Paper waits its turn for up to half a minute: what may no longer be read by then is not handed out.
        var (after, closed) = await shelf.OwnAsync(visitor, id);
        if (after?.Rendering.Hash != own.Rendering.Hash)
            return Problems.Of(closed ?? new Refusal(RefusalCodes.PlanLookAgain));
        await log.PrintedAsync(own.Caller, own.Plan.Id, AccessSubject.Minutes, minutes);

        // The same neutral name for everybody: it stays behind in the list of downloads.
        return TypedResults.File(pdf, "application/pdf", "bericht.pdf");
    }

    private static MinutesReply Reply(ShelvedMinutes own, Visitor visitor) => new(
        own.Published.Id,
        own.Plan.Id,
        own.Rendering.Title,
        own.Rendering.Html,
        own.Rendering.Hash,
        own.Published.PublishedAt,
        own.Delivery.AcknowledgedAt,
        [.. own.Reactions.Select(reaction => new ReactionReply(reaction.By, reaction.At, reaction.Text))],
        own.Newer is { } newer ? new NewerMinutes(visitor.MayRead(newer.Id) ? newer.Id : null, newer.PublishedAt) : null);

    private static Task<Results<NoContent, ProblemHttpResult>> AcknowledgeAsync(string minutes, HttpContext http, PlanIndex index, PlanDoor door) =>
        CommandAsync(new MinutesId(minutes), http, index, door, id => new AcknowledgeMinutes(id));

    private static Task<Results<NoContent, ProblemHttpResult>> ReactAsync(
        string minutes, ReactionBody body, HttpContext http, PlanIndex index, PlanDoor door) =>
        CommandAsync(new MinutesId(minutes), http, index, door, id => new ReactToMinutes(id, body.Text), body.Operation);

    private static async Task<Results<NoContent, ProblemHttpResult>> CommandAsync(
        MinutesId minutes, HttpContext http, PlanIndex index, PlanDoor door, Func<MinutesId, PlanCommand> command, OperationId? operation = null)
    {
        var visitor = Visitor.Of(http.User);
        if (!visitor.MayRead(minutes))
            return Unknown();
        if (await index.OfMinutesAsync(minutes) is not { } plan)
            return Problems.Of(await door.NowhereAsync(visitor, AccessSubject.Minutes, minutes.Value, RefusalCodes.MinutesUnknown));
        var refusal = await door.CommandAsync(visitor, plan, command(minutes), operation);
        return refusal switch
        {
            null => TypedResults.NoContent(),
            { Code: RefusalCodes.PlanNotAMember } => Unknown(),
            _ => Problems.Of(refusal),
        };
    }

    private static ProblemHttpResult Unknown() => Problems.Of(new Refusal(RefusalCodes.MinutesUnknown));
}
