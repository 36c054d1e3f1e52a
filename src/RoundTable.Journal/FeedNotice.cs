namespace RoundTable.Journal;

/// <summary>News of a store that several servers share.</summary>
/// <param name="MayHaveMissed">True when news may have been lost: compare the head of every stream that is held in memory.
/// So it is with the first notice, and with the first one after a broken connection.</param>
/// <param name="Moved">The streams that moved on, in the order of their commits.</param>
public sealed record FeedNotice(bool MayHaveMissed, IReadOnlyList<StreamMoved> Moved);
