using RoundTable.Sessions.Subjects;

namespace RoundTable.Grains.Subjects;

/// <summary>Which code a way in asks.</summary>
public enum WayInCode
{
    /// <summary>None: the link is enough.</summary>
    None,

    /// <summary>A new one of its own.</summary>
    New,

    /// <summary>The one that the subject has from their personal link.</summary>
    Own,
}

/// <summary>A way in to make.</summary>
/// <param name="FirstName">How the sign-in page greets.</param>
/// <param name="Scope">What it opens.</param>
/// <param name="Landing">Where it leads.</param>
/// <param name="Code">Whether a six-digit code is asked, which comes another way than the link.</param>
/// <param name="OneTime">Whether it works once.</param>
/// <param name="EndsOtherSessions">Whether coming in ends all other sessions of the subject (family and guests); without it those that came by this link go on.</param>
/// <param name="ReplacesEarlier">Whether earlier ways in to the same stop working, and their sessions end.</param>
/// <param name="Lifetime">How long it works.</param>
public sealed record WayInRequest(
    string FirstName,
    Scope Scope,
    Landing Landing,
    WayInCode Code,
    bool OneTime,
    bool EndsOtherSessions,
    bool ReplacesEarlier,
    TimeSpan Lifetime);

/// <summary>A new way in. The secrets are in this answer only; what is kept are their fingerprints.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">The link's token: 43 characters of base64url, 256 random bits.</param>
/// <param name="Code">Six digits, or null when no code is asked.</param>
/// <param name="ExpiresAt">From this moment it no longer works.</param>
public sealed record NewWayIn(string Id, string Token, string? Code, DateTimeOffset ExpiresAt);

/// <summary>What the sign-in page may say before the code.</summary>
/// <param name="FirstName">The greeting.</param>
/// <param name="NeedsCode">Whether a code is asked.</param>
public sealed record WayInGreeting(string FirstName, bool NeedsCode);

/// <summary>Somebody came in.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Token">The session token for the cookie; only its fingerprint is kept.</param>
/// <param name="Session">The session.</param>
public sealed record Entered(Domain.Ids.SubjectId Subject, string Token, SignIn Session);

/// <summary>From where somebody comes in, as the door knows it; of the address only a fingerprint is kept.</summary>
/// <param name="Network">The network address.</param>
/// <param name="Device">The kind of device.</param>
public sealed record ArrivalFrom(string Network, DeviceKind Device);
