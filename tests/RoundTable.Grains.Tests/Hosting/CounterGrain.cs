using RoundTable.Grains.Hosting;

namespace RoundTable.Grains.Tests.Hosting;

/// <summary>A grain that counts, and writes down its life.</summary>
internal sealed class CounterGrain(Diary diary) : Grain
{
    private int _count;
    private int _inTurn;

    protected override bool MayRetire => diary.MayRetire;

    internal string OwnKey => Key;

    internal int Count => _count;

    protected override ValueTask OnActivateAsync(CancellationToken ct)
    {
        diary.Write($"activate {Key}");
        return diary.ActivationFailure is { } failure ? ValueTask.FromException(failure) : ValueTask.CompletedTask;
    }

    protected override async ValueTask OnDeactivateAsync()
    {
        await diary.Deactivation();
        diary.Write($"deactivate {Key} at {_count}");
    }

    /// <summary>Adds one, and fails if another turn runs meanwhile.</summary>
    internal async Task<int> AddAsync()
    {
        Assert.Equal(1, Interlocked.Increment(ref _inTurn));
        var before = _count;
        await Task.Yield();
        _count = before + 1;
        Assert.Equal(0, Interlocked.Decrement(ref _inTurn));
        return _count;
    }

    internal async Task<int> AddAfterAsync(Task gate)
    {
        await gate;
        return await AddAsync();
    }

    internal ValueTask FailAsync() => throw new InvalidDataException("on purpose");

    internal async Task StopAsync()
    {
        await AddAsync();
        DeactivateOnIdle();
    }

    internal ValueTask<IDisposable> StartTimerAsync(Func<CancellationToken, ValueTask> tick, TimeSpan due, TimeSpan period) =>
        ValueTask.FromResult(RegisterTimer(tick, due, period));
}
