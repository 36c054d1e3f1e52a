using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoundTable.Grains;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Commands;
using RoundTable.Server.Keys;

namespace RoundTable.Server.Hosting;

/// <summary>The journal, in the data folder or in PostgreSQL, and the grains over it.</summary>
internal static partial class StoreExtensions
{
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddSingleton<JournalMeter>();
        services.AddSingleton<GrainMeter>();
        services.AddKeys();
        services.AddSingleton(provider => Wait(OpenAsync(provider)));
        services.AddSingleton<IJournal>(provider => Seal(provider, provider.GetRequiredService<StoredJournal>().Journal));
        services.AddSingleton(provider => new SharedFeed(provider.GetRequiredService<StoredJournal>().Journal as IJournalFeed));
        services.AddSingleton<StoreStart>();
        services.AddHostedService(provider => provider.GetRequiredService<StoreStart>());
        services.AddHostedService<JournalWatch>();
        services.AddHostedService<FeedReading>();
        services.AddHostedService<FeedTalking>();
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
        var logger = services.GetRequiredService<ILogger<SealedJournal>>();
        return new SealedJournal(
            journal,
            services.GetRequiredService<Vault>(),
            stream => StreamOwners.Of(stream, time.GetUtcNow()),
            (leased, e) => LogUnopened(logger, e, leased.Work.Kind, leased.Work.Key));
    }

    private static async Task<StoredJournal> OpenAsync(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<RoundTableOptions>>().Value.Store;
        var time = services.GetRequiredService<TimeProvider>();
        var meter = services.GetRequiredService<JournalMeter>();
        if (options.Postgres is { } postgres)
        {
            var shared = new PostgresJournalOptions { ConnectionString = postgres, QueueCapacity = options.QueueWrites, QueueBytes = options.QueueBytes };
            return new(PostgresJournal.Create(shared, services.GetRequiredService<IRandomBytes>().Text(20), time, meter));
        }

        var own = new SqliteJournalOptions
        {
            Path = services.GetRequiredService<DataFolder>().Journal,
            QueueCapacity = options.QueueWrites,
            QueueBytes = options.QueueBytes,
        };

        // A command makes no journal, and most only read: a copy that is to be proved, and the journal of servers of an older version, stay as they are.
        if (services.GetService<Command>() is not { } command)
            return new(await SqliteJournal.OpenAsync(own, time, meter).ConfigureAwait(false));
        var reading = await SqliteJournal.OpenToReadAsync(own, time).ConfigureAwait(false);
        if (!CommandRunner.Writes(command))
            return new(reading);
        await reading.DisposeAsync().ConfigureAwait(false);
        return new(await SqliteJournal.OpenAsync(own, time, meter).ConfigureAwait(false));
    }

    [LoggerMessage(5211, LogLevel.Error, "Due work {Kind} {Key} cannot be opened: it waits until its key or its bytes are restored.")]
    private static partial void LogUnopened(ILogger logger, Exception exception, string kind, string key);

    private static StoredJournal Wait(Task<StoredJournal> opening)
    {
#pragma warning disable VSTHRD002 // Once, at the start, before anybody is served; there is no context to wait for.
        return opening.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
