using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RoundTable.Domain.Commands;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Subjects;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Mail;
using RoundTable.Server.Security;
using RoundTable.Server.Security.OpenIdConnect;
using RoundTable.Server.Telemetry;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Api;

/// <summary>Signing in of professionals: with OpenID Connect when it is configured, else with a link by mail (design D6).</summary>
internal static class SignInEndpoints
{
    /// <summary>Where the provider says that a login ended; other servers do not know our header.</summary>
    public const string BackChannel = "/sign-in/logout";

    private const string FormType = "application/x-www-form-urlencoded";
    private const int LongestToken = 8_192;

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder api)
    {
        var signIn = api.MapGroup("/sign-in").RequireRateLimiting(SecurityExtensions.WayInLimit);
        signIn.MapGet("/", Offer).WithSummary("How do professionals sign in here?");
        signIn.MapPost("/mail", MailAsync).WithSummary("Ask a sign-in link by mail; the answer is the same for an address that nobody has.");
        signIn.MapGet("/start", StartAsync).WithSummary("Go to the OpenID Connect provider.");
        signIn.MapGet(OpenIdConnectClient.CallbackRoute, CallbackAsync).WithSummary("Come back from the OpenID Connect provider.");
        api.MapPost(BackChannel, EndedAsync).WithSummary("The OpenID Connect provider says that a login ended: a form with logout_token (Back-Channel Logout 1.0).");
        return api;
    }

    private static Ok<SignInOffer> Offer(IOptions<RoundTableOptions> options)
    {
        var provider = options.Value.OpenIdConnect;
        return TypedResults.Ok(new SignInOffer(!provider.IsConfigured, provider.IsConfigured ? provider.Name : null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MailAsync(
        MailSignInBody body, HttpContext http, IOptions<RoundTableOptions> options, Outbox outbox, MailSignInLimit limit, ServerMeter meter)
    {
        if (options.Value.OpenIdConnect.IsConfigured)
            return Problems.Of(new Refusal(SignInCodes.NotOffered));
        if (limit.Allows(body.Email, http.Connection.RemoteIpAddress))
            await outbox.SignInAsync(body.Email);
        else
            meter.Refused(MailSignInLimit.TooMany);
        return TypedResults.NoContent();
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> StartAsync(string? to, HttpContext http, OpenIdConnectClient client)
    {
        if (!client.IsConfigured)
            return Problems.Of(new Refusal(SignInCodes.NotOffered));
        var attempt = client.Begin(to, Visitor.Find(http.User) is null ? null : SessionCookie.Read(http.Request));
        if (await client.AddressForAsync(attempt, http.RequestAborted) is not { } address)
            return Back(SignInCodes.Unavailable);
        AttemptCookie.Set(http, attempt);
        return TypedResults.Redirect(address);
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> CallbackAsync(
        string? code, string? state, HttpContext http, OpenIdConnectClient client, Accounts accounts, Predecessor predecessor, GrainHost grains, IOptions<RoundTableOptions> options)
    {
        if (!client.IsConfigured)
            return Problems.Of(new Refusal(SignInCodes.NotOffered));
        var attempt = AttemptCookie.Take(http);
        if (attempt is null || code is null || state is null || !Fingerprint.Same(Fingerprint.OfToken(attempt.State), Fingerprint.OfToken(state)))
            return Back(SignInCodes.Failed);
        var (mail, login, problem) = await client.WhoAsync(code, attempt, http.RequestAborted);
        if (mail is null)
            return Back(problem!);
        if (!await accounts.ExistsAsync(mail))
            return Back(SignInCodes.UnknownPerson);
        var lifetime = options.Value.SignIn.Session;
        var entered = await grains.Subject(Account.Of(mail)).CallAsync(subject => subject.AdmitAsync(lifetime, Arrivals.Of(http), login));
        if (attempt.Before is { } before)
            await predecessor.SignOutAsync(before, entered);
        SessionCookie.Set(http, entered.Token, lifetime);
        return TypedResults.LocalRedirect(attempt.To);
    }

    // From the provider's server, without a cookie or a header of ours: the signature of the token is what is believed.
    private static async Task<IResult> EndedAsync(HttpContext http, OpenIdConnectClient client, SubjectCalls subjects)
    {
        if (!client.IsConfigured)
            return Problems.Of(new Refusal(SignInCodes.NotOffered));
        http.Response.Headers.CacheControl = "no-store";
        var token = await LogoutTokenAsync(http);
        if (token.Length is 0 or > LongestToken || await client.EndedAsync(token, http.RequestAborted) is not var (ended, at))
            return Problems.Of(StatusCodes.Status400BadRequest, SignInCodes.Failed);
        await subjects.SignOutAtProviderAsync(ended, at);
        return TypedResults.Ok();
    }

    private static async Task<string> LogoutTokenAsync(HttpContext http)
    {
        // The one form that the standard knows.
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase))
            return "";
        try
        {
            return (await http.Request.ReadFormAsync(http.RequestAborted))["logout_token"].ToString();
        }
        catch (InvalidDataException)
        {
            // A form that is none holds no token.
            return "";
        }
    }

    // The page says it in words; the code stands in the fragment, which reaches no server.
    private static RedirectHttpResult Back(string code) => TypedResults.LocalRedirect($"/sign-in#{code}");
}
