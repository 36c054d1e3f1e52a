namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Snapshot_Saved_IsLoadedAndKeepsEveryRecord()
    {
        await Journal.AppendAsync(Notes("a", "b", "c"), Cancel);
        await Journal.SaveSnapshotAsync(new Snapshot(Stream, 2, 4, new byte[] { 1, 2 }), Cancel);

        var snapshot = (await Journal.LoadSnapshotAsync(Stream, Cancel))!;

        Assert.Equal((Stream, 2L, 4), (snapshot.Stream, snapshot.Seq, snapshot.Version));
        Assert.Equal([1, 2], snapshot.Payload.ToArray());
        Assert.Equal(["a", "b", "c"], await ReadTextsAsync(Stream));
    }

    [Fact]
    public async Task Snapshot_OfAnEarlierRecord_DoesNotReplaceALaterOne()
    {
        await Journal.AppendAsync(Notes("a", "b", "c"), Cancel);
        await Journal.SaveSnapshotAsync(new Snapshot(Stream, 3, 1, new byte[] { 3 }), Cancel);
        await Journal.SaveSnapshotAsync(new Snapshot(Stream, 2, 1, new byte[] { 2 }), Cancel);
        Assert.Equal(3, (await Journal.LoadSnapshotAsync(Stream, Cancel))!.Seq);

        await Journal.SaveSnapshotAsync(new Snapshot(Stream, 3, 2, new byte[] { 4 }), Cancel);
        Assert.Equal(2, (await Journal.LoadSnapshotAsync(Stream, Cancel))!.Version);
    }

    [Fact]
    public async Task Touch_OfAnyStream_LeavesItAsItWas()
    {
        await Journal.AppendAsync(Notes("a", "b"), Cancel);

        await Journal.TouchAsync(Stream, Cancel);
        await Journal.TouchAsync(new StreamId("server/touched"), Cancel);

        Assert.Equal(0, await Journal.HeadAsync(new StreamId("server/touched"), Cancel));
        Assert.Equal(new Appended(3, 3), await Journal.AppendAsync(Notes("c") with { ExpectedHead = 2 }, Cancel));
        Assert.Equal(new Appended(1, 1), await Journal.AppendAsync(Notes("a") with { Stream = new StreamId("server/touched"), ExpectedHead = 0 }, Cancel));
        Assert.Equal(ChainFault.None, (await Journal.VerifyAsync(Stream, Cancel)).Fault);
    }

    [Fact]
    public async Task Snapshot_BeyondTheHead_IsRefused()
    {
        await Journal.AppendAsync(Notes("a"), Cancel);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Journal.SaveSnapshotAsync(new Snapshot(Stream, 2, 1, default), Cancel));
        Assert.Null(await Journal.LoadSnapshotAsync(Stream, Cancel));
    }
}
