namespace RoundTable.Sessions.Subjects;

/// <summary>A sign-in session.</summary>
/// <param name="Id">Its id, safe to record; the token cannot be found from it.</param>
/// <param name="TokenHash">Fingerprint of the session token.</param>
/// <param name="WayIn">The way in by which it came; empty when somebody else vouched (OpenID Connect).</param>
/// <param name="Scope">What it may do.</param>
/// <param name="Landing">Where it came for; with <see cref="Subjects.Scope.Minutes"/> the only minutes it may read.</param>
/// <param name="ExpiresAt">From this moment it is over.</param>
/// <param name="StartedAt">When it began; null in records from before that was kept.</param>
/// <param name="Device">The kind of device.</param>
/// <param name="Network">Fingerprint of the network address, or null when it is not known.</param>
/// <param name="Provider">At whose word it came, for one that came by OpenID Connect; null for every other.</param>
public sealed record SignIn(
    string Id,
    string TokenHash,
    string WayIn,
    Scope Scope,
    Landing Landing,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? StartedAt = null,
    DeviceKind Device = DeviceKind.Unknown,
    string? Network = null,
    ProviderLogin? Provider = null);
