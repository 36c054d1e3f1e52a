using RoundTable.Journal;

namespace RoundTable.Grains.Feed;

/// <summary>What other servers over the same store tell.</summary>
/// <param name="Feed">Null when there are no other servers.</param>
public sealed record SharedFeed(IJournalFeed? Feed);
