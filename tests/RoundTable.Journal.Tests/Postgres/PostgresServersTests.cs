namespace RoundTable.Journal.Tests;

/// <summary>Several servers on one database.</summary>
public sealed class PostgresServersTests(PostgresServer server) : PostgresTests(server)
{
    private static readonly StreamId[] Streams = [new("plan/a"), new("plan/b"), new("section/a/table"), new("access/a")];

    [Fact]
    public async Task Open_ManyServersAtOnceOnAnEmptyDatabase_MakeTheTablesOnce()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));
        await journals[0].AppendAsync(Note(Streams[0], "a"), Cancel);
        Assert.Equal(1, await journals[5].HeadAsync(Streams[0], Cancel));
    }

    [Fact]
    public async Task Append_FromSeveralServers_LeavesNoGapAndLosesNothing()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync()));
        var told = (await Task.WhenAll(Enumerable.Range(0, 18).Select(w => WriteAsync(journals[w % 3], w, 30)))).SelectMany(t => t).ToList();

        foreach (var stream in Streams)
        {
            var stored = await ReadTextsAsync(journals[0], stream);
            Assert.Equal(told.Where(t => t.Stream == stream).OrderBy(t => t.Seq).Select(t => t.Text), stored);
            Assert.True((await journals[1].VerifyAsync(stream, Cancel)).Intact);
        }
    }

    [Fact]
    public async Task Append_RivalsOnSeveralServers_ExactlyOneWins()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync()));
        var wins = 0;
        await Task.WhenAll(Enumerable.Range(0, 15).Select(async i =>
        {
            try
            {
                await journals[i % 3].AppendAsync(Note(Streams[0], $"{i}") with { ExpectedHead = 0 }, Cancel);
                Interlocked.Increment(ref wins);
            }
            catch (WrongExpectedHeadException e)
            {
                Assert.Equal(1, e.Actual);
            }
        }));

        Assert.Equal(1, wins);
        Assert.Single(await ReadTextsAsync(journals[0], Streams[0]));
    }

    [Fact]
    public async Task Append_ServersTouchingTheSameRowsCrosswise_AllSucceed()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync()));
        var rows = Enumerable.Range(0, 20).Select(i => new IndexRow("plans", $"k{i}", "v")).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async writer =>
        {
            for (var i = 0; i < 15; i++)
            {
                var half = rows.Skip(writer % 2 * 10).Take(10).ToArray();
                var due = new DueWork("mail", $"m{i % 3}", DateTimeOffset.UnixEpoch, default);
                await journals[writer % 3].AppendAsync(
                    Note(new StreamId($"plan/{writer}"), $"{i}") with
                    {
                        AddIndex = half,
                        RemoveIndex = rows.Except(half).Reverse().ToArray(),
                        Schedule = [due],
                        Cancel = [("mail", $"m{(i + 1) % 3}")],
                    },
                    Cancel);
            }
        }));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 12).Select(w => journals[0].HeadAsync(new StreamId($"plan/{w}"), Cancel).AsTask())), head => Assert.Equal(15, head));
    }

    [Fact]
    public async Task Append_ThatHoldsAStreamWhoseWriterLooksAtIts_NeverBothSucceed()
    {
        var journals = await Task.WhenAll(OpenAsync(), OpenAsync());
        StreamId plan = new("plan/a"), section = new("section/a/table");
        for (var round = 0; round < 40; round++)
        {
            var (planned, typed) = (await journals[0].HeadAsync(plan, Cancel), await journals[1].HeadAsync(section, Cancel));
            var won = await Task.WhenAll(
                WinsAsync(journals[0], Note(plan, "wider") with { ExpectedHead = planned, Holds = [new(section, typed)] }),
                WinsAsync(journals[1], Note(section, "typed") with { ExpectedHead = typed, While = new(plan, planned) }));
            Assert.Single(won, true);
        }

        async Task<bool> WinsAsync(IJournal journal, Append append)
        {
            try
            {
                await journal.AppendAsync(append, Cancel);
                return true;
            }
            catch (WrongExpectedHeadException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Append_InOneBatchWithOneThatAnotherServerOvertook_IsWrittenAndOnlyThatOneIsRefused()
    {
        var journals = await Task.WhenAll(OpenAsync(), OpenAsync());
        foreach (var stream in Streams)
            await journals[0].AppendAsync(Note(stream, "first"), Cancel);
        await journals[1].AppendAsync(Note(Streams[0], "overtakes"), Cancel);

        var overtaken = journals[0].AppendAsync(Note(Streams[0], "late") with { ExpectedHead = 1 }, Cancel).AsTask();
        var others = Streams.Skip(1).Select(stream => journals[0].AppendAsync(Note(stream, "second") with { ExpectedHead = 1 }, Cancel).AsTask()).ToList();

        Assert.Equal(2, (await Assert.ThrowsAsync<WrongExpectedHeadException>(() => overtaken)).Actual);
        Assert.All(await Task.WhenAll(others), told => Assert.Equal(new Appended(2, 2), told));
        Assert.Equal(["first", "overtakes"], await ReadTextsAsync(journals[1], Streams[0]));
        Assert.Equal(new Appended(3, 3), await journals[0].AppendAsync(Note(Streams[0], "after it") with { ExpectedHead = 2 }, Cancel));
        Assert.True((await journals[0].VerifyAsync(Streams[0], Cancel)).Intact);
    }

    [Fact]
    public async Task Append_AfterTheDatabaseWasPutBackToAnEarlierState_IsRefusedUntilTheJournalIsOpenedAgain()
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(Note(Streams[0], "a"), Cancel);
        await PostgresServer.ExecuteAsync(Place, "CREATE TABLE kept AS SELECT * FROM stream");
        await journal.AppendAsync(Note(Streams[0], "b"), Cancel);
        await PostgresServer.ExecuteAsync(Place, "DELETE FROM record WHERE seq = 2; UPDATE stream SET head = kept.head, hash = kept.hash FROM kept WHERE kept.id = stream.id");

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Note(Streams[0], "c") with { ExpectedHead = 1 }, Cancel).AsTask());
        var anew = await OpenAsync();
        Assert.Equal(new Appended(2, 2), await anew.AppendAsync(Note(Streams[0], "c") with { ExpectedHead = 1 }, Cancel));
        Assert.Equal(["a", "c"], await ReadTextsAsync(anew, Streams[0]));
        Assert.True((await anew.VerifyAsync(Streams[0], Cancel)).Intact);
    }

    [Fact]
    public async Task Append_ThatFailsAtTheCommitItself_IsNotAcknowledged()
    {
        var journal = await OpenAsync();
        await journal.AppendAsync(Note(Streams[0], "a"), Cancel);
        await journal.AppendAsync(Note(Streams[0], "b"), Cancel);
        await PostgresServer.ExecuteAsync(
            Place,
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today'; END $$;
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON record DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
            """);

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Note(Streams[0], "c"), Cancel));

        await PostgresServer.ExecuteAsync(Place, "DROP TRIGGER late ON record");
        Assert.Equal(new Appended(3, 3), await journal.AppendAsync(Note(Streams[0], "d"), Cancel));
        Assert.Equal(["a", "b", "d"], await ReadTextsAsync(journal, Streams[0]));
    }

    [Fact]
    public async Task Append_Refused_LeavesNoTransactionOpen()
    {
        var journal = await OpenAsync();
        await Assert.ThrowsAsync<WrongExpectedHeadException>(
            async () => await journal.AppendAsync(Note(Streams[0], "late") with { ExpectedHead = 7 }, Cancel));

        Assert.Equal(0L, await PostgresServer.ExecuteAsync(
            Place, "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"));
        Assert.Equal(new Appended(1, 1), await (await OpenAsync()).AppendAsync(Note(Streams[0], "a"), Cancel));
    }

    [Fact]
    public async Task Due_TakenByServersAtOnce_EachPieceGoesToOne()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync()));
        var now = DateTimeOffset.UnixEpoch;
        await journals[0].AppendAsync(
            Note(Streams[0], "a") with { Schedule = [.. Enumerable.Range(0, 60).Select(i => new DueWork("mail", $"m{i}", now, default))] }, Cancel);

        var taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => journals[i % 3].TakeDueAsync("mail", now, TimeSpan.FromMinutes(1), 2, Cancel).AsTask()));

        var rest = await journals[0].TakeDueAsync("mail", now, TimeSpan.FromMinutes(1), 100, Cancel);
        var keys = taken.SelectMany(t => t).Concat(rest).Select(w => w.Work.Key).ToList();
        Assert.Equal(60, keys.Count);
        Assert.Equal(60, keys.Distinct().Count());
    }

    private static async Task<List<(StreamId Stream, long Seq, string Text)>> WriteAsync(IJournal journal, int writer, int count)
    {
        var told = new List<(StreamId, long, string)>();
        for (var i = 0; i < count; i++)
        {
            var text = $"{writer}:{i}";
            var first = Streams[(writer + i) % Streams.Length];
            var second = Streams[(writer + i + 1) % Streams.Length];
            var answers = await journal.AppendAllAsync([Note(first, text), Note(second, text)], Cancel);
            told.Add((first, answers[0].Head, text));
            told.Add((second, answers[1].Head, text));
        }

        return told;
    }
}
