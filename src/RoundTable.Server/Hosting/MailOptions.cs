namespace RoundTable.Server.Hosting;

/// <summary>Outgoing mail: over SMTP when <see cref="Host"/> is set, else as files in the data folder.</summary>
public sealed class MailOptions
{
    /// <summary>The SMTP server. Default none: mails are written as <c>.eml</c> files.</summary>
    public string? Host { get; set; }

    /// <summary>Its port. Default 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether to demand STARTTLS. Default true.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>User name, if the server asks for one.</summary>
    public string? User { get; set; }

    /// <summary>Password, if the server asks for one.</summary>
    public string? Password { get; set; }

    /// <summary>The neutral sender. Default <c>bericht@roundtable.example</c>.</summary>
    public string From { get; set; } = "bericht@roundtable.example";

    /// <summary>How long to wait between two looks at the outbox. Default 1 s, 50 ms to 40 days.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait after the first failure; doubles each time up to six hours. Default 30 s, at least 50 ms.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a server has for what it took from the outbox before another may take it, because it seems to have died. Longer
    /// than sending eight mails may take. Default 10 minutes, at least 1 s.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many tries before a delivery counts as bounced. Default 12.</summary>
    public int Attempts { get; set; } = 12;
}
