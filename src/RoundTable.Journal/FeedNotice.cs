namespace RoundTable.Journal;

/// <summary>News of a store that several servers share.</summary>
/// <param name="MayHaveMissed">True when news may have been lost: compare the head of every stream that is held in memory.
/// So it is with the first notice, and with those that tell of a broken connection and of its return.</param>
/// <param name="Moved">The streams that moved on, in the order of their commits.</param>
public sealed record FeedNotice(bool MayHaveMissed, IReadOnlyList<StreamMoved> Moved)
{
    /// <summary>False from the moment that the connection is found broken until it listens again: nothing is heard meanwhile. Default true.</summary>
    public bool Listening { get; init; } = true;

    /// <summary>What other servers told, in the order in which they told it. Default none.</summary>
    public IReadOnlyList<ServerMessage> Messages { get; init; } = [];
}
