namespace RoundTable.Journal;

/// <summary>
/// A journal whose store several servers share also tells what they commit. News may be lost and may come late, never
/// before the commit: whoever holds a stream notices a gap by <see cref="StreamMoved.FirstSeq"/> and reads what is missing.
/// </summary>
public interface IJournalFeed
{
    /// <summary>
    /// Listens until cancelled, over a connection of its own that it opens again whenever it breaks. The first notice
    /// comes when it is listening: what is committed after that is told, as long as the connection holds.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IAsyncEnumerable<FeedNotice> WatchAsync(CancellationToken ct = default);
}
