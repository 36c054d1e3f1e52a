namespace RoundTable.Journal.Tests;

/// <summary>A sealed journal does everything that a journal does, also when its keys are in PostgreSQL.</summary>
[Collection<PostgresCollection>]
public sealed class SealedPostgresConformance(PostgresServer server) : JournalConformance
{
    private const string Appender = "appender";
    private readonly List<SqlKeyStore> _stores = [];
    private string? _place;

    private protected override bool ReadsWhatIsStored => false;

    private protected override (string Store, string Place) Address => ("postgres", $"{_place};Application Name={Appender}");

    private protected override Task BuryAsync() => server.EndConnectionsAsync(Appender);

    private protected override async Task<IJournal> OpenAsync(int queueCapacity = 4096)
    {
        _place ??= await server.CreateSchemaAsync();
        _stores.Add(await SqlKeyStore.OpenPostgresAsync(_place, Cancel));
        return new SealedJournal(
            await PostgresJournal.OpenAsync(new() { ConnectionString = _place, QueueCapacity = queueCapacity }, Time, Cancel),
            TestVault.Open(_stores[^1], Time, 1),
            TestVault.OwnerOf);
    }

    private protected override Task TamperAsync(string sql) => PostgresServer.ExecuteAsync(_place!, sql);

    private protected override async ValueTask CleanAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await server.DropSchemaAsync(_place!);
    }
}
