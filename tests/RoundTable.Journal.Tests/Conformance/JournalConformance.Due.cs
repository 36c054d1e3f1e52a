namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Due_BeforeItsTime_IsNotTaken()
    {
        var due = Time.GetUtcNow() + TimeSpan.FromHours(1);
        await ScheduleAsync(new DueWork("mail", "m-1", due, new byte[] { 5 }));

        Assert.Empty(await TakeAsync());
        Time.Advance(TimeSpan.FromHours(1));
        var taken = Assert.Single(await TakeAsync());

        Assert.Equal(("mail", "m-1", due), (taken.Work.Kind, taken.Work.Key, taken.Work.DueAt));
        Assert.Equal([5], taken.Work.Payload.ToArray());
        Assert.Equal((Time.GetUtcNow() + Lease, 1), (taken.LeaseEnd, taken.Attempt));
    }

    [Fact]
    public async Task Due_Several_AreTakenEarliestFirstUpToTheMaximumAndOfOneKind()
    {
        var now = Time.GetUtcNow();
        await ScheduleAsync(
            new DueWork("mail", "later", now, default), new DueWork("mail", "first", now - Lease, default),
            new DueWork("mail", "also-later", now, default), new DueWork("remind", "other", now, default));

        Assert.Equal(["first", "also-later"], (await TakeAsync(max: 2)).Select(w => w.Work.Key));
        Assert.Equal(["later"], (await TakeAsync()).Select(w => w.Work.Key));
    }

    [Fact]
    public async Task Due_UnderLease_IsTakenOverOnlyAfterItsEnd()
    {
        await ScheduleAsync(Work("m-1"));
        var first = Assert.Single(await TakeAsync());

        Time.Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await TakeAsync());
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var second = Assert.Single(await TakeAsync());

        Assert.True(second.LeaseId > first.LeaseId);
        Assert.Equal(2, second.Attempt);
        await Journal.CompleteAsync(first, Cancel);
        await Journal.PostponeAsync(first, Time.GetUtcNow(), Cancel);
        Assert.Empty(await TakeAsync());
        Time.Advance(Lease);
        Assert.Single(await TakeAsync());
    }

    [Fact]
    public async Task Due_Completed_IsGoneAndCompletingAgainIsNoError()
    {
        await ScheduleAsync(Work("m-1"));
        var work = Assert.Single(await TakeAsync());
        await Journal.CompleteAsync(work, Cancel);
        await Journal.CompleteAsync(work, Cancel);

        Time.Advance(Lease);
        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task Due_CompletedAfterItsLeaseButNotTakenOver_IsGone()
    {
        await ScheduleAsync(Work("m-1"));
        var work = Assert.Single(await TakeAsync());
        Time.Advance(Lease * 2);
        await Journal.CompleteAsync(work, Cancel);
        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task Due_Postponed_ComesBackAtItsNewTime()
    {
        await ScheduleAsync(Work("m-1"));
        var work = Assert.Single(await TakeAsync());
        var later = Time.GetUtcNow() + TimeSpan.FromSeconds(10);
        await Journal.PostponeAsync(work, later, Cancel);
        await Journal.CompleteAsync(work, Cancel);

        Assert.Empty(await TakeAsync());
        Time.Advance(TimeSpan.FromSeconds(10));
        var again = Assert.Single(await TakeAsync());
        Assert.Equal((later, 2), (again.Work.DueAt, again.Attempt));
    }

    [Fact]
    public async Task Due_GivenBackUntried_ComesBackAtThatMomentForTheSameAttempt()
    {
        await ScheduleAsync(Work("m-1"));
        var work = Assert.Single(await TakeAsync());
        await Journal.GiveBackAsync(work, Time.GetUtcNow() + TimeSpan.FromSeconds(10), Cancel);
        await Journal.GiveBackAsync(work, Time.GetUtcNow(), Cancel);
        await Journal.CompleteAsync(work, Cancel);

        Assert.Empty(await TakeAsync());
        Time.Advance(TimeSpan.FromSeconds(10));
        var again = Assert.Single(await TakeAsync());
        Assert.Equal((work.Work.DueAt, 1), (again.Work.DueAt, again.Attempt));
    }

    [Fact]
    public async Task Due_ScheduledAgainWhileLeased_IsNewWork()
    {
        await ScheduleAsync(Work("m-1"));
        var old = Assert.Single(await TakeAsync());
        await ScheduleAsync(new DueWork("mail", "m-1", Time.GetUtcNow(), new byte[] { 2 }));
        await Journal.CompleteAsync(old, Cancel);

        var renewed = Assert.Single(await TakeAsync());
        Assert.Equal([2], renewed.Work.Payload.ToArray());
        Assert.Equal(1, renewed.Attempt);
    }

    [Fact]
    public async Task Due_Cancelled_IsGone()
    {
        await ScheduleAsync(Work("m-1"), Work("m-2"));
        await Journal.AppendAsync(Notes("b") with { Cancel = [("mail", "m-1"), ("mail", "unknown")] }, Cancel);
        Assert.Equal("m-2", Assert.Single(await TakeAsync()).Work.Key);
    }

    [Fact]
    public async Task Due_ManyTakers_EachPieceGoesToOne()
    {
        await ScheduleAsync([.. Enumerable.Range(0, 60).Select(i => Work($"m-{i:00}"))]);

        var takers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TakeAsync(max: 5)));
        var rest = await TakeAsync(max: 100);

        var keys = takers.SelectMany(t => t).Concat(rest).Select(w => w.Work.Key).ToList();
        Assert.Equal(60, keys.Count);
        Assert.Equal(60, keys.Distinct().Count());
    }

    [Fact]
    public async Task Due_SenselessTake_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TakeAsync(max: 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Journal.TakeDueAsync("mail", Time.GetUtcNow(), TimeSpan.Zero, 1, Cancel));
    }

    private DueWork Work(string key) => new("mail", key, Time.GetUtcNow(), default);

    private async Task ScheduleAsync(params DueWork[] work) => await Journal.AppendAsync(Notes("a") with { Schedule = work }, Cancel);

    private async Task<IReadOnlyList<LeasedWork>> TakeAsync(int max = 10) =>
        await Journal.TakeDueAsync("mail", Time.GetUtcNow(), Lease, max, Cancel);
}
