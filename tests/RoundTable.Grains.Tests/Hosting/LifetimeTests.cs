using RoundTable.Grains.Hosting;

namespace RoundTable.Grains.Tests.Hosting;

public sealed class LifetimeTests : HostTests
{
    [Fact]
    public async Task Activation_Failing_FailsTheWaitingCallsAndLeavesNothing()
    {
        Diary.ActivationFailure = new InvalidDataException("no state");
        var calls = Enumerable.Range(0, 5).Select(_ => Counter.CallAsync(g => g.AddAsync(), Cancel)).ToArray();
        foreach (var call in calls)
        {
            Assert.Equal("no state", (await Assert.ThrowsAsync<InvalidDataException>(() => call)).Message);
        }

        Assert.Equal(0, Host.ActivationCount);
        Assert.DoesNotContain(Diary.Lines, line => line.StartsWith("deactivate", StringComparison.Ordinal));

        Diary.ActivationFailure = null;
        Assert.Equal(1, await Counter.CallAsync(g => g.AddAsync(), Cancel));
    }

    [Fact]
    public async Task Activation_GivenUp_IsNoCancellationToWhoWaits()
    {
        Diary.ActivationFailure = new OperationCanceledException("too late");

        var refused = await Assert.ThrowsAsync<GrainUnavailableException>(() => Counter.CallAsync(g => g.AddAsync(), Cancel));

        Assert.Equal((typeof(CounterGrain), "k"), (refused.GrainType, refused.Key));
        Assert.Same(Diary.ActivationFailure, refused.InnerException);
    }

    [Fact]
    public async Task Idle_ForTheIdleTime_Retires()
    {
        await Counter.CallAsync(g => g.AddAsync(), Cancel);
        var gone = DeactivatedAsync();
        Time.Advance(Idle);
        await gone;

        Assert.Equal(1, await Counter.CallAsync(g => g.AddAsync(), Cancel));
        Assert.Equal(["activate k", "deactivate k at 1", "activate k"], Diary.Lines);
    }

    [Fact]
    public async Task Idle_CalledMeanwhile_StaysUntilIdleTimeAfterTheLastCall()
    {
        await Counter.CallAsync(g => g.AddAsync(), Cancel);
        Time.Advance(Idle - TimeSpan.FromSeconds(1));
        await Counter.CallAsync(g => g.AddAsync(), Cancel);
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await PassAsync());
        Time.Advance(Idle - TimeSpan.FromSeconds(2));
        Assert.Equal(2, await PassAsync());
        Assert.Equal(["activate k"], Diary.Lines);
    }

    [Fact]
    public async Task Idle_StillInUse_StaysUntilItIsNot()
    {
        Diary.MayRetire = false;
        await Counter.CallAsync(g => g.AddAsync(), Cancel);
        Time.Advance(Idle);
        Assert.Equal(1, await PassAsync());

        Diary.MayRetire = true;
        var gone = DeactivatedAsync();
        Time.Advance(Idle);
        await gone;
        await Host.DisposeAsync();
        Assert.Equal(["activate k", "deactivate k at 1"], Diary.Lines);
    }

    [Fact]
    public async Task Retirement_WithCallsMeanwhile_SendsThemToAFreshActivationInOrder()
    {
        var gate = new TaskCompletionSource();
        Diary.Deactivation = () => gate.Task;
        await Counter.CallAsync(g => g.StopAsync(), Cancel);
        var calls = Enumerable.Range(0, 50).Select(_ => Counter.CallAsync(g => g.AddAsync(), Cancel)).ToArray();

        Assert.All(calls, call => Assert.False(call.IsCompleted));
        gate.SetResult();

        Assert.Equal(Enumerable.Range(1, 50), await Task.WhenAll(calls));
        Assert.Equal(["activate k", "deactivate k at 1", "activate k"], Diary.Lines);
    }

    [Fact]
    public async Task Retirement_WithCallsInTheMailbox_SendsThemToAFreshActivation()
    {
        var gate = new TaskCompletionSource();
        var stop = Counter.CallAsync(
            async g =>
            {
                await gate.Task;
                await g.StopAsync();
            },
            Cancel);
        var waiting = Enumerable.Range(0, 10).Select(_ => Counter.CallAsync(g => g.AddAsync(), Cancel)).ToArray();
        gate.SetResult();
        await stop;
        Assert.Equal(Enumerable.Range(1, 10), await Task.WhenAll(waiting));
        Assert.Equal(["activate k", "deactivate k at 1", "activate k"], Diary.Lines);
    }

    [Fact]
    public async Task Retirement_UnderManyCalls_RunsEachCallOnceAndOneLifeAtATime()
    {
        var callers = Enumerable.Range(0, 8).Select(async caller =>
        {
            for (var i = 0; i < 100; i++)
            {
                await (i % 3 == caller % 3 ? Counter.CallAsync(g => g.StopAsync(), Cancel) : Counter.CallAsync(g => g.AddAsync(), Cancel));
            }
        });
        await Task.WhenAll(callers);
        await Host.DisposeAsync();

        var lives = Diary.Lines.Chunk(2).ToList();
        Assert.All(lives, life =>
        {
            Assert.Equal("activate k", life[0]);
            Assert.StartsWith("deactivate k at ", life[1], StringComparison.Ordinal);
        });
        Assert.Equal(800, lives.Sum(life => int.Parse(life[1]["deactivate k at ".Length..], null)));
    }

    [Fact]
    public async Task Dispose_WithCallsWaiting_RunsThemThenDeactivates()
    {
        var gate = new TaskCompletionSource();
        var calls = new List<Task<int>> { Counter.CallAsync(g => g.AddAfterAsync(gate.Task), Cancel) };
        calls.AddRange(Enumerable.Range(0, 5).Select(_ => Counter.CallAsync(g => g.AddAsync(), Cancel)));
        var disposed = Host.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Counter.CallAsync(g => g.AddAsync(), Cancel));

        gate.SetResult();

        Assert.Equal(Enumerable.Range(1, 6), await Task.WhenAll(calls));
        await disposed;
        Assert.Equal(["activate k", "deactivate k at 6"], Diary.Lines);
        Assert.Equal(0, Host.ActivationCount);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Host.Get<CounterGrain>("new").CallAsync(g => g.AddAsync(), Cancel));
    }

    [Fact]
    public async Task Deactivation_Failing_StillEndsTheLife()
    {
        Diary.Deactivation = () => Task.FromException(new InvalidDataException("on purpose"));
        await Counter.CallAsync(g => g.StopAsync(), Cancel);
        Assert.Equal(1, await Counter.CallAsync(g => g.AddAsync(), Cancel));
        Assert.Equal(["activate k", "activate k"], Diary.Lines);
    }

    /// <summary>Completes when the next deactivation has begun.</summary>
    private Task DeactivatedAsync()
    {
        var begun = new TaskCompletionSource();
        Diary.Deactivation = () =>
        {
            begun.TrySetResult();
            return Task.CompletedTask;
        };
        return begun.Task;
    }
}
