namespace RoundTable.Minutes;

/// <summary>
/// A mail that anybody may see over somebody's shoulder (handbook 6.3, 6.4): no names, no content, no word about whom or what
/// it concerns; one recipient each.
/// </summary>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The body, plain text, lines ended by a line feed.</param>
public sealed record NeutralMail(string Subject, string Text)
{
    private const string Neutral = "Er staat een bericht voor u klaar";

    /// <summary>There are minutes to read.</summary>
    /// <param name="link">The recipient's own link.</param>
    /// <exception cref="ArgumentException">The link is no absolute web address.</exception>
    public static NeutralMail ForMinutes(Uri link) => With(link, "Open de link om het te lezen.");

    /// <summary>There is an invitation.</summary>
    /// <param name="link">The recipient's own link.</param>
    /// <exception cref="ArgumentException">The link is no absolute web address.</exception>
    public static NeutralMail ForInvitation(Uri link) => With(link, "Open de link om het te lezen. U heeft ook een code nodig. Die krijgt u op een andere manier.");

    /// <summary>A professional may come in.</summary>
    /// <param name="link">The recipient's own link.</param>
    /// <exception cref="ArgumentException">The link is no absolute web address.</exception>
    public static NeutralMail ForSignIn(Uri link) => With(link, "Open de link om in te loggen. Een link om in te loggen werkt één keer.");

    /// <summary>There is still something unread.</summary>
    /// <param name="link">The recipient's own link.</param>
    /// <exception cref="ArgumentException">The link is no absolute web address.</exception>
    public static NeutralMail ForReminder(Uri link) => With(link, "U heeft het nog niet gelezen. Open de link om het te lezen.");

    /// <summary>There is something that cannot wait.</summary>
    /// <param name="link">Where the recipient signs in and reads it.</param>
    /// <exception cref="ArgumentException">The link is no absolute web address.</exception>
    public static NeutralMail ForAlert(Uri link) => With(link, "Open de link en log in. Lees het vandaag nog.");

    /// <summary>What was mailed for a calendar does not count any more; what it is says the file.</summary>
    /// <param name="link">Where the recipient signs in and reads it.</param>
    /// <exception cref="ArgumentException">The link is no absolute web address.</exception>
    public static NeutralMail ForCalendar(Uri link) => With(link, "De bijlage is voor uw agenda. Open de link om meer te lezen.");

    private static NeutralMail With(Uri link, string what)
    {
        if (!link.IsAbsoluteUri || (link.Scheme != Uri.UriSchemeHttps && link.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException("The link is no absolute web address.", nameof(link));
        return new NeutralMail(Neutral, $"""
            Hallo,

            {Neutral}.
            {what}

            {link.AbsoluteUri}

            De link is alleen voor u. Stuur hem niet door.
            Verwacht u geen bericht? Dan hoeft u niets te doen.

            """.ReplaceLineEndings("\n"));
    }
}
