using Microsoft.Extensions.Options;
using RoundTable.Journal;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Keys;

/// <summary>The keys; that they fit is checked when the store is reached (<see cref="StoreStart"/>).</summary>
internal static class KeyExtensions
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<MasterKeys>();
        services.AddSingleton(OpenStore);
        services.AddSingleton(provider => new Vault(
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<MasterKeys>().Load(),
            provider.GetRequiredService<IRandomBytes>().Fill,
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IKeyStore OpenStore(IServiceProvider services)
    {
        // The master key first: it is made only where there are no keys yet.
        services.GetRequiredService<MasterKeys>().Load();
        return services.GetRequiredService<IOptions<RoundTableOptions>>().Value.Keys.Postgres is { } database
            ? SqlKeyStore.CreatePostgres(database)
            : SqlKeyStore.OpenSqlite(services.GetRequiredService<DataFolder>().Keys);
    }
}
