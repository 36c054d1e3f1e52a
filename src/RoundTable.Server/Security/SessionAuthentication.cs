using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Security;

/// <summary>
/// Finds the visitor behind the session cookie, anew for each request that needs the store. Pages and files are the same for everybody, and
/// come while it is away.
/// </summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Visitors visitors)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const int LongestToken = 128;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        StoreGuard.NeedsStore(Request) && SessionCookie.Read(Request) is { Length: > 0 and <= LongestToken } token && await visitors.FindAsync(token) is { } visitor
            ? AuthenticateResult.Success(new AuthenticationTicket(visitor.AsUser(), Scheme.Name))
            : AuthenticateResult.NoResult();
}
