namespace RoundTable.Journal.Tests;

/// <summary>Replicas: one that does not answer, and one that takes over.</summary>
public sealed class PostgresFailoverTests(PostgresServer server) : PostgresTests(server)
{
    private static readonly StreamId Stream = new("plan/plan-1");
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(new[] { "b" }, new string[0])]
    [InlineData(new[] { "b", "c" }, new string[0])]
    [InlineData(new[] { "b" }, new[] { "row" })]
    public async Task Append_WhileTheReplicaDoesNotAnswer_IsAcknowledgedOnlyWhenItIsThere(string[] texts, string[] rows)
    {
        await using var journal = await PostgresJournal.OpenAsync(
            new() { ConnectionString = $"{Place};Command Timeout=1;Application Name=impatient" }, TimeProvider.System, Cancel);
        await journal.AppendAsync(Note(Stream, "a"), Cancel);
        var probe = await RequireReplicaAsync();
        try
        {
            var append = journal.AppendAsync(Note(Stream, texts) with { AddIndex = [.. rows.Select(row => new IndexRow("index", "key", row))] }, Cancel).AsTask();

            // Written, and its answer given up: whoever waits next does so for what is there already.
            var first = await WaitingAsync("impatient", besides: 0, append);
            await WaitingAsync("impatient", besides: first, append);

            await RequireNoReplicaAsync();
            Assert.Equal(new Appended(2, 1 + texts.Length), await append);
        }
        finally
        {
            await RequireNoReplicaAsync();
            await probe;
        }

        Assert.Equal(["a", .. texts], await ReadTextsAsync(journal, Stream));
    }

    [Fact]
    public async Task SnapshotAndLease_WhileTheReplicaDoesNotAnswer_DoNotWaitForItAndATouchDoes()
    {
        await using var journal = await PostgresJournal.OpenAsync(new() { ConnectionString = $"{Place};Command Timeout=2" }, TimeProvider.System, Cancel);
        await journal.AppendAsync(Note(Stream, "a") with { Schedule = [new DueWork("mail", "m-1", Now, default)] }, Cancel);
        var probe = await RequireReplicaAsync();
        try
        {
            await journal.SaveSnapshotAsync(new Snapshot(Stream, 1, 1, default), Cancel);
            Assert.Single(await journal.TakeDueAsync("mail", Now, TimeSpan.FromMinutes(1), 8, Cancel));

            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.TouchAsync(Stream, Cancel).AsTask());
        }
        finally
        {
            await RequireNoReplicaAsync();
            await probe;
        }

        await journal.TouchAsync(Stream, Cancel);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Append_ToAStreamThatIsNotThereAnyMore_IsRefused(int records)
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(Note(Stream, "lost"), Cancel);
        await PostgresServer.ExecuteAsync(Place, "DELETE FROM record; DELETE FROM stream");
        var texts = Enumerable.Range(1, records).Select(n => $"{n}").ToArray();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Note(Stream, texts), Cancel).AsTask());

        Assert.True(journal.Failed.IsCompleted);
        Assert.Equal(new Appended(1, records), await (await OpenAsync()).AppendAsync(Note(Stream, texts), Cancel));
    }

    [Fact]
    public async Task Append_AfterAnotherDatabaseTookOver_IsRefusedUntilTheJournalIsOpenedAgain()
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(Note(Stream, "a"), Cancel);

        await Server.FailOverAsync();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Note(Stream, "b") with { ExpectedHead = 1 }, Cancel).AsTask());
        Assert.Contains("timeline", (await journal.Failed).Message, StringComparison.Ordinal);
        var anew = await OpenAsync();
        Assert.Equal(new Appended(2, 2), await anew.AppendAsync(Note(Stream, "c") with { ExpectedHead = 1 }, Cancel));
        Assert.Equal(["a", "c"], await ReadTextsAsync(anew, Stream));
    }

    [Fact]
    public async Task Append_AfterAReadReachedTheDatabaseThatTookOver_IsRefused()
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(Note(Stream, "a"), Cancel);

        await Server.FailOverAsync();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.HeadAsync(Stream, Cancel).AsTask());

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Note(Stream, "b") with { ExpectedHead = 1 }, Cancel).AsTask());
        Assert.Contains("timeline", (await journal.Failed).Message, StringComparison.Ordinal);
        Assert.Equal(["a"], await ReadTextsAsync(await OpenAsync(), Stream));
    }

    [Theory]
    [InlineData("UPDATE stream SET hash = sha256('other')", new string[0])]
    [InlineData("UPDATE stream SET hash = sha256('other')", new[] { "row" })]
    [InlineData("UPDATE stream SET head = 1", new string[0])]
    [InlineData("UPDATE stream SET head = 1", new[] { "row" })]
    public async Task Append_WhereTheStreamEndsOtherThanItDid_IsRefused(string change, string[] rows)
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(Note(Stream, "a", "b"), Cancel);
        await PostgresServer.ExecuteAsync(Place, change);

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(
            Note(Stream, "c") with { AddIndex = [.. rows.Select(row => new IndexRow("index", "key", row))] }, Cancel).AsTask());

        Assert.True(journal.Failed.IsCompleted);
        Assert.Equal(["a", "b"], await ReadTextsAsync(await OpenAsync(), Stream));
    }

    [Fact]
    public async Task Feed_AfterAnotherDatabaseTookOver_SaysSoAndIsDeaf()
    {
        var journal = await OpenAsync();
        await using var feed = journal.WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await feed.MoveNextAsync());

        await Server.FailOverAsync();

        do
        {
            Assert.True(await feed.MoveNextAsync());
        }
        while (feed.Current.Listening);
        var deaf = feed.MoveNextAsync();
        Assert.Contains("timeline", (await journal.Failed).Message, StringComparison.Ordinal);
        Assert.True(await deaf);
        Assert.False(feed.Current.Listening);
    }

    /// <summary>From now on a commit waits for a replica, and there is none. The result is one that waits.</summary>
    private async Task<Task> RequireReplicaAsync()
    {
        await SetReplicasAsync("nobody");
        while (true)
        {
            var probe = PostgresServer.ExecuteAsync($"{Place};Application Name=probe", "CREATE TABLE IF NOT EXISTS probe (n integer); INSERT INTO probe VALUES (1)");
            while (!probe.IsCompleted)
            {
                if (await FindWaitingAsync("probe", besides: 0) != 0)
                    return probe;
            }
        }
    }

    private Task RequireNoReplicaAsync() => SetReplicasAsync("");

    private async Task SetReplicasAsync(string names)
    {
        await PostgresServer.ExecuteAsync(Place, $"ALTER SYSTEM SET synchronous_standby_names = '{names}'");
        await PostgresServer.ExecuteAsync(Place, "SELECT pg_reload_conf()");
    }

    private async Task<int> WaitingAsync(string program, int besides, Task append)
    {
        while (true)
        {
            Assert.False(append.IsCompleted);
            if (await FindWaitingAsync(program, besides) is var process && process != 0)
                return process;
            await Task.Delay(20, Cancel);
        }
    }

    private async Task<int> FindWaitingAsync(string program, int besides) => await PostgresServer.ExecuteAsync(
        Place, $"SELECT pid FROM pg_stat_activity WHERE application_name = '{program}' AND wait_event = 'SyncRep' AND pid <> {besides}") as int? ?? 0;
}
