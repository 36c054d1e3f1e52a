namespace RoundTable.Journal;

/// <summary>
/// A journal whose store several servers share also tells what they commit. News may be lost and may come late, never
/// before the commit: whoever holds a stream notices a gap by <see cref="StreamMoved.FirstSeq"/> and reads what is missing.
/// </summary>
public interface IJournalFeed
{
    /// <summary>The most bytes of UTF-8 that one message to the other servers may have.</summary>
    int MaxMessageBytes { get; }

    /// <summary>
    /// Listens until cancelled, over a connection of its own that it opens again whenever it breaks. The first notice
    /// comes when it is listening: what is committed after that is told, as long as the connection holds. As long as there is
    /// none, a notice comes every few seconds that says so.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IAsyncEnumerable<FeedNotice> WatchAsync(CancellationToken ct = default);

    /// <summary>Tells the other servers that listen at this moment something that nobody keeps. May be lost.</summary>
    /// <exception cref="JournalUnavailableException">The store is closed or down.</exception>
    /// <exception cref="ArgumentException">A message is too long.</exception>
    ValueTask TellAsync(IReadOnlyList<string> messages, CancellationToken ct = default);
}
