namespace RoundTable.Journal.Tests;

public sealed class CommitLoopTests : IAsyncLifetime
{
    private readonly List<string> _commits = [];
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _mayEnd = new(0);
    private readonly ManualTime _time = new();
    private readonly Measurements _meters = new();
    private Exception? _failure;
    private CommitLoop _loop = null!;

    public ValueTask InitializeAsync()
    {
        _loop = new CommitLoop(capacity: 4, maxBytes: 16 * 1024 * 1024, maxBatch: 3, CommitAsync, e => e is IOException, _time, _meters.Meter);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _mayEnd.Release(100);
        await _loop.DisposeAsync();
        _meters.Dispose();
        _begun.Dispose();
        _mayEnd.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_WhileACommitRuns_GathersUpToABatch()
    {
        var writes = new List<Task<string>> { Submit("a") };
        await _begun.WaitAsync(Cancel);
        writes.AddRange([Submit("b"), Submit("c"), Submit("d"), Submit("e")]);

        _mayEnd.Release(3);

        Assert.Equal(["a", "b", "c", "d", "e"], await Task.WhenAll(writes));
        Assert.Equal(["a", "b c d", "e"], _commits);
    }

    [Fact]
    public async Task Submit_HeavyWrites_DoNotGatherWithoutEnd()
    {
        var writes = new List<Task<string>> { Submit("a") };
        await _begun.WaitAsync(Cancel);
        writes.AddRange([Submit("b", weight: 8 * 1024 * 1024), Submit("c"), Submit("d")]);
        _mayEnd.Release(3);
        await Task.WhenAll(writes);
        Assert.Equal(["a", "b", "c d"], _commits);
    }

    [Fact]
    public async Task Submit_BeforeTheCommitEnds_IsNotAnswered()
    {
        var write = Submit("a");
        await _begun.WaitAsync(Cancel);
        Assert.False(write.IsCompleted);
        _mayEnd.Release();
        Assert.Equal("a", await write);
    }

    [Fact]
    public async Task Submit_MoreThanFits_IsRefusedAtOnce()
    {
        var first = Submit("a");
        await _begun.WaitAsync(Cancel);
        var waiting = new[] { Submit("b"), Submit("c"), Submit("d"), Submit("e") };
        var e = await Assert.ThrowsAsync<JournalUnavailableException>(() => Submit("f"));
        Assert.Equal("Too many writes are waiting.", e.Message);
        _mayEnd.Release(3);
        await Task.WhenAll([first, .. waiting]);
    }

    [Fact]
    public async Task Submit_MoreBytesThanFit_IsRefusedUntilThereIsRoom()
    {
        var first = Submit("a", weight: 20 * 1024 * 1024);
        await _begun.WaitAsync(Cancel);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Submit("b", weight: 1));
        _mayEnd.Release(2);
        await first;
        Assert.Equal("d", await Submit("d", weight: 1));
    }

    [Fact]
    public async Task Submit_InABatchThatFails_SaysUnavailableAndTheNextGoesOn()
    {
        _failure = new TimeoutException("on purpose");
        var failing = Submit("a");
        await _begun.WaitAsync(Cancel);
        _mayEnd.Release();
        Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<JournalUnavailableException>(() => failing)).InnerException);

        _failure = null;
        _mayEnd.Release();
        Assert.Equal("b", await Submit("b"));
        Assert.False(_loop.Failed.IsCompleted);
    }

    [Fact]
    public async Task Submit_AfterAFinalFailure_IsRefusedWithThoseThatWaited()
    {
        _failure = new IOException("on purpose");
        var failing = Submit("a");
        await _begun.WaitAsync(Cancel);
        var waiting = Submit("b");
        Assert.False(_loop.Failed.IsCompleted);
        _mayEnd.Release();

        foreach (var write in new[] { failing, waiting })
        {
            Assert.Same(_failure, (await Assert.ThrowsAsync<JournalUnavailableException>(() => write)).InnerException);
        }

        await Assert.ThrowsAsync<JournalUnavailableException>(() => Submit("c"));
        Assert.Equal(["a"], _commits);
        Assert.Same(_failure, await _loop.Failed);
    }

    [Fact]
    public async Task Submit_CommittedRefusedOrFailed_IsMeasured()
    {
        var first = Submit("a");
        await _begun.WaitAsync(Cancel);
        var waiting = new[] { Submit("b"), Submit("c"), Submit("d"), Submit("e") };
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Submit("f"));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        _mayEnd.Release();
        await first;
        await _begun.WaitAsync(Cancel);
        _failure = new TimeoutException("on purpose");
        _mayEnd.Release(2);
        foreach (var write in waiting)
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(() => write);
        }

        Assert.Equal([1.0], _meters.Of("roundtable.journal.batch"));
        Assert.Equal([0.25], _meters.Of("roundtable.journal.commit"));
        Assert.Equal([1.0, 3.0, 1.0], _meters.Of("roundtable.journal.unavailable"));
    }

    [Fact]
    public async Task Submit_CancelledWhileItWaits_TakesNoPartInACommit()
    {
        var first = Submit("a");
        await _begun.WaitAsync(Cancel);
        using var cancel = new CancellationTokenSource();
        var cancelled = Submit("b", cancel.Token);
        var third = Submit("c");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        _mayEnd.Release(2);

        Assert.Equal(["a", "c"], await Task.WhenAll(first, third));
        Assert.Equal(["a", "c"], _commits);
    }

    private Task<string> Submit(string name, CancellationToken ct = default, long weight = 0) =>
        _loop.SubmitAsync(new Write(name, weight), ct).AsTask();

    private async ValueTask CommitAsync(IReadOnlyList<PendingWrite> batch)
    {
        _commits.Add(string.Join(' ', batch.Cast<Write>().Select(w => w.Name)));
        _begun.Release();
        await _mayEnd.WaitAsync(Cancel);
        if (_failure is not null)
        {
            throw _failure;
        }

        foreach (var write in batch.Cast<Write>())
        {
            write.Stage(write.Name);
        }
    }

    private sealed class Write(string name, long weight) : PendingWrite<string>
    {
        internal override long Weight => weight;

        internal string Name { get; } = name;
    }
}
