using System.Security.Cryptography;
using System.Text;
using RoundTable.Grains;
using RoundTable.Journal;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>All that a store keeps, each record and snapshot of every stream, opened with the keys that its servers have.</summary>
internal static class StoredWords
{
    /// <param name="folder">The data folder of a server that is gone.</param>
    public static async Task<string> InFolderAsync(string folder) => await ReadAsync(
        await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = Path.Combine(folder, "journal.db") }, TimeProvider.System),
        SqlKeyStore.OpenSqlite(Path.Combine(folder, "keys", "keys.db")),
        await File.ReadAllTextAsync(Path.Combine(folder, "keys", "master.key")));

    /// <param name="journal">The database of the records.</param>
    /// <param name="keys">The database of the keys.</param>
    /// <param name="master">What opens those, in base64.</param>
    public static async Task<string> InDatabaseAsync(string journal, string keys, string master) => await ReadAsync(
        await PostgresJournal.OpenAsync(new PostgresJournalOptions { ConnectionString = journal }, TimeProvider.System), SqlKeyStore.CreatePostgres(keys), master);

    private static async Task<string> ReadAsync(IJournal stored, IKeyStore keys, string master)
    {
        await using var opened = keys;
        var vault = new Vault(keys, [new LocalMasterKey(Convert.FromBase64String(master.Trim()), RandomNumberGenerator.Fill)], RandomNumberGenerator.Fill, TimeProvider.System);
        await using var journal = new SealedJournal(stored, vault, stream => StreamOwners.Of(stream, TimeProvider.System.GetUtcNow()));
        var words = new StringBuilder();
        await foreach (var stream in journal.StreamsAsync(""))
        {
            await foreach (var record in journal.ReadAsync(stream))
                words.AppendLine(Encoding.UTF8.GetString(record.Payload.Span));
            if (await journal.LoadSnapshotAsync(stream) is { } snapshot)
                words.AppendLine(Encoding.UTF8.GetString(snapshot.Payload.Span));
        }

        return words.ToString();
    }
}
