namespace RoundTable.Journal.Tests;

public sealed class SqliteFailureTests : IAsyncLifetime
{
    private static readonly StreamId Stream = new("plan/plan-1");
    private readonly TemporaryFolder _folder = new();
    private SqliteJournal _journal = null!;

    public async ValueTask InitializeAsync() => _journal = await SqliteJournal.OpenAsync(
        new() { Path = _folder.File("journal.db"), BusyTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System, Cancel);

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_WhileAnotherProcessHoldsTheFile_FailsAndWorksAgainAfterwards()
    {
        await using (var other = await SqliteFile.OpenAsync(_folder.File("journal.db")))
        {
            await SqliteFile.ExecuteAsync(other, "BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<JournalUnavailableException>(() => AppendAsync());
            Assert.Equal(0, await _journal.HeadAsync(Stream, Cancel));
            await SqliteFile.ExecuteAsync(other, "ROLLBACK");
        }

        Assert.Equal(new Appended(1, 1), await AppendAsync());
    }

    [Fact]
    public async Task Append_AfterTheStoreBroke_IsRefusedUntilItIsOpenedAgain()
    {
        await AppendAsync();
        await SqliteFile.ExecuteAsync(_folder.File("journal.db"), "ALTER TABLE record RENAME TO elsewhere");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => AppendAsync());
        await SqliteFile.ExecuteAsync(_folder.File("journal.db"), "ALTER TABLE elsewhere RENAME TO record");

        var e = await Assert.ThrowsAsync<JournalUnavailableException>(() => AppendAsync());
        Assert.Contains("opened again", e.Message, StringComparison.Ordinal);

        await _journal.DisposeAsync();
        await InitializeAsync();
        Assert.Equal(new Appended(2, 2), await AppendAsync());
    }

    private async Task<Appended> AppendAsync() =>
        await _journal.AppendAsync(new Append(Stream, new Actor("p", "r", "s"), [new("note", 1, default)]), Cancel);
}
