using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Server.Security.OpenIdConnect;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Api;

/// <summary>Where somebody is signed in, and ending that (handbook 6.3).</summary>
internal static class SessionEndpoints
{
    public static IEndpointRouteBuilder MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions", ListAsync).RequireAuthorization(SessionPolicies.Full)
            .RequireRateLimiting(LimitsExtensions.OwnLooks).CountsAsMove().WithSummary("Where am I signed in?");
        api.MapPost("/sessions/{session:wireid}/end", EndAsync).RequireAuthorization(SessionPolicies.Full).WithSummary("End one of the caller's sessions.");
        api.MapPost("/sign-out-everywhere", EndAllAsync).RequireAuthorization(SessionPolicies.Full).WithSummary("End all of the caller's sessions.");
        return api;
    }

    private static async Task<Ok<SessionsReply>> ListAsync(HttpContext http, Callers callers, GrainHost grains)
    {
        var visitor = Visitor.Of(http.User);
        var sessions = (await OfAsync(visitor, callers, grains)).Select(own => own.Session)
            .OrderByDescending(session => session.StartedAt)
            .Select(session => new SessionReply(
                session.Id, session.Device, session.StartedAt, session.ExpiresAt, session.Id == visitor.Session, session.Scope == Scope.Minutes));
        return TypedResults.Ok(new SessionsReply([.. sessions]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(string session, HttpContext http, Callers callers, GrainHost grains)
    {
        var visitor = Visitor.Of(http.User);
        if ((await OfAsync(visitor, callers, grains)).FirstOrDefault(own => own.Session.Id == session) is not (var subject, { } found))
            return Problems.Of(new Refusal(SignInCodes.SessionUnknown));
        await grains.Subject(subject).CallAsync(s => s.SignOutAsync(found.Id));
        if (found.Id == visitor.Session)
            SessionCookie.Remove(http);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Ok<SignedOutReply>>> EndAllAsync(HttpContext http, Callers callers, GrainHost grains, ProviderSignOut provider)
    {
        var visitor = Visitor.Of(http.User);
        var cameByProvider = await provider.IsForAsync(visitor);

        // Their own session last, and the cookie after it: who lost a telephone must be able to ask again when this fails.
        foreach (var subject in (await callers.SubjectsOfAsync(visitor)).OrderBy(subject => subject == visitor.Subject))
            await grains.Subject(subject).CallAsync(s => s.SignOutEverywhereAsync(visitor.Session));
        SessionCookie.Remove(http);
        return cameByProvider && await provider.AddressAsync(http.RequestAborted) is { } next ? TypedResults.Ok(new SignedOutReply(next)) : TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<(SubjectId Subject, SignIn Session)>> OfAsync(Visitor visitor, Callers callers, GrainHost grains)
    {
        var own = new List<(SubjectId, SignIn)>();
        foreach (var subject in await callers.SubjectsOfAsync(visitor))
            own.AddRange((await grains.Subject(subject).CallAsync(s => s.SessionsAsync())).Select(session => (subject, session)));
        return own;
    }
}
