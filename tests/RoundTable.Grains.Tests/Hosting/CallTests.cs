using RoundTable.Grains.Hosting;

namespace RoundTable.Grains.Tests.Hosting;

public sealed class CallTests : HostTests
{
    [Fact]
    public async Task Call_First_ActivatesOnce()
    {
        Assert.Equal(0, Host.ActivationCount);
        Assert.Equal(1, await Counter.CallAsync(g => g.AddAsync(), Cancel));
        Assert.Equal(2, await Counter.CallAsync(g => g.AddAsync(), Cancel));
        Assert.Equal("k", await Counter.CallAsync(g => ValueTask.FromResult(g.OwnKey), Cancel));
        Assert.Equal(["activate k"], Diary.Lines);
        Assert.Equal(1, Host.ActivationCount);
    }

    [Fact]
    public async Task Call_TwoKeys_AreTwoGrains()
    {
        await Counter.CallAsync(g => g.AddAsync(), Cancel);
        Assert.Equal(1, await Host.Get<CounterGrain>("other").CallAsync(g => g.AddAsync(), Cancel));
        Assert.Equal(2, Host.ActivationCount);
    }

    [Fact]
    public async Task Call_FromManyAtOnce_RunsOneTurnAtATime()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Counter.CallAsync(g => g.AddAsync(), Cancel)));
        Assert.Equal(Enumerable.Range(1, 500), results);
        Assert.Equal(["activate k"], Diary.Lines);
    }

    [Fact]
    public async Task Call_WhoseTurnThrows_TellsItsCallerAndTheGrainGoesOn()
    {
        var e = await Assert.ThrowsAsync<InvalidDataException>(() => Counter.CallAsync(g => g.FailAsync(), Cancel));
        Assert.Equal("on purpose", e.Message);
        Assert.Equal(1, await Counter.CallAsync(g => g.AddAsync(), Cancel));
        Assert.Equal(["activate k"], Diary.Lines);
    }

    [Fact]
    public async Task Call_WithFullMailbox_IsRefused()
    {
        await Host.DisposeAsync();
        Host = NewHost(new GrainHostOptions { MailboxCapacity = 2 });
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var running = Counter.CallAsync(
            g =>
            {
                begun.SetResult();
                return g.AddAfterAsync(gate.Task);
            },
            Cancel);
        await begun.Task;
        var waiting = new[] { Counter.CallAsync(g => g.AddAsync(), Cancel), Counter.CallAsync(g => g.AddAsync(), Cancel) };

        var e = await Assert.ThrowsAsync<GrainOverloadedException>(() => Counter.CallAsync(g => g.AddAsync(), Cancel));

        Assert.Equal((typeof(CounterGrain), "k"), (e.GrainType, e.Key));
        gate.SetResult();
        Assert.Equal(Enumerable.Range(1, 3), await Task.WhenAll([running, .. waiting]));
        Assert.Equal(4, await Counter.CallAsync(g => g.AddAsync(), Cancel));
    }

    [Fact]
    public async Task End_WithFullMailbox_IsTaken()
    {
        await Host.DisposeAsync();
        Host = NewHost(new GrainHostOptions { MailboxCapacity = 1 });
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var running = Counter.CallAsync(
            g =>
            {
                begun.SetResult();
                return g.AddAfterAsync(gate.Task);
            },
            Cancel);
        await begun.Task;
        var waiting = Counter.CallAsync(g => g.AddAsync(), Cancel);
        var ended = 0;

        var end = Counter.EndAsync(g =>
        {
            ended = g.Count;
            return ValueTask.CompletedTask;
        });

        gate.SetResult();
        await Task.WhenAll(running, waiting, end);
        Assert.Equal(2, ended);
    }

    [Fact]
    public async Task Call_CancelledWhileItWaits_NeverRuns()
    {
        var gate = new TaskCompletionSource();
        var running = Counter.CallAsync(g => g.AddAfterAsync(gate.Task), Cancel);
        using var cancel = new CancellationTokenSource();
        var waiting = Counter.CallAsync(g => g.AddAsync(), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.SetResult();
        Assert.Equal(1, await running);
        Assert.Equal(2, await Counter.CallAsync(g => g.AddAsync(), Cancel));
    }

    [Fact]
    public async Task Call_CancelledInItsTurn_StillTellsTheOutcome()
    {
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        using var cancel = new CancellationTokenSource();
        var running = Counter.CallAsync(
            g =>
            {
                begun.SetResult();
                return g.AddAfterAsync(gate.Task);
            },
            cancel.Token);
        await begun.Task;
        await cancel.CancelAsync();
        gate.SetResult();
        Assert.Equal(1, await running);
    }

    [Fact]
    public async Task Call_AmbientContext_DoesNotLeakIntoTheGrain()
    {
        var ambient = new AsyncLocal<string?> { Value = "first caller" };
        Assert.Null(await Counter.CallAsync(_ => ValueTask.FromResult(ambient.Value), Cancel));
    }

    [Fact]
    public void Get_EmptyKey_IsRefused() => Assert.Throws<ArgumentException>(() => Host.Get<CounterGrain>(""));
}
