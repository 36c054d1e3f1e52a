using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Grains.Feed;
using RoundTable.Journal;

namespace RoundTable.Server.Tests.Servers;

/// <summary>News of other servers, of which that of some streams never comes: as long as a notification may take, and longer.</summary>
internal sealed class DeafFeed(IJournalFeed inner, string streams) : IJournalFeed
{
    public int MaxMessageBytes => inner.MaxMessageBytes;

    /// <summary>Puts one before a server that hears nothing of plans.</summary>
    public static void Before(IServiceCollection services) => To("plan/")(services);

    /// <summary>Puts one before a server that hears nothing of the streams whose names begin so.</summary>
    public static Action<IServiceCollection> To(string streams) => services =>
    {
        var real = services.Last(s => s.ServiceType == typeof(SharedFeed)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton(provider => new SharedFeed(new DeafFeed(((SharedFeed)real(provider)).Feed!, streams))));
    };

    public async IAsyncEnumerable<FeedNotice> WatchAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var notice in inner.WatchAsync(ct))
            yield return notice with { Moved = [.. notice.Moved.Where(m => !m.Stream.Value.StartsWith(streams, StringComparison.Ordinal))] };
    }

    public ValueTask TellAsync(IReadOnlyList<string> messages, CancellationToken ct = default) => inner.TellAsync(messages, ct);
}
