namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Close_WithWritesWaiting_CommitsThemAll()
    {
        var waiting = Enumerable.Range(0, 100).Select(i => Journal.AppendAsync(Notes($"{i}"), Cancel).AsTask()).ToArray();
        await Journal.DisposeAsync();
        await Task.WhenAll(waiting);

        Journal = await OpenAsync();
        Assert.Equal(Enumerable.Range(0, 100), (await ReadTextsAsync(Stream)).Select(int.Parse).Order());
    }

    [Fact]
    public async Task Closed_EveryMember_SaysUnavailable()
    {
        await Journal.AppendAsync(Notes("a") with { Schedule = [Work("m-1")] }, Cancel);
        var work = Assert.Single(await TakeAsync());
        await Journal.DisposeAsync();
        await Journal.DisposeAsync();

        Func<Task>[] calls =
        [
            async () => await Journal.AppendAsync(Notes("b"), Cancel),
            async () => await Journal.AppendAllAsync([Notes("b")], Cancel),
            () => ReadAllAsync(Stream),
            async () => await Journal.HeadAsync(Stream, Cancel),
            async () => await Journal.HeadsAsync([Stream], Cancel),
            async () => await Journal.TouchAsync(Stream, Cancel),
            async () => await Journal.SaveSnapshotAsync(new Snapshot(Stream, 1, 1, default), Cancel),
            async () => await Journal.LoadSnapshotAsync(Stream, Cancel),
            async () => await Journal.FindAsync("i", "k", Cancel),
            () => TakeAsync(),
            async () => await Journal.CompleteAsync(work, Cancel),
            async () => await Journal.PostponeAsync(work, Time.GetUtcNow(), Cancel),
            async () => await Journal.GiveBackAsync(work, Time.GetUtcNow(), Cancel),
            async () => await Journal.VerifyAsync(Stream, Cancel),
        ];
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(call);
        }
    }

    [Fact]
    public async Task Append_MoreThanTheQueueHolds_RefusesSomeAndKeepsWhatItAcknowledged()
    {
        await Journal.DisposeAsync();
        Journal = await OpenAsync(queueCapacity: 1);
        var attempts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => TryAppendAsync($"{i}")).ToArray());

        Assert.Contains(attempts, a => a is null);
        // Whoever asks at the same time as others has no right to an order among them.
        Assert.Equal(attempts.OfType<Appended>().Select(a => a.Head).Order(), (await ReadAllAsync(Stream)).Select(r => r.Seq));
    }

    private async Task<Appended?> TryAppendAsync(string text)
    {
        try
        {
            return await Journal.AppendAsync(Notes(text), Cancel);
        }
        catch (JournalUnavailableException)
        {
            return null;
        }
    }
}
