namespace RoundTable.Server.Security;

/// <summary>Refusals of signing in that no rule of the field gives.</summary>
internal static class SignInCodes
{
    /// <summary>This server does not offer this way of signing in.</summary>
    public const string NotOffered = "sign-in.not-offered";

    /// <summary>The provider's answer does not belong to what this browser asked, is not valid, or is an error.</summary>
    public const string Failed = "sign-in.failed";

    /// <summary>The provider cannot be reached.</summary>
    public const string Unavailable = "sign-in.unavailable";

    /// <summary>The provider does not say that the mail address was verified.</summary>
    public const string Unverified = "sign-in.unverified";

    /// <summary>Nobody was brought into a plan as a professional under this mail address.</summary>
    public const string UnknownPerson = "sign-in.unknown-person";

    /// <summary>The session does not exist, or is somebody else's; no difference is told.</summary>
    public const string SessionUnknown = "session.unknown";

    /// <summary>The page that asks is another person's than the session.</summary>
    public const string AnotherPerson = "session.another-person";
}
