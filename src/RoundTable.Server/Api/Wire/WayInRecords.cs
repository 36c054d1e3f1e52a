using System.ComponentModel.DataAnnotations;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Api.Wire;

/// <summary>Asks whose link this is.</summary>
/// <param name="Token">The token of the link.</param>
public sealed record LookRequest([property: Required, StringLength(128, MinimumLength = 1)] string Token);

/// <summary>Whose link it is: no more than the first name.</summary>
/// <param name="FirstName">To ask "Ben jij ...?".</param>
/// <param name="NeedsCode">Whether a code comes with it.</param>
public sealed record LookReply(string FirstName, bool NeedsCode);

/// <summary>Comes in.</summary>
/// <param name="Token">The token of the link.</param>
/// <param name="Code">The code, where one is asked.</param>
public sealed record EnterRequest(
    [property: Required, StringLength(128, MinimumLength = 1)] string Token,
    [property: StringLength(32)] string? Code = null);

/// <summary>Came in; the session is in the cookie.</summary>
/// <param name="Landing">Where to go.</param>
public sealed record EnterReply(LandingReply Landing);

/// <summary>Where somebody goes after coming in; all null for the desk.</summary>
/// <param name="Plan">A plan.</param>
/// <param name="Meeting">A meeting.</param>
/// <param name="Minutes">Minutes.</param>
public sealed record LandingReply(PlanId? Plan, MeetingId? Meeting, MinutesId? Minutes);
