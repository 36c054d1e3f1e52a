using Microsoft.Extensions.Options;
using RoundTable.Journal;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Keys;

/// <summary>The keys; that they fit is checked when the store is reached (<see cref="StoreStart"/>).</summary>
internal static partial class KeyExtensions
{
    // A file that takes long is on a busy disk, and answers in the end.
    private static readonly TimeSpan PatienceWithAFile = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<MasterKeys>();
        services.AddSingleton(OpenStore);
        services.AddSingleton(OpenVault);
        return services;
    }

    private static Vault OpenVault(IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILogger<Vault>>();
        return new Vault(
            services.GetRequiredService<IKeyStore>(),
            services.GetRequiredService<MasterKeys>().Load(),
            services.GetRequiredService<IRandomBytes>().Fill,
            services.GetRequiredService<TimeProvider>(),
            lost => LogLost(logger, lost.Id),
            damaged => LogDamaged(logger, damaged.Id, damaged.Owner),
            services.GetRequiredService<IOptions<RoundTableOptions>>().Value.Keys.Postgres is null ? PatienceWithAFile : null);
    }

    [LoggerMessage(5212, LogLevel.Error, "The key store had lost data key {Id}, which was in memory and is there again: it acknowledged what it did not keep.")]
    private static partial void LogLost(ILogger logger, KeyId id);

    [LoggerMessage(5213, LogLevel.Error, "Data key {Id} of {Owner} was altered: what it seals cannot be read until a copy of it is put back (ops/keys.md).")]
    private static partial void LogDamaged(ILogger logger, KeyId id, string owner);

    private static IKeyStore OpenStore(IServiceProvider services)
    {
        // The master key first: it is made only where there are no keys yet.
        services.GetRequiredService<MasterKeys>().Load();
        return services.GetRequiredService<IOptions<RoundTableOptions>>().Value.Keys.Postgres is { } database
            ? SqlKeyStore.CreatePostgres(database)
            : SqlKeyStore.OpenSqlite(services.GetRequiredService<DataFolder>().Keys);
    }
}
