using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Subjects;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;
using RoundTable.Server.Security.OpenIdConnect;

namespace RoundTable.Server.Api;

/// <summary>Coming in by a personal link, and going.</summary>
internal static class WayInEndpoints
{
    public static IEndpointRouteBuilder MapWayIn(this IEndpointRouteBuilder api)
    {
        var wayIn = api.MapGroup("/way-in").RequireRateLimiting(SecurityExtensions.WayInLimit);
        wayIn.MapPost("/look", LookAsync).WithSummary("Whose link is this?");
        wayIn.MapPost("/enter", EnterAsync).WithSummary("Come in with a link and its code.");
        api.MapPost("/sign-out", SignOutAsync).RequireAuthorization(SessionPolicies.Any).WithMetadata(new EndsSession(), new ForWhoeverAsks()).WithSummary("End the session.");
        return api;
    }

    private static async Task<Results<Ok<LookReply>, ProblemHttpResult>> LookAsync(LookRequest request, SubjectCalls subjects)
    {
        var answer = await subjects.LookAsync(request.Token);
        return answer.Value is { } greeting
            ? TypedResults.Ok(new LookReply(greeting.FirstName, greeting.NeedsCode))
            : Problems.Of(answer.Refusal!);
    }

    private static async Task<Results<Ok<EnterReply>, ProblemHttpResult>> EnterAsync(
        EnterRequest request, HttpContext http, SubjectCalls subjects, GrainHost grains, IOptions<RoundTableOptions> options)
    {
        var lifetime = options.Value.SignIn.Session;
        var answer = await subjects.EnterAsync(request.Token, request.Code, lifetime, Arrivals.Of(http));
        if (answer.Value is not { } entered)
            return Problems.Of(answer.Refusal!);
        // On a shared telephone somebody else may have been here: with their cookie goes their session.
        if (Visitor.Find(http.User) is { } before)
            await grains.Subject(before.Subject).CallAsync(subject => subject.SignOutAsync(before.Session));
        SessionCookie.Set(http, entered.Token, lifetime);
        var landing = entered.Session.Landing;
        return TypedResults.Ok(new EnterReply(new LandingReply(landing.Plan, landing.Meeting, landing.Minutes)));
    }

    private static async Task<Results<NoContent, Ok<SignedOutReply>>> SignOutAsync(HttpContext http, GrainHost grains, ProviderSignOut provider)
    {
        var visitor = Visitor.Of(http.User);
        var cameByProvider = await provider.IsForAsync(visitor);
        await grains.Subject(visitor.Subject).CallAsync(subject => subject.SignOutAsync(visitor.Session));
        return cameByProvider && await provider.AddressAsync(http.RequestAborted) is { } next ? TypedResults.Ok(new SignedOutReply(next)) : TypedResults.NoContent();
    }
}
