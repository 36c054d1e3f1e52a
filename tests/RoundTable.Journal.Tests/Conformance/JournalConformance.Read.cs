namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Read_UnknownStream_IsEmpty()
    {
        Assert.Empty(await ReadAllAsync(Stream));
        Assert.Equal(0, await Journal.HeadAsync(Stream, Cancel));
        Assert.Null(await Journal.LoadSnapshotAsync(Stream, Cancel));
        Assert.Equal(0, (await Journal.VerifyAsync(Stream, Cancel)).Head);
    }

    [Fact]
    public async Task Read_FromTheMiddle_GivesTheTailWithItsLink()
    {
        await Journal.AppendAsync(Notes("a", "b", "c"), Cancel);
        var all = await ReadAllAsync(Stream);

        var tail = await ReadAllAsync(Stream, fromSeq: 2);

        Assert.Equal(["b", "c"], tail.Select(TextOf));
        Assert.Equal(all[0].Hash.ToArray(), tail[0].PreviousHash.ToArray());
        Assert.Empty(await ReadAllAsync(Stream, fromSeq: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Journal.ReadAsync(Stream, 0, Cancel));
    }

    [Fact]
    public async Task Read_LongAndHeavyStreams_ComeWholeOverPages()
    {
        var heavy = new StreamId("section/plan-1/heavy");
        await Journal.AppendAsync(Notes([.. Enumerable.Range(1, 1000).Select(i => $"{i}")]), Cancel);
        await Journal.AppendAsync(Notes([.. Enumerable.Range(1001, 536).Select(i => $"{i}")]), Cancel);
        await Journal.AppendAsync(
            new Append(heavy, Asker, [.. Enumerable.Range(0, 5).Select(i => new NewRecord("big", i, new byte[700_000]))]), Cancel);

        Assert.Equal(Enumerable.Range(1, 1536).Select(i => $"{i}"), await ReadTextsAsync(Stream));
        Assert.Equal([0, 1, 2, 3, 4], (await ReadAllAsync(heavy)).Select(r => r.Version));
        Assert.True((await Journal.VerifyAsync(Stream, Cancel)).Intact);
    }

    [Fact]
    public async Task Read_WhileOthersWrite_SeesAPrefix()
    {
        await Journal.AppendAsync(Notes([.. Enumerable.Range(1, 600).Select(i => $"{i}")]), Cancel);
        var seen = new List<long>();
        await foreach (var record in Journal.ReadAsync(Stream, 1, Cancel))
        {
            if (seen.Count == 10)
            {
                await Journal.AppendAsync(Notes("601"), Cancel);
            }

            seen.Add(record.Seq);
        }

        Assert.Equal(Enumerable.Range(1, 601).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task Heads_OfManyStreams_AreThoseThatEachHasWhoeverWrote()
    {
        StreamId[] streams = [.. Enumerable.Range(0, 700).Select(i => new StreamId($"plan/{i}"))];
        await Journal.AppendAllAsync([.. streams.Select(stream => Notes(stream, "x"))], Cancel);
        await using (var other = await OpenAsync())
        {
            await other.AppendAsync(Notes(streams[3], "y", "z"), Cancel);
        }

        var heads = await Journal.HeadsAsync([.. streams, streams[3]], Cancel);

        Assert.Equal(streams.Length, heads.Count);
        Assert.All(streams, stream => Assert.Equal(stream == streams[3] ? 3 : 1, heads[stream]));
    }

    [Fact]
    public async Task Heads_WithNamesOfAllKinds_AreThoseOfExactlyTheseNames()
    {
        StreamId[] written = [new("plan/O'Brien \"é\" {,} \\ 🙂"), new("plan/a"), new("Plan/a")];
        foreach (var stream in written)
        {
            await Journal.AppendAsync(Notes(stream, "x"), Cancel);
        }

        Assert.Equal(
            new Dictionary<StreamId, long> { [written[0]] = 1, [written[1]] = 1, [new("plan/A")] = 0, [new("plan/")] = 0 },
            await Journal.HeadsAsync([written[0], written[1], new("plan/A"), new("plan/")], Cancel));
        Assert.Empty(await Journal.HeadsAsync([], Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.HeadsAsync([written[0], new("a\u0007")], Cancel));
    }

    [Fact]
    public async Task Reopen_AfterClose_HasEverything()
    {
        await Journal.AppendAsync(Notes("a") with { AddIndex = [new("i", "k", "v")] }, Cancel);
        await Journal.SaveSnapshotAsync(new Snapshot(Stream, 1, 1, new byte[] { 9 }), Cancel);

        await ReopenAsync();

        Assert.Equal(["a"], await ReadTextsAsync(Stream));
        Assert.Equal(["v"], await Journal.FindAsync("i", "k", Cancel));
        Assert.Equal(1, (await Journal.LoadSnapshotAsync(Stream, Cancel))!.Seq);
        Assert.Equal(new Appended(2, 2), await Journal.AppendAsync(Notes("b"), Cancel));
        Assert.True((await Journal.VerifyAsync(Stream, Cancel)).Intact);
    }

    [Fact]
    public async Task Streams_AreListedByTheBeginningOfTheirNames()
    {
        string[] names = ["plan/a", "plan/b", "section/a/1", "section/a/2", "section/aa/1", "section/b/1"];
        foreach (var name in names.Reverse())
        {
            await Journal.AppendAsync(Notes(new StreamId(name), "x"), Cancel);
        }

        Assert.Equal(["section/a/1", "section/a/2"], await ListAsync("section/a/"));
        Assert.Equal(names, await ListAsync(""));
        Assert.Empty(await ListAsync("meeting/"));
    }

    [Fact]
    public async Task Streams_MoreThanAPage_AreAllListed()
    {
        var names = Enumerable.Range(0, 1100).Select(i => $"section/a/{i:D4}").ToList();
        await Journal.AppendAllAsync([.. names.Select(name => Notes(new StreamId(name), "x"))], Cancel);

        Assert.Equal(names, await ListAsync("section/"));
    }

    private async Task<List<string>> ListAsync(string prefix)
    {
        var names = new List<string>();
        await foreach (var stream in Journal.StreamsAsync(prefix, Cancel))
        {
            names.Add(stream.Value);
        }

        return names;
    }
}
