using System.ComponentModel.DataAnnotations;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Api.Wire;

/// <summary>Where the caller is signed in.</summary>
/// <param name="Sessions">The sessions that run, the newest first.</param>
public sealed record SessionsReply(IReadOnlyList<SessionReply> Sessions);

/// <summary>One of the caller's sessions.</summary>
/// <param name="Id">The session.</param>
/// <param name="Device">The kind of device, as its browser said.</param>
/// <param name="StartedAt">When it began; null where that was not kept.</param>
/// <param name="ExpiresAt">From this moment it is over.</param>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="MinutesOnly">Whether it came by a link to minutes and opens nothing else.</param>
public sealed record SessionReply(string Id, DeviceKind Device, DateTimeOffset? StartedAt, DateTimeOffset ExpiresAt, bool Current, bool MinutesOnly);

/// <summary>How professionals sign in on this server.</summary>
/// <param name="Mail">Whether they may ask a link by mail.</param>
/// <param name="OpenIdConnect">How the button to the provider is called; null without a provider.</param>
public sealed record SignInOffer(bool Mail, string? OpenIdConnect);

/// <summary>Asks for a sign-in link by mail.</summary>
/// <param name="Email">The professional's mail address.</param>
public sealed record MailSignInBody([property: Required, EmailAddress, Mailbox, StringLength(254)] string Email);

/// <summary>Signed out here; the login at the provider still runs.</summary>
/// <param name="ProviderSignOut">Where it is ended.</param>
public sealed record SignedOutReply(string ProviderSignOut);
