namespace RoundTable.Server.Telemetry;

/// <summary>What came of a mail that was due; the values of the tag <c>outcome</c>.</summary>
internal static class MailOutcomes
{
    /// <summary>It went out.</summary>
    public const string Sent = "sent";

    /// <summary>There was nothing to send: nobody has the address, or the plan has moved on.</summary>
    public const string NotNeeded = "not-needed";

    /// <summary>It did not work, and is tried again.</summary>
    public const string Postponed = "postponed";

    /// <summary>It can never arrive, and nobody tries again.</summary>
    public const string Refused = "refused";

    /// <summary>It did not work however often it was tried, and nobody tries again.</summary>
    public const string GivenUp = "given-up";
}
