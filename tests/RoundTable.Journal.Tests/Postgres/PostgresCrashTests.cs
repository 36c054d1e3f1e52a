using System.Collections.Concurrent;
using Npgsql;

namespace RoundTable.Journal.Tests;

/// <summary>The database itself goes down.</summary>
public sealed class PostgresCrashTests(PostgresServer server) : PostgresTests(server)
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(2);
    private static readonly StreamId Stream = new("section/plan-1/table");

    [Fact]
    public async Task Append_WhileTheDatabaseCrashes_WaitsAndIsWrittenOnceWhenItIsBack()
    {
        const int Each = 60;
        var journal = await OpenAsync();
        var acknowledged = new ConcurrentQueue<string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isBack = false;
        var writers = Enumerable.Range(0, 8).Select(async writer =>
        {
            // However fast the disk is: nobody is ready before the database was away.
            for (var i = 0; i < Each || !Volatile.Read(ref isBack); i++)
            {
                await journal.AppendAsync(Note(Stream, $"{writer}:{i}"), Cancel);
                acknowledged.Enqueue($"{writer}:{i}");
                if (acknowledged.Count >= 100)
                {
                    enough.TrySetResult();
                }
            }
        }).ToArray();
        await enough.Task;

        await Server.StopAsync();
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.HeadAsync(Stream, Cancel));
        Assert.All(writers, writer => Assert.False(writer.IsCompleted));
        await Server.StartAsync();
        Volatile.Write(ref isBack, true);

        await Task.WhenAll(writers);
        var stored = await ReadTextsAsync(journal, Stream);
        Assert.InRange(stored.Count, 8 * Each, int.MaxValue);
        Assert.Equal(stored.Order(), acknowledged.Order());
        Assert.True((await journal.VerifyAsync(Stream, Cancel)).Intact);
    }

    [Fact]
    public async Task Append_MoreThanMayWait_IsRefusedAndChangesNothing()
    {
        var journal = await PostgresJournal.OpenAsync(new() { ConnectionString = Place, QueueBytes = 5, MaxBatch = 1 }, TimeProvider.System, Cancel);
        await journal.AppendAsync(Note(Stream, "before"), Cancel);
        await Server.StopAsync();
        var waiting = journal.AppendAsync(Note(Stream, "1234"), Cancel).AsTask();
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Note(Stream, "56"), Cancel));
        await Server.StartAsync();

        Assert.Equal(new Appended(2, 2), await waiting);
        Assert.Equal(new Appended(3, 3), await journal.AppendAsync(Note(Stream, "78"), Cancel));
        Assert.Equal(["before", "1234", "78"], await ReadTextsAsync(journal, Stream));
        await journal.DisposeAsync();
    }

    [Theory]
    [InlineData("append_record(", new[] { "b" })]
    [InlineData("append_records(", new[] { "b", "c" })]
    public async Task Append_WhoseAnswerIsLost_IsThereOnceAndAcknowledged(string call, string[] texts)
    {
        await using var proxy = new CuttingProxy(new NpgsqlConnectionStringBuilder(Place).Port);
        var through = new NpgsqlConnectionStringBuilder(Place) { Port = proxy.Port }.ConnectionString;
        await using var journal = await PostgresJournal.OpenAsync(
            new() { ConnectionString = through, PreparedStatements = 0 }, TimeProvider.System, Cancel);
        var direct = await OpenAsync();
        await journal.AppendAsync(Note(Stream, "a"), Cancel);

        var swallowed = proxy.SwallowAnswerTo(call);
        var append = journal.AppendAsync(Note(Stream, texts), Cancel).AsTask();
        await swallowed;

        Assert.Equal(new Appended(2, 1 + texts.Length), await append);
        Assert.Equal(["a", .. texts], await ReadTextsAsync(direct, Stream));
    }

    [Fact]
    public async Task Read_FromADatabaseThatSaysNothing_IsToldThatItIsAwayHoweverLongACommitMayTake()
    {
        await using var proxy = new CuttingProxy(new NpgsqlConnectionStringBuilder(Place).Port);
        var through = new NpgsqlConnectionStringBuilder(Place) { Port = proxy.Port, CommandTimeout = 0 }.ConnectionString;
        await using var journal = await PostgresJournal.OpenAsync(new() { ConnectionString = through }, TimeProvider.System, Cancel);
        Assert.Equal(0, await journal.HeadAsync(Stream, Cancel));

        proxy.FallSilent();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.HeadAsync(Stream, Cancel).AsTask().WaitAsync(Enough, Cancel));
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData(";Timeout=20", 20)]
    public void Connecting_TakesAsLongAsTheConnectionStringSaysOrElseShort(string more, int seconds)
    {
        var options = new PostgresJournalOptions { ConnectionString = $"Host=db.example{more}" };

        Assert.Equal(seconds, new NpgsqlConnectionStringBuilder(options.PooledConnectionString).Timeout);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DisposeSealed_WhileTheDatabaseIsAway_GivesUpAndSaysSo(bool reached)
    {
        using var folder = new TemporaryFolder();
        var vault = TestVault.Open(SqlKeyStore.OpenSqlite(folder.File("keys.db")), TimeProvider.System, 1);
        var inner = PostgresJournal.Create(new() { ConnectionString = Place }, "closing", TimeProvider.System, meter: null);
        var journal = new SealedJournal(inner, vault, TestVault.OwnerOf);
        if (reached)
            await inner.ReachAsync(Cancel);
        await Server.StopAsync();
        try
        {
            var waiting = journal.AppendAsync(Note(Stream, "a"), Cancel).AsTask();

            await journal.DisposeAsync().AsTask().WaitAsync(Enough, Cancel);

            await Assert.ThrowsAsync<JournalUnavailableException>(() => waiting);
        }
        finally
        {
            await Server.StartAsync();
        }
    }

    [Fact]
    public async Task Dispose_WhileTheDatabaseIsAway_GivesUpAndSaysSo()
    {
        var journal = await PostgresJournal.OpenAsync(new() { ConnectionString = Place }, TimeProvider.System, Cancel);
        await Server.StopAsync();
        var waiting = journal.AppendAsync(Note(Stream, "a"), Cancel).AsTask();

        await journal.DisposeAsync();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => waiting);
        await Server.StartAsync();
    }
}
