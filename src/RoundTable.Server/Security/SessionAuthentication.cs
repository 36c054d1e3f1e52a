using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Subjects;
using RoundTable.Journal;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>Finds the visitor behind the session cookie, anew for each request.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SubjectCalls subjects, Vault vault)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const int LongestToken = 128;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { Length: > 0 and <= LongestToken } token)
            return AuthenticateResult.NoResult();
        if (await FindAsync(token) is not var (subject, session))
            return AuthenticateResult.NoResult();
        var visitor = new Visitor(subject, session.Id, session.Scope, session.Landing, session.ExpiresAt);
        return AuthenticateResult.Success(new AuthenticationTicket(visitor.AsUser(), Scheme.Name));
    }

    // Somebody whose plan was erased has no way in any more, also while their session is still in memory.
    private async Task<(SubjectId Subject, SignIn Session)?> FindAsync(string token)
    {
        try
        {
            return await subjects.AuthenticateAsync(token) is var (subject, session) && !await vault.IsErasedAsync(StreamOwners.OfSubject(subject))
                ? (subject, session)
                : null;
        }
        catch (DataErasedException)
        {
            return null;
        }
    }
}
