using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Operations;

/// <summary>What a command comes to. It changes nothing until its records are on disk and it is accepted.</summary>
/// <typeparam name="TEvent">The kind of events.</typeparam>
/// <param name="Refusal">Why not; null when the command is allowed or was carried out before.</param>
/// <param name="Events">The events, in order.</param>
/// <param name="Records">To append at <paramref name="ExpectedHead"/>, in order; empty when there is nothing to do.</param>
/// <param name="ExpectedHead">The stream's head that it was decided on.</param>
public sealed record Proposal<TEvent>(
    Refusal? Refusal,
    IReadOnlyList<TEvent> Events,
    IReadOnlyList<OfferedRecord> Records,
    long ExpectedHead);
