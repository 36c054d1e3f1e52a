using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using RoundTable.Server.Api;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs;
using RoundTable.Server.Security.OpenIdConnect;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>What stands between the network and every feature.</summary>
internal static class SecurityExtensions
{
    /// <summary>Name of the rate limit on signing in.</summary>
    public const string WayInLimit = "way-in";

    private const int HolderBytes = 6;

    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<Visitors>();
        services.AddSingleton<Callers>();
        services.AddSingleton<Directors>();
        services.AddSingleton<Reach>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<Outsiders>();
        services.AddSingleton<AccessLogReader>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<MailSignInLimit>();
        services.AddSingleton<IdentityTokens>();
        services.AddSingleton<OpenIdConnectClient>();
        services.AddSingleton<ProviderSignOut>();
        services.AddSingleton<Predecessor>();
        services.AddHttpClient(OpenIdConnectClient.HttpName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(15);
            client.MaxResponseContentBufferSize = 1024 * 1024;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
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
        {
            limiter.OnRejected = (rejected, _) =>
            {
                Problems.Count(rejected.HttpContext, RequestCodes.TooMany);
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(WayInLimit, http => RateLimitPartition.GetSlidingWindowLimiter(
                NetworkOf(http.Connection.RemoteIpAddress ?? IPAddress.None),
                _ => PerMinute(options.Value.SignIn.TriesPerMinute)));
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<RoundTableOptions>>((forwarded, options) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

            // Each must be known, so a list that somebody made up ends at the first that is not.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in options.Value.Proxies)
                forwarded.KnownIPNetworks.Add(ProxyNetwork.Parse(proxy));
        });
        return services;
    }

    /// <summary>Believes what the known proxies say about who calls and how; nothing without the setting.</summary>
    public static IApplicationBuilder UseKnownProxies(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<IOptions<RoundTableOptions>>().Value.Proxies.Count == 0 ? app : app.UseForwardedHeaders();

    internal static SlidingWindowRateLimiterOptions PerMinute(int permits) => new()
    {
        PermitLimit = permits,
        Window = TimeSpan.FromMinutes(1),
        SegmentsPerWindow = 6,
    };

    /// <summary>The network of an address: one household or attacker has a whole /64 of IPv6 addresses, and a holder of several a /48.</summary>
    /// <param name="address">The address.</param>
    /// <param name="bytes">How many bytes of an IPv6 address name the network.</param>
    internal static IPAddress NetworkOf(IPAddress address, int bytes = 8)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var network = address.GetAddressBytes();
        network.AsSpan(bytes).Clear();
        return new IPAddress(network);
    }

    /// <summary>The IPv6 /48 of an address, which one holder may have whole; null for IPv4.</summary>
    /// <param name="address">The address.</param>
    internal static IPAddress? HolderOf(IPAddress address) =>
        NetworkOf(address, HolderBytes) is { AddressFamily: AddressFamily.InterNetworkV6 } holder ? holder : null;
}
