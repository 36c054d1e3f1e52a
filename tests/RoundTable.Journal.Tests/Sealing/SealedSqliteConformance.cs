namespace RoundTable.Journal.Tests;

/// <summary>A sealed journal does everything that a journal does.</summary>
public sealed class SealedSqliteConformance : JournalConformance
{
    private readonly TemporaryFolder _folder = new();

    private protected override bool ReadsWhatIsStored => false;

    private protected override (string Store, string Place) Address => ("sqlite", _folder.File("journal.db"));

    private protected override async Task<IJournal> OpenAsync(int queueCapacity = 4096) => new SealedJournal(
        await SqliteJournal.OpenAsync(new() { Path = _folder.File("journal.db"), QueueCapacity = queueCapacity }, Time, Cancel),
        TestVault.Open(SqlKeyStore.OpenSqlite(_folder.File("keys.db")), Time, 1),
        TestVault.OwnerOf);

    private protected override async Task TamperAsync(string sql) => await SqliteFile.ExecuteAsync(_folder.File("journal.db"), $"PRAGMA foreign_keys = OFF; {sql}");

    private protected override ValueTask CleanAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
