using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>Consents, legal bases and the guide for a blocked delivery, for the director (BR-60 to BR-65, F33, F35).</summary>
internal static class SharingEndpoints
{
    private const int PlainText = 1;

    public static IEndpointRouteBuilder MapSharing(this IEndpointRouteBuilder api)
    {
        api.MapGet("/legal-bases", (LegalBases list) => TypedResults.Ok(list.All)).RequireAuthorization(SessionPolicies.Full)
            .WithSummary("The legal bases that this server knows.");
        var plan = api.MapGroup("/plans/{plan:wireid}").RequireAuthorization(SessionPolicies.Full);
        plan.MapPost("/consents", AskAsync).WithSummary("Ask for a consent.");
        plan.MapPost("/consents/{consent:wireid}/given", RecordAsync).WithSummary("Record a consent on paper, or before a witness.");
        plan.MapPost("/legal-bases", UseAsync).WithSummary("Share on a legal basis, with reasons.");
        plan.MapPost("/legal-bases/{basis:wireid}/end", StopAsync).WithSummary("Stop sharing on a legal basis.");
        plan.MapPost("/deliveries/{delivery:wireid}/not-shared", WithholdAsync).WithSummary("Decide not to send a blocked delivery.");
        plan.MapPost("/deliveries/{delivery:wireid}/shared-after-all", ShareAsync).WithSummary("Take back that a delivery is not sent.");
        plan.MapPost("/deliveries/{delivery:wireid}/sent-again", SendAgainAsync).WithSummary("Send a delivery again that did not arrive.");
        return api;
    }

    private static async Task<Results<Created<ConsentAskedReply>, ProblemHttpResult>> AskAsync(
        string plan, AskConsentBody body, HttpContext http, PlanDoor door, IRandomBytes random, TimeProvider time)
    {
        var from = body.From ?? DutchTime.Day(time.GetUtcNow());
        var consent = new Consent(
            new ConsentId(NewNames.Of(http, random).Next("consent")),
            body.Kind,
            body.About,
            body.To,
            body.Categories,
            body.Purpose,
            body.Restrictions,
            from,
            body.ValidUntil ?? (from.Year < DateOnly.MaxValue.Year ? from.AddYears(1) : from),
            PlainText,
            [],
            null,
            null);
        var refusal = await door.SetupAsync(http, new PlanId(plan), new AskConsent(consent));
        return refusal is null ? TypedResults.Created($"/api/plans/{plan}", new ConsentAskedReply(consent.Id)) : Problems.Of(refusal);
    }

    private static Task<Results<NoContent, ProblemHttpResult>> RecordAsync(
        string plan, string consent, RecordConsentBody body, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new RecordConsent(new ConsentId(consent), body.By, body.Medium, body.Witness));

    private static async Task<Results<NoContent, ProblemHttpResult>> UseAsync(
        string plan, LegalBasisBody body, HttpContext http, PlanDoor door, LegalBases list, IRandomBytes random, TimeProvider time)
    {
        var (state, caller, refusal) = await door.AsDirectorAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refusal!);
        return list.Use(body, body.To ?? [], caller!.Person, random, time) is { } use
            ? await door.DoAsync(plan, http, new UseLegalBasis(use))
            : Problems.Of(new Refusal(RefusalCodes.LegalBasisUnknown));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> StopAsync(string plan, string basis, ReasonBody body, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new EndLegalBasis(new LegalBasisId(basis), body.Reason));

    private static Task<Results<NoContent, ProblemHttpResult>> WithholdAsync(
        string plan, string delivery, ReasonBody body, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new DecideNotToShare(new DeliveryId(delivery), body.Reason));

    private static Task<Results<NoContent, ProblemHttpResult>> ShareAsync(string plan, string delivery, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new ShareAfterAll(new DeliveryId(delivery)));

    private static Task<Results<NoContent, ProblemHttpResult>> SendAgainAsync(string plan, string delivery, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new SendAgain(new DeliveryId(delivery)));
}
