using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace RoundTable.Server.Security;

/// <summary>Finds the visitor behind the session cookie, anew for each request.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Visitors visitors)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const int LongestToken = 128;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        SessionCookie.Read(Request) is { Length: > 0 and <= LongestToken } token && await visitors.FindAsync(token) is { } visitor
            ? AuthenticateResult.Success(new AuthenticationTicket(visitor.AsUser(), Scheme.Name))
            : AuthenticateResult.NoResult();
}
