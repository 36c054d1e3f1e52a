namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Append_NewStream_NumbersFromOne()
    {
        Assert.Equal(new Appended(1, 2), await Journal.AppendAsync(Notes("a", "b"), Cancel));
        Assert.Equal(new Appended(3, 3), await Journal.AppendAsync(Notes("c"), Cancel));
        Assert.Equal(3, await Journal.HeadAsync(Stream, Cancel));
        Assert.Equal([1L, 2L, 3L], (await ReadAllAsync(Stream)).Select(r => r.Seq));
        Assert.Equal(["a", "b", "c"], await ReadTextsAsync(Stream));
    }

    [Fact]
    public async Task Append_EveryField_ComesBackAsWritten()
    {
        var payload = new byte[] { 0, 255, 1 };
        Time.Advance(TimeSpan.FromTicks(12_345_678));
        await Journal.AppendAsync(new Append(Stream, new Actor("p-é", "rol 🙂", ""), [new("kind", 7, payload), new("empty", 1073741823, default)]), Cancel);

        var records = await ReadAllAsync(Stream);

        var expected = new DateTimeOffset(2026, 3, 2, 9, 30, 1, 234, 567, TimeSpan.Zero);
        Assert.Equal(2, records.Count);
        Assert.All(records, r => Assert.Equal((Stream, expected), (r.Stream, r.Time)));
        Assert.Equal(new Actor("p-é", "rol 🙂", ""), records[0].Actor);
        Assert.Equal(("kind", 7), (records[0].Kind, records[0].Version));
        Assert.Equal(payload, records[0].Payload.ToArray());
        Assert.Equal(("empty", 1073741823, 0), (records[1].Kind, records[1].Version, records[1].Payload.Length));
    }

    [Fact]
    public async Task Append_ExpectedHead_LetsOnlyTheFirstWriterIn()
    {
        await Journal.AppendAsync(Notes("a") with { ExpectedHead = 0 }, Cancel);

        var e = await Assert.ThrowsAsync<WrongExpectedHeadException>(
            async () => await Journal.AppendAsync(Notes("late") with { ExpectedHead = 0 }, Cancel));

        Assert.Equal((Stream, 0L, 1L), (e.Stream, e.Expected, e.Actual));
        Assert.Equal(new Appended(2, 2), await Journal.AppendAsync(Notes("b") with { ExpectedHead = 1 }, Cancel));
        Assert.Equal(["a", "b"], await ReadTextsAsync(Stream));
    }

    [Fact]
    public async Task Append_WhileAnotherStreamIsWhereItWas_IsWrittenAndElseNot()
    {
        var plan = new StreamId("plan/plan-1");
        Assert.Equal(new Appended(1, 1), await Journal.AppendAsync(Notes("before it was there") with { While = new(plan, 0) }, Cancel));
        await Journal.AppendAsync(Notes(plan, "x", "y"), Cancel);
        Assert.Equal(new Appended(2, 2), await Journal.AppendAsync(Notes("a") with { While = new(plan, 2) }, Cancel));

        var e = await Assert.ThrowsAsync<WrongExpectedHeadException>(
            async () => await Journal.AppendAsync(Notes("late") with { While = new(plan, 1) }, Cancel));

        Assert.Equal((plan, 1L, 2L), (e.Stream, e.Expected, e.Actual));
        Assert.Equal(["before it was there", "a"], await ReadTextsAsync(Stream));
    }

    [Fact]
    public async Task Append_WhileAStreamOfTheSameTransactionIsWhereItWas_LooksAtItAsItIsThere()
    {
        var plan = new StreamId("plan/plan-1");
        await Journal.AppendAllAsync([Notes("a") with { While = new(plan, 0) }, Notes(plan, "x")], Cancel);

        Assert.Equal(["a"], await ReadTextsAsync(Stream));
        await Assert.ThrowsAsync<WrongExpectedHeadException>(
            async () => await Journal.AppendAllAsync([Notes(plan, "y"), Notes("b") with { While = new(plan, 0) }], Cancel));
        Assert.Equal(1, await Journal.HeadAsync(plan, Cancel));
    }

    [Fact]
    public async Task Append_ThatHoldsOtherStreams_IsWrittenOnlyWhenAllAreWhereTheyWere()
    {
        StreamId looked = new("section/plan-1/s-1"), empty = new("section/plan-1/s-2");
        await Journal.AppendAsync(Notes(looked, "x", "y"), Cancel);
        Assert.Equal(new Appended(1, 1), await Journal.AppendAsync(Notes("a") with { Holds = [new(looked, 2), new(empty, 0)] }, Cancel));

        await Journal.AppendAsync(Notes(empty, "z"), Cancel);
        var e = await Assert.ThrowsAsync<WrongExpectedHeadException>(
            async () => await Journal.AppendAsync(Notes("late") with { Holds = [new(looked, 2), new(empty, 0)] }, Cancel));

        Assert.Equal((empty, 0L, 1L), (e.Stream, e.Expected, e.Actual));
        Assert.Equal(["a"], await ReadTextsAsync(Stream));
        Assert.Equal(2, await Journal.HeadAsync(looked, Cancel));
        Assert.Equal(["z"], await ReadTextsAsync(empty));
        Assert.True((await Journal.VerifyAsync(looked, Cancel)).Intact);
    }

    [Fact]
    public async Task Append_RefusedForItsHead_LeavesNoSideRows()
    {
        var work = new DueWork("mail", "m-1", Time.GetUtcNow(), default);
        await Assert.ThrowsAsync<WrongExpectedHeadException>(async () => await Journal.AppendAsync(
            Notes("a") with { ExpectedHead = 5, AddIndex = [new("i", "k", "v")], Schedule = [work] }, Cancel));

        Assert.Empty(await Journal.FindAsync("i", "k", Cancel));
        Assert.Empty(await Journal.TakeDueAsync("mail", Time.GetUtcNow(), TimeSpan.FromMinutes(1), 10, Cancel));
        Assert.Equal(0, await Journal.HeadAsync(Stream, Cancel));
    }

    [Fact]
    public async Task AppendAll_SeveralStreams_AreWrittenTogether()
    {
        var other = new StreamId("plan/plan-1");
        var answers = await Journal.AppendAllAsync([Notes("a"), Notes(other, "x", "y"), Notes("b") with { ExpectedHead = 1 }], Cancel);

        Assert.Equal([new Appended(1, 1), new Appended(1, 2), new Appended(2, 2)], answers);
        Assert.Equal(["a", "b"], await ReadTextsAsync(Stream));
        Assert.Equal(["x", "y"], await ReadTextsAsync(other));
    }

    [Fact]
    public async Task AppendAll_OneWrongHead_WritesNothing()
    {
        var other = new StreamId("plan/plan-1");
        await Assert.ThrowsAsync<WrongExpectedHeadException>(
            async () => await Journal.AppendAllAsync([Notes("a"), Notes(other, "x") with { ExpectedHead = 9 }], Cancel));

        Assert.Empty(await ReadAllAsync(Stream));
        Assert.Empty(await ReadAllAsync(other));
    }

    [Fact]
    public async Task Append_ConcurrentWriters_LeaveNoGapAndLoseNothing()
    {
        var streams = Enumerable.Range(0, 3).Select(i => new StreamId($"meeting/m-{i}")).ToArray();
        var writers = Enumerable.Range(0, 16).Select(async writer =>
        {
            var acknowledged = new List<(StreamId, long, string)>();
            for (var i = 0; i < 20; i++)
            {
                var stream = streams[(writer + i) % streams.Length];
                var text = $"{writer}:{i}";
                acknowledged.Add((stream, (await Journal.AppendAsync(Notes(stream, text), Cancel)).Head, text));
            }

            return acknowledged;
        });

        var told = (await Task.WhenAll(writers)).SelectMany(a => a).ToHashSet();

        var stored = new HashSet<(StreamId, long, string)>();
        foreach (var stream in streams)
        {
            stored.UnionWith((await ReadAllAsync(stream)).Select(r => (r.Stream, r.Seq, TextOf(r))));
            Assert.True((await Journal.VerifyAsync(stream, Cancel)).Intact);
        }

        Assert.Equal(320, stored.Count);
        Assert.Equal(told, stored);
    }

    [Fact]
    public async Task Append_ManyRivalsForOneHead_ExactlyOneWins()
    {
        var rivals = Enumerable.Range(0, 24).Select(async i =>
        {
            try
            {
                await Journal.AppendAsync(Notes($"{i}") with { ExpectedHead = 0 }, Cancel);
                return true;
            }
            catch (WrongExpectedHeadException)
            {
                return false;
            }
        });
        var neighbours = Enumerable.Range(0, 24).Select(i => Journal.AppendAsync(Notes(new StreamId($"access/{i}"), "n"), Cancel).AsTask());

        var won = Task.WhenAll(rivals);
        Assert.All(await Task.WhenAll(neighbours), a => Assert.Equal(new Appended(1, 1), a));
        Assert.Equal(1, (await won).Count(w => w));
        Assert.Single(await ReadAllAsync(Stream));
    }

    [Fact]
    public async Task Append_WhatDoesNotFit_IsRefusedBeforeTheStore()
    {
        (string Stream, string Person, string Kind, string Key)[] unfit =
        [
            ("", "p", "kind", "key"),
            (new string('s', 513), "p", "kind", "key"),
            ("s", "p\0", "kind", "key"),
            ("s", "\ud800", "kind", "key"),
            ("two\nlines", "p", "kind", "key"),
            ("s", "p", "", "key"),
            ("s", "p", "kind", new string('é', 513)),
        ];
        foreach (var (stream, person, kind, key) in unfit)
        {
            var append = new Append(new StreamId(stream), new Actor(person, "r", "s"), [new(kind, 1, default)])
            {
                AddIndex = [new("i", key, "v")],
            };
            await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAsync(append, Cancel));
        }

        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAsync(Notes(), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAllAsync([], Cancel));
        var heavy = new Append(Stream, Asker, [new("big", 1, new byte[16 * 1024 * 1024])]);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Journal.AppendAllAsync([heavy, heavy, heavy, heavy, Notes("and one byte more")], Cancel));
    }

    [Fact]
    public async Task Append_CancelledBefore_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Journal.AppendAsync(Notes("a"), new CancellationToken(canceled: true)));
        Assert.Equal(0, await Journal.HeadAsync(Stream, Cancel));
    }
}
