namespace RoundTable.Server.Security;

/// <summary>What a session must be good for.</summary>
internal static class SessionPolicies
{
    /// <summary>Any session, also one for a single set of minutes.</summary>
    public const string Any = "any-session";

    /// <summary>A session of somebody who came in by their own way in.</summary>
    public const string Full = "full-session";
}
