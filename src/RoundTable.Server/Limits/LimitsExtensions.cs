using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Sections;
using RoundTable.Server.Api;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Limits;

/// <summary>What one may cost the others.</summary>
internal static class LimitsExtensions
{
    /// <summary>Name of the limit on what costs much to read, however little is asked.</summary>
    public const string HeavyReads = "heavy-reads";

    /// <summary>Name of the limit on looks at all that one is in: each waits its turn in every plan of theirs.</summary>
    public const string OwnLooks = "own-looks";

    private const int OwnLooksAtOnce = 4;
    private const int OwnLooksWaiting = 32;

    /// <summary>Each call counts as a move of whoever is signed in: it leaves a line in the log of a plan, or waits its turn there.</summary>
    public static TBuilder CountsAsMove<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var traffic = context.HttpContext.RequestServices.GetRequiredService<TrafficLimits>();
            return await traffic.MoveAsync(Visitor.Of(context.HttpContext.User).Subject, context.HttpContext.RequestAborted) is { } tooFast
                ? Problems.Of(tooFast)
                : await next(context);
        });

    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<TrafficLimits>();
        services.AddSingleton<ConnectionCounts>();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RoundTableOptions>>((limiter, options) =>
        {
            var limits = options.Value.Limits;
            limiter.AddPolicy(HeavyReads, http => PerPerson(http, limits.HeavyReadsPerPerson, limits.HeavyReadsWaiting));
            limiter.AddPolicy(OwnLooks, http => PerPerson(http, OwnLooksAtOnce, OwnLooksWaiting));
        });
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var limits = provider.GetRequiredService<IOptions<RoundTableOptions>>().Value.Limits;
            return new SectionGrainOptions
            {
                IdleTime = limits.SectionIdle,
                Caps = new SectionCaps
                {
                    Items = limits.SectionItems,
                    DocumentBytes = limits.SectionBytes,
                    Structs = limits.SectionStructs,
                    ItemLength = limits.ItemLength,
                    ItemStructs = limits.ItemStructs,
                    UpdateBytes = limits.UpdateBytes,
                    UpdateStructs = limits.UpdateStructs,
                    StateVectorBytes = limits.StateVectorBytes,
                    UnsavedUpdates = limits.SectionUnsavedUpdates,
                    UnsavedBytes = limits.SectionUnsavedBytes,
                    Readers = limits.SectionReaders,
                    ReadersPerPerson = limits.SectionReadersPerPerson,
                    ClientsPerPerson = limits.SectionPagesPerPerson,
                    PresenceTick = limits.PresenceTick,
                },
            };
        }));
        return services;
    }

    private static RateLimitPartition<SubjectId> PerPerson(HttpContext http, int atOnce, int waiting) => RateLimitPartition.GetConcurrencyLimiter(
        Visitor.Of(http.User).Subject,
        _ => new ConcurrencyLimiterOptions { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
}
