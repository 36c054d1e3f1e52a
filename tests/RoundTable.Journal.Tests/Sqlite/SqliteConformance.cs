namespace RoundTable.Journal.Tests;

public sealed class SqliteConformance : JournalConformance
{
    private readonly TemporaryFolder _folder = new();

    private protected override (string Store, string Place) Address => ("sqlite", _folder.File("journal.db"));

    private protected override async Task<IJournal> OpenAsync(int queueCapacity = 4096) =>
        await SqliteJournal.OpenAsync(new() { Path = _folder.File("journal.db"), QueueCapacity = queueCapacity }, Time, Cancel);

    private protected override async Task TamperAsync(string sql) => await SqliteFile.ExecuteAsync(_folder.File("journal.db"), $"PRAGMA foreign_keys = OFF; {sql}");

    private protected override ValueTask CleanAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
