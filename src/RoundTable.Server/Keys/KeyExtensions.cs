using Microsoft.Extensions.Options;
using RoundTable.Journal;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Keys;

/// <summary>The keys, and the check at the start that they fit.</summary>
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
        services.AddHostedService<KeyCheck>();
        return services;
    }

    private static IKeyStore OpenStore(IServiceProvider services)
    {
        // The master key first: it is made only where there are no keys yet.
        services.GetRequiredService<MasterKeys>().Load();
        if (services.GetRequiredService<IOptions<RoundTableOptions>>().Value.Keys.Postgres is not { } database)
            return SqlKeyStore.OpenSqlite(services.GetRequiredService<DataFolder>().Keys);
        var opening = SqlKeyStore.OpenPostgresAsync(database);
#pragma warning disable VSTHRD002 // Once, at the start, before anybody is served.
        return opening.AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
