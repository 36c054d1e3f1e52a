using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Subjects;
using RoundTable.Journal;

namespace RoundTable.Grains;

/// <summary>Registers the grains.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds the host of the grains and the calls for doors. The caller registers the journal, the clock and logging, and
    /// disposes the host before the journal.
    /// </summary>
    public static IServiceCollection AddGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(new GrainHostOptions());
        services.TryAddSingleton(new SectionGrainOptions());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Chance>(RandomNumberGenerator.Fill);
        services.TryAddSingleton<IPresenceExchange, ServersPresence>();
        services.TryAddSingleton(provider => new SharedFeed(provider.GetRequiredService<IJournal>() as IJournalFeed));
        services.TryAddSingleton<StreamNews>();
        services.TryAddSingleton(new ServerTalkOptions());
        services.TryAddSingleton<ServerTalk>();
        services.TryAddSingleton<GrainHost>();
        services.TryAddSingleton<PresenceTicks>();
        services.TryAddSingleton<PlanIndex>();
        services.TryAddSingleton<SectionCalls>();
        services.TryAddSingleton<SubjectCalls>();
        services.TryAddSingleton<ItemRelease>();
        services.TryAddSingleton<PlanArranging>();
        services.TryAddSingleton<SectionHistory>();
        services.TryAddSingleton<CardReading>();
        services.TryAddSingleton<MinutesComposing>();
        services.TryAddSingleton<MinutesReading>();
        services.TryAddSingleton<PersonExporting>();
        return services;
    }
}
