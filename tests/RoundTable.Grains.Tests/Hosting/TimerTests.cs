namespace RoundTable.Grains.Tests.Hosting;

public sealed class TimerTests : HostTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private int _ticks;

    [Fact]
    public async Task Timer_Periodic_TicksAsTurns()
    {
        await StartAsync(Second, Second * 2);

        Assert.Equal(0, await AfterAsync(Second - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(1, await AfterAsync(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(1, await AfterAsync(Second));
        Assert.Equal(2, await AfterAsync(Second));
    }

    [Fact]
    public async Task Timer_Once_TicksOnce()
    {
        await StartAsync(Second, Timeout.InfiniteTimeSpan);
        Assert.Equal(1, await AfterAsync(Second));
        Assert.Equal(1, await AfterAsync(Second * 10));
    }

    [Fact]
    public async Task Timer_WhileATurnIsLong_KeepsOneTickWaiting()
    {
        await StartAsync(Second, Second);
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var slow = Counter.CallAsync(
            g =>
            {
                begun.SetResult();
                return g.AddAfterAsync(gate.Task);
            },
            Cancel);
        await begun.Task;
        Time.Advance(Second * 5);
        Assert.Equal(0, _ticks);
        gate.SetResult();
        await slow;
        Assert.Equal(1, await AfterAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Timer_Disposed_TicksNoMore()
    {
        var timer = await StartAsync(Second, Second);
        Assert.Equal(1, await AfterAsync(Second));
        await Counter.CallAsync(
            _ =>
            {
                timer.Dispose();
                return ValueTask.CompletedTask;
            },
            Cancel);
        Assert.Equal(1, await AfterAsync(Second * 3));
    }

    [Fact]
    public async Task Timer_WhoseTickFails_GoesOn()
    {
        await Counter.CallAsync(
            g => g.StartTimerAsync(
                _ =>
                {
                    _ticks++;
                    throw new InvalidDataException("on purpose");
                },
                Second,
                Second),
            Cancel);
        Assert.Equal(1, await AfterAsync(Second));
        Assert.Equal(2, await AfterAsync(Second));
    }

    [Fact]
    public async Task Timer_OfARetiredGrain_TicksNoMoreAndItsTokenIsCancelled()
    {
        CancellationToken seen = default;
        await Counter.CallAsync(
            g => g.StartTimerAsync(
                ct =>
                {
                    seen = ct;
                    _ticks++;
                    return ValueTask.CompletedTask;
                },
                Second,
                Second),
            Cancel);
        Assert.Equal(1, await AfterAsync(Second));
        Assert.False(seen.IsCancellationRequested);

        await Counter.CallAsync(g => g.StopAsync(), Cancel);
        Assert.Equal(1, await AfterAsync(Second * 3));
        Assert.True(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task Timer_Ticking_DoesNotKeepTheGrain()
    {
        await StartAsync(Second, Second);
        var begun = new TaskCompletionSource();
        Diary.Deactivation = () =>
        {
            begun.TrySetResult();
            return Task.CompletedTask;
        };
        Time.Advance(Idle);
        await begun.Task;
    }

    private Task<IDisposable> StartAsync(TimeSpan due, TimeSpan period) =>
        Counter.CallAsync(
            g => g.StartTimerAsync(
                _ =>
                {
                    _ticks++;
                    return ValueTask.CompletedTask;
                },
                due,
                period),
            Cancel);

    private async Task<int> AfterAsync(TimeSpan time)
    {
        Time.Advance(time);
        await PassAsync();
        return _ticks;
    }
}
