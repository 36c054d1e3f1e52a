using Npgsql;

namespace RoundTable.Journal.Tests;

public sealed class PostgresFeedTests(PostgresServer server) : PostgresTests(server)
{
    private static readonly StreamId Stream = new("section/plan 1/table");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Watch_CommitOfAnotherServer_IsTold()
    {
        var journals = await Task.WhenAll(OpenAsync(), OpenAsync());
        await using var feed = journals[0].WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await feed.MoveNextAsync());
        Assert.True(feed.Current.MayHaveMissed);
        Assert.Empty(feed.Current.Moved);

        await journals[1].AppendAsync(Note(Stream, "a"), Cancel);
        await journals[1].AppendAllAsync([Note(Stream, "b"), Note(new StreamId("plan/p"), "x"), Note(Stream, "c")], Cancel);

        Assert.Equal(
            [new(Stream, 1, 1), new(Stream, 2, 3), new(new StreamId("plan/p"), 1, 1)],
            await TakeAsync(feed, 3));
    }

    [Fact]
    public async Task Watch_CommitOfAServerThatKnowsOfOthers_BringsTheRecordsAlong()
    {
        var journals = await Task.WhenAll(OpenAsync(), OpenAsync());
        await using var feed = journals[0].WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        await using var others = journals[1].WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await feed.MoveNextAsync());
        Assert.True(await others.MoveNextAsync());
        await journals[0].TellAsync(["here I am"], Cancel);
        Assert.Equal(["here I am"], await HearAsync(others, 1));
        var plan = new StreamId("plan/p");
        await journals[1].AppendAsync(Note(plan, "x"), Cancel);
        await TakeAsync(feed, 1);

        for (var i = 0; i < 2; i++)
            await journals[1].AppendAllAsync([Note(Stream, $"a{i}") with { While = new(plan, 1) }, Note(Stream, $"b{i}")], Cancel);

        var told = (await TakeAsync(feed, 2)).Select(m => m.Told!).ToList();
        Assert.All(told, t => Assert.Equal(new StreamAt(plan, 1), t.While));
        var read = await journals[0].ReadAsync(Stream, 1, Cancel).ToListAsync(Cancel);
        Assert.Equal(read.Select(r => (r.Seq, Convert.ToHexString(r.Hash.Span))), told.SelectMany(t => t.Records).Select(r => (r.Seq, Convert.ToHexString(r.Hash.Span))));
        Assert.Equal(["a0", "b0", "a1", "b1"], told.SelectMany(t => t.Records).Select(r => System.Text.Encoding.UTF8.GetString(r.Payload.Span)));
    }

    [Fact]
    public async Task Watch_ThreeServersCommitAtOnce_EveryRecordOfEachStreamIsToldOnceAndInOrder()
    {
        const int Each = 30;
        const int Turns = 10;
        var journals = await Task.WhenAll(OpenAsync(), OpenAsync(), OpenAsync(), OpenAsync());
        StreamId[] streams = [Stream, new("section/plan 1/circle")];
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        late.CancelAfter(Patience);
        await using var feed = journals[3].WatchAsync(late.Token).GetAsyncEnumerator(late.Token);
        Assert.True(await feed.MoveNextAsync());

        var writing = Task.WhenAll(journals.Take(3).Select(async (journal, server) =>
        {
            for (var i = 0; i < Each; i++)
                await journal.AppendAsync(Note(streams[(i + server) % 2], $"{server}"), Cancel);
        }));
        var told = new Dictionary<StreamId, List<long>> { [streams[0]] = [], [streams[1]] = [] };
        try
        {
            while (told.Values.Sum(seqs => seqs.Count) < 3 * Each && await feed.MoveNextAsync())
            {
                Assert.False(feed.Current.MayHaveMissed);
                foreach (var moved in feed.Current.Moved)
                    told[moved.Stream].AddRange(Enumerable.Sequence(moved.FirstSeq, moved.Head, 1));
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            // What was never told is named below.
        }

        await writing;
        foreach (var stream in streams)
        {
            var writers = await ReadTextsAsync(journals[3], stream);
            Assert.Equal(Enumerable.Range(1, writers.Count).Select(seq => (long)seq), told[stream]);
            Assert.InRange(writers.Zip(writers.Skip(1)).Count(two => two.First != two.Second), Turns, int.MaxValue);
        }
    }

    [Fact]
    public async Task Watch_ConnectionCut_ListensAgainAndSaysThatNewsMayBeMissing()
    {
        var journal = await OpenAsync();
        await using var feed = journal.WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await feed.MoveNextAsync());
        var next = feed.MoveNextAsync().AsTask();

        await PostgresServer.ExecuteAsync(
            Place, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'RoundTable feed'");

        Assert.True(await next);
        Assert.True(feed.Current is { MayHaveMissed: true, Listening: false });
        Assert.True(await feed.MoveNextAsync());
        Assert.True(feed.Current is { MayHaveMissed: true, Listening: true });
        await journal.AppendAsync(Note(Stream, "a"), Cancel);
        Assert.Equal([new(Stream, 1, 1, Own: true)], await TakeAsync(feed, 1));
    }

    [Fact]
    public async Task Watch_LineThatFallsSilent_IsSaidToBeDeafBeforeAnybodyCountsOnItForLong()
    {
        var place = new NpgsqlConnectionStringBuilder(Place);
        await using var line = new CuttingProxy(place.Port);
        place.Port = line.Port;
        await using var journal = await PostgresJournal.OpenAsync(new() { ConnectionString = place.ConnectionString }, TimeProvider.System, Cancel);
        await using var feed = journal.WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await feed.MoveNextAsync());

        line.FallSilent();

        Assert.True(await feed.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(12), Cancel));
        Assert.False(feed.Current.Listening);
    }

    [Fact]
    public async Task Tell_OtherServersHearIt_AndNotTheOneThatTold()
    {
        var journals = await Task.WhenAll(OpenAsync(), OpenAsync());
        await using var others = journals[0].WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        await using var own = journals[1].WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await others.MoveNextAsync());
        Assert.True(await own.MoveNextAsync());

        await journals[1].TellAsync(["first", "second\nline"], Cancel);
        await journals[0].TellAsync(["answer"], Cancel);

        Assert.Equal(["first", "second\nline"], await HearAsync(others, 2));
        Assert.Equal(["answer"], await HearAsync(own, 1));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await journals[0].TellAsync([new string('x', journals[0].MaxMessageBytes + 1)], Cancel));
    }

    [Fact]
    public async Task Watch_Cancelled_Ends()
    {
        var journal = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        await using var feed = journal.WatchAsync(cancel.Token).GetAsyncEnumerator(Cancel);
        Assert.True(await feed.MoveNextAsync());
        var next = feed.MoveNextAsync().AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private static async Task<List<string>> HearAsync(IAsyncEnumerator<FeedNotice> feed, int count)
    {
        var heard = new List<string>();
        while (heard.Count < count && await feed.MoveNextAsync())
        {
            heard.AddRange(feed.Current.Messages.Select(m => m.Text));
        }

        return heard;
    }

    private static async Task<List<StreamMoved>> TakeAsync(IAsyncEnumerator<FeedNotice> feed, int count)
    {
        var moved = new List<StreamMoved>();
        while (moved.Count < count && await feed.MoveNextAsync())
        {
            Assert.False(feed.Current.MayHaveMissed);
            moved.AddRange(feed.Current.Moved);
        }

        return moved;
    }
}
