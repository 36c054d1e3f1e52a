using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Grains.Feed;
using RoundTable.Journal;

namespace RoundTable.Server.Tests.Servers;

/// <summary>News of other servers, of which that of plans never comes: as long as a notification may take, and longer.</summary>
internal sealed class DeafFeed(IJournalFeed inner) : IJournalFeed
{
    private const string Plans = "plan/";

    public int MaxMessageBytes => inner.MaxMessageBytes;

    /// <summary>Puts one before a server.</summary>
    public static void Before(IServiceCollection services)
    {
        var real = services.Last(s => s.ServiceType == typeof(SharedFeed)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton(provider => new SharedFeed(new DeafFeed(((SharedFeed)real(provider)).Feed!))));
    }

    public async IAsyncEnumerable<FeedNotice> WatchAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var notice in inner.WatchAsync(ct))
            yield return notice with { Moved = [.. notice.Moved.Where(m => !m.Stream.Value.StartsWith(Plans, StringComparison.Ordinal))] };
    }

    public ValueTask TellAsync(IReadOnlyList<string> messages, CancellationToken ct = default) => inner.TellAsync(messages, ct);
}
