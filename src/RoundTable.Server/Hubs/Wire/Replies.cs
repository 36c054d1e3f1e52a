using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;

namespace RoundTable.Server.Hubs.Wire;

/// <summary>Done, or refused.</summary>
/// <param name="Refusal">Why not; null when done.</param>
public sealed record CommandReply(Refusal? Refusal);

/// <summary>An opened section, or why not.</summary>
/// <param name="Refusal">Why not; null when opened.</param>
/// <param name="Update">What the client misses, as a Yjs update, V1.</param>
/// <param name="StateVector">What the server has: the client pushes what the server misses.</param>
/// <param name="Clients">Whose each Yjs client id is.</param>
/// <param name="CanWrite">Whether the caller may push.</param>
/// <param name="ItemLength">How long the text of an item may be, in UTF-16 code units.</param>
public sealed record OpenSectionReply(
    Refusal? Refusal,
    byte[] Update,
    byte[] StateVector,
    IReadOnlyDictionary<string, PersonId> Clients,
    bool CanWrite,
    int ItemLength);

/// <summary>An opened plan, or why not.</summary>
/// <param name="Refusal">Why not; null when opened.</param>
/// <param name="View">The plan as the caller may see it; null when refused.</param>
public sealed record OpenPlanReply(Refusal? Refusal, PlanView? View);

/// <summary>An opened meeting, or why not.</summary>
/// <param name="Refusal">Why not; null when opened.</param>
/// <param name="View">The meeting as the caller may see it; null when refused.</param>
public sealed record OpenMeetingReply(Refusal? Refusal, MeetingView? View);
