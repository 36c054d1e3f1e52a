namespace RoundTable.Sessions.Subjects;

/// <summary>A login at an OpenID Connect provider, by fingerprints: of whom, and of which session there.</summary>
/// <param name="Subject">Fingerprint of the provider and its name for the person; null where only the session is known.</param>
/// <param name="Session">Fingerprint of the provider and its name for the session; null when it gave none.</param>
public sealed record ProviderLogin(string? Subject, string? Session)
{
    /// <summary>The login that a provider speaks of.</summary>
    /// <param name="issuer">The provider.</param>
    /// <param name="subject">Its name for the person, or null.</param>
    /// <param name="session">Its name for the session, or null.</param>
    public static ProviderLogin Of(string issuer, string? subject, string? session) => new(
        subject is null ? null : Fingerprint.OfToken($"sub {issuer} {subject}"),
        session is null ? null : Fingerprint.OfToken($"sid {issuer} {session}"));

    /// <summary>Whether a login that was ended is this one. Where both name a session, that decides; else the person does.</summary>
    /// <param name="ended">The login that was ended.</param>
    public bool IsEndedBy(ProviderLogin ended) =>
        (ended.Subject is null || ended.Subject == Subject)
        && (ended.Session is not null && Session is not null ? ended.Session == Session : ended.Subject is not null);
}
