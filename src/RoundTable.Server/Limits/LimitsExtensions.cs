using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
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

    /// <summary>Each call counts as a move of whoever is signed in: it leaves a line in the log of a plan.</summary>
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
            limiter.AddPolicy(HeavyReads, http => RateLimitPartition.GetConcurrencyLimiter(
                Visitor.Of(http.User).Subject,
                _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = options.Value.Limits.HeavyReadsPerPerson,
                    QueueLimit = options.Value.Limits.HeavyReadsWaiting,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                })));
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
                    Readers = limits.SectionReaders,
                    ClientsPerPerson = limits.SectionPagesPerPerson,
                    PresenceTick = limits.PresenceTick,
                },
            };
        }));
        return services;
    }
}
