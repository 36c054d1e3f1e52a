using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Subjects;

public sealed partial class SubjectSession
{
    /// <summary>Door tokens of one session that may run at the same time.</summary>
    public const int DoorTokensPerSession = 1_000;

    private readonly Dictionary<string, DoorToken> _doorTokens = [];

    /// <summary>The door tokens that were not forgotten yet, expired ones among them.</summary>
    public IReadOnlyCollection<DoorToken> DoorTokens => _doorTokens.Values;

    /// <summary>Makes a door token for a session; it ends with the session at the latest.</summary>
    /// <param name="token">The token.</param>
    /// <param name="now">The time.</param>
    public SubjectDecision MakeDoorToken(DoorToken token, DateTimeOffset now)
    {
        if (FindSession(token.Session) is not { Scope: Scope.Full } session || session.ExpiresAt <= now)
            return new SubjectDecision([], new Refusal(SessionCodes.SessionOver));
        if (_doorTokens.Values.Count(t => t.Session == token.Session && t.ExpiresAt > now) >= DoorTokensPerSession)
            return new SubjectDecision([], new Refusal(SessionCodes.DoorTooManyTokens));
        var ends = token.ExpiresAt < session.ExpiresAt ? token.ExpiresAt : session.ExpiresAt;
        return new SubjectDecision([new DoorTokenMade(token with { ExpiresAt = ends }, now)]);
    }

    /// <summary>The door token and its session, or null when one of them does not run.</summary>
    public (DoorToken Token, SignIn Session)? AuthenticateDoor(string tokenHash, DateTimeOffset now) =>
        _doorTokens.TryGetValue(tokenHash, out var token) && token.ExpiresAt > now
            && FindSession(token.Session) is { } session && session.ExpiresAt > now
            ? (token, session)
            : null;

    private void RemoveDoorTokens(Predicate<DoorToken> gone)
    {
        foreach (var token in _doorTokens.Values.Where(t => gone(t)).ToList())
        {
            _doorTokens.Remove(token.TokenHash);
        }
    }
}
