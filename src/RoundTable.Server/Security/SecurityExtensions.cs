using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>What stands between the network and every feature.</summary>
internal static class SecurityExtensions
{
    /// <summary>Name of the rate limit on signing in.</summary>
    public const string WayInLimit = "way-in";

    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<Callers>();
        services.AddSingleton<Directors>();
        services.AddSingleton<AccessLog>();
        // Not AddAuthentication: it makes data protection keys in the home folder, and nothing here is protected with them.
        services.AddAuthenticationCore(authentication => authentication.DefaultScheme = SessionCookie.Scheme);
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionCookie.Scheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(SessionPolicies.Any, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(SessionPolicies.Full, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => Visitor.Find(context.User)?.Scope == Scope.Full));
        services.AddRateLimiter(limiter => limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests);
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RoundTableOptions>>((limiter, options) =>
            limiter.AddPolicy(WayInLimit, http => RateLimitPartition.GetSlidingWindowLimiter(
                http.Connection.RemoteIpAddress ?? IPAddress.None,
                _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = options.Value.SignIn.TriesPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = 6,
                })));
        return services;
    }
}
