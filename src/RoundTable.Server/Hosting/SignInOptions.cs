namespace RoundTable.Server.Hosting;

/// <summary>Signing in: personal links, codes and sessions (design D6).</summary>
public sealed class SignInOptions
{
    /// <summary>How many look and enter calls one network address may make per minute. Default 60.</summary>
    public int TriesPerMinute { get; set; } = 60;

    /// <summary>
    /// How many sign-in links everybody together may ask by mail per minute; those who share one /48 of IPv6 a tenth of it.
    /// Beyond it nobody gets mail and nobody hears why. Default 3,000, at least 10.
    /// </summary>
    public int MailsPerMinute { get; set; } = 3_000;

    /// <summary>How long a session lasts. Default 12 hours, at most 40 days.</summary>
    public TimeSpan Session { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long an invitation's link works. Default 90 days.</summary>
    public TimeSpan Invitation { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long the link in a minutes mail works. Default 30 days.</summary>
    public TimeSpan MinutesLink { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the link works that a professional asks by mail. Default 30 minutes.</summary>
    public TimeSpan MailLink { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the first link works, in the mail that invites a professional. Default 7 days.</summary>
    public TimeSpan FirstMailLink { get; set; } = TimeSpan.FromDays(7);
}
