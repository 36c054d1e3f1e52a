using System.Text;

namespace RoundTable.Journal.Tests;

/// <summary>Sealed due work of which some cannot be opened: the rest does not wait for it, and no attempt is counted that was none.</summary>
public sealed class SealedDueWorkTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly Actor Asker = new("person-1", "director", "session-1");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private FailingKeyStore _keys = null!;
    private SealedJournal _sealed = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _keys = new FailingKeyStore(SqlKeyStore.OpenSqlite(_folder.File("keys.db")));
        _sealed = new SealedJournal(
            await SqliteJournal.OpenAsync(new() { Path = _folder.File("journal.db") }, _time, Cancel), TestVault.Open(_keys, _time, 1), TestVault.OwnerOf);
        foreach (var plan in new[] { "1", "2", "3" })
        {
            await _sealed.AppendAsync(
                new Append(new StreamId($"plan/{plan}"), Asker, [new NewRecord("note", 1, default)])
                {
                    Schedule = [new DueWork("mail", plan, _time.GetUtcNow(), Encoding.UTF8.GetBytes($"to {plan}"))],
                },
                Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sealed.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("journal.db", "UPDATE due_work SET payload = (SELECT payload FROM due_work WHERE key = '2') WHERE key = '1'")]
    [InlineData("keys.db", "DELETE FROM data_key WHERE owner = 'plan/1'")]
    [InlineData("keys.db", "UPDATE data_key SET wrapped = zeroblob(60) WHERE owner = 'plan/1'")]
    public async Task Due_OneThatDoesNotOpen_TheOthersAreGivenAndItWaitsForItsRepair(string file, string damage)
    {
        var unopened = new List<string>();
        await SqliteFile.ExecuteAsync(_folder.File("journal.db"), "CREATE TABLE kept AS SELECT * FROM due_work");
        await SqliteFile.ExecuteAsync(_folder.File("keys.db"), "CREATE TABLE kept AS SELECT * FROM data_key");
        await SqliteFile.ExecuteAsync(_folder.File(file), damage);
        _time.Advance(Vault.Kept + Vault.Fresh);
        await using var next = new SealedJournal(
            await SqliteJournal.OpenAsync(new() { Path = _folder.File("journal.db") }, _time, Cancel), TestVault.Open(_keys, _time, 1), TestVault.OwnerOf, Note);

        Assert.Equal([("2", "to 2", 1), ("3", "to 3", 1)], await TakeAsync(next));
        Assert.Equal(["1"], unopened);
        Assert.Empty(await TakeAsync(next));

        await SqliteFile.ExecuteAsync(_folder.File("journal.db"), "UPDATE due_work SET payload = (SELECT k.payload FROM kept k WHERE k.key = due_work.key)");
        await SqliteFile.ExecuteAsync(_folder.File("keys.db"), "REPLACE INTO data_key SELECT * FROM kept");
        _time.Advance(Lease);
        Assert.Contains(("1", "to 1", 1), await TakeAsync(next));

        void Note(LeasedWork work, Exception e) => unopened.Add(work.Work.Key);
    }

    [Fact]
    public async Task Due_WhileTheKeysAreAway_IsGivenForTheFirstTimeWhenTheyAreBack()
    {
        _time.Advance(Vault.Fresh);
        _keys.IsAway = true;
        for (var round = 0; round < 20; round++)
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(() => TakeAsync(_sealed));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _keys.IsAway = false;

        Assert.Equal([("1", "to 1", 1), ("2", "to 2", 1), ("3", "to 3", 1)], await TakeAsync(_sealed));
    }

    [Fact]
    public async Task Due_WhenTheKeysGoAwayInBetween_WhatIsOpenIsGivenAndTheRestComesBack()
    {
        _time.Advance(Vault.Fresh);
        await _sealed.ReadAsync(new StreamId("plan/1"), ct: Cancel).ToListAsync(Cancel);
        _keys.IsAway = true;
        Assert.Equal([("1", "to 1", 1)], await TakeAsync(_sealed));

        _keys.IsAway = false;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([("2", "to 2", 1), ("3", "to 3", 1)], await TakeAsync(_sealed));
    }

    private async Task<List<(string Key, string Text, int Attempt)>> TakeAsync(SealedJournal journal) =>
        [.. (await journal.TakeDueAsync("mail", _time.GetUtcNow(), Lease, 8, Cancel))
            .Select(w => (w.Work.Key, Encoding.UTF8.GetString(w.Work.Payload.Span), w.Attempt)).Order()];
}
