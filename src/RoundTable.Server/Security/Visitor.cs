using System.Security.Claims;
using RoundTable.Domain.Ids;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>Who is signed in on a request or connection, as the session says.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Session">The session's id, safe to record.</param>
/// <param name="Scope">What the session is good for.</param>
/// <param name="Landing">Where it came for; with scope Minutes the only minutes that it opens.</param>
/// <param name="ExpiresAt">From this moment it is over.</param>
internal sealed record Visitor(SubjectId Subject, string Session, Scope Scope, Landing Landing, DateTimeOffset ExpiresAt)
{
    public static Visitor Of(ClaimsPrincipal user) => Find(user) ?? throw new InvalidOperationException("Nobody is signed in.");

    public static Visitor? Find(ClaimsPrincipal user) => user.Identities.OfType<VisitorIdentity>().SingleOrDefault()?.Visitor;

    public ClaimsPrincipal AsUser() => new(new VisitorIdentity(this));

    public bool MayRead(MinutesId minutes) => Scope == Scope.Full || Landing.Minutes == minutes;

    private sealed class VisitorIdentity(Visitor visitor)
        : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, visitor.Subject.Value)], SessionCookie.Scheme)
    {
        public Visitor Visitor { get; } = visitor;
    }
}
