namespace RoundTable.Journal.Tests;

[Collection<PostgresCollection>]
public sealed class PostgresConformance(PostgresServer server) : JournalConformance
{
    private string? _database;

    private protected override (string Store, string Place) Address => ("postgres", _database!);

    private protected override async Task<IJournal> OpenAsync(int queueCapacity = 4096)
    {
        _database ??= await server.CreateDatabaseAsync();
        return await PostgresJournal.OpenAsync(new() { ConnectionString = _database, QueueCapacity = queueCapacity }, Time, Cancel);
    }

    private protected override Task TamperAsync(string sql) => PostgresServer.ExecuteAsync(_database!, sql);

    private protected override async ValueTask CleanAsync() => await server.DropDatabaseAsync(_database!);
}
