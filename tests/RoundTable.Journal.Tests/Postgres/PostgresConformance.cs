namespace RoundTable.Journal.Tests;

[Collection<PostgresCollection>]
public sealed class PostgresConformance(PostgresServer server) : JournalConformance
{
    private const string Appender = "appender";
    private string? _place;

    private protected override (string Store, string Place) Address => ("postgres", $"{_place};Application Name={Appender}");

    private protected override Task BuryAsync() => server.EndConnectionsAsync(Appender);

    private protected override async Task<IJournal> OpenAsync(int queueCapacity = 4096)
    {
        _place ??= await server.CreateSchemaAsync();
        return await PostgresJournal.OpenAsync(new() { ConnectionString = _place, QueueCapacity = queueCapacity }, Time, Cancel);
    }

    private protected override Task TamperAsync(string sql) => PostgresServer.ExecuteAsync(_place!, sql);

    private protected override async ValueTask CleanAsync() => await server.DropSchemaAsync(_place!);
}
