using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoundTable.Grains.Sections;
using RoundTable.Server.Hosting;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Limits;

/// <summary>What one may cost the others.</summary>
internal static class LimitsExtensions
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<TrafficLimits>();
        services.AddSingleton<ConnectionCounts>();
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
