using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Subjects;

/// <summary>What a way in opens.</summary>
public enum Scope
{
    /// <summary>Everything that the subject may do.</summary>
    Full,

    /// <summary>One set of minutes: read, confirm receipt, react.</summary>
    Minutes,
}

/// <summary>Where somebody arrives after coming in.</summary>
/// <param name="Plan">The plan, or null for the desk.</param>
/// <param name="Meeting">The meeting, or null.</param>
/// <param name="Minutes">The minutes; required with <see cref="Scope.Minutes"/>, and then the only thing that opens.</param>
public sealed record Landing(PlanId? Plan, MeetingId? Meeting, MinutesId? Minutes);

/// <summary>A personal link with or without a code, as it is kept: the token and the code only as fingerprints.</summary>
/// <param name="Id">Its id, which says nothing about the token.</param>
/// <param name="TokenHash">Fingerprint of the token.</param>
/// <param name="Salt">Salt of the code in hex; null when it has no code of its own.</param>
/// <param name="CodeHash">Fingerprint of the code; null when it has no code of its own.</param>
/// <param name="AsksOwnCode">Whether it asks the code that the subject has from their personal link, and so opens nothing for somebody who only reads their mail.</param>
/// <param name="FirstName">How the sign-in page greets: all that a link without its code tells.</param>
/// <param name="Scope">What it opens.</param>
/// <param name="Landing">Where it leads.</param>
/// <param name="OneTime">Whether it works once.</param>
/// <param name="EndsOtherSessions">Whether coming in ends all other sessions of the subject (family and guests); without it those that came by this link go on.</param>
/// <param name="ExpiresAt">From this moment it no longer works.</param>
public sealed record WayIn(
    string Id,
    string TokenHash,
    string? Salt,
    string? CodeHash,
    bool AsksOwnCode,
    string FirstName,
    Scope Scope,
    Landing Landing,
    bool OneTime,
    bool EndsOtherSessions,
    DateTimeOffset ExpiresAt)
{
    /// <summary>Whether a code is asked.</summary>
    public bool AsksCode => AsksOwnCode || CodeHash is not null;
}
