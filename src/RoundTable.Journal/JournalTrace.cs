using System.Diagnostics;

namespace RoundTable.Journal;

/// <summary>Traces of the journal: one span for each transaction, linked to what caused its writes. No tag names a stream or a person.</summary>
public static class JournalTrace
{
    /// <summary>Name of the source.</summary>
    public const string Name = "RoundTable.Journal";

    private const int MostLinks = 32;
    private static readonly ActivitySource Source = new(Name);

    /// <summary>The span of a transaction, or null when nobody listens.</summary>
    internal static Activity? Commit(IReadOnlyList<PendingWrite> batch)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var links = batch.Where(write => write.Cause != default).Take(MostLinks).Select(write => new ActivityLink(write.Cause));
        var span = Source.CreateActivity("journal commit", ActivityKind.Internal, parentContext: default, links: links);
        return span?.SetTag("writes", batch.Count).Start();
    }
}
