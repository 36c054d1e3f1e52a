using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Keys;

namespace RoundTable.Server.Hosting;

/// <summary>The journal in the data folder, and the grains over it.</summary>
internal static class StoreExtensions
{
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddSingleton<JournalMeter>();
        services.AddSingleton<GrainMeter>();
        services.AddSingleton(Open);
        services.AddKeys();
        services.AddSingleton<IJournal>(provider => Seal(provider, provider.GetRequiredService<SqliteJournal>()));
        services.AddHostedService<JournalWatch>();
        services.AddSingleton<Chance>(provider => provider.GetRequiredService<IRandomBytes>().Fill);
        services.AddGrains();
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            // What is made first is disposed last: the grains end before the journal that they write to.
            provider.GetRequiredService<IJournal>();
            return ActivatorUtilities.CreateInstance<GrainHost>(provider);
        }));
        return services;
    }

    private static SealedJournal Seal(IServiceProvider services, IJournal journal)
    {
        var time = services.GetRequiredService<TimeProvider>();
        return new SealedJournal(journal, services.GetRequiredService<Vault>(), stream => StreamOwners.Of(stream, time.GetUtcNow()));
    }

    private static SqliteJournal Open(IServiceProvider services)
    {
        var opening = SqliteJournal.OpenAsync(
            new SqliteJournalOptions { Path = services.GetRequiredService<DataFolder>().Journal },
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<JournalMeter>());
#pragma warning disable VSTHRD002 // Opening a file does not wait: the task is complete when it comes.
        return opening.AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
