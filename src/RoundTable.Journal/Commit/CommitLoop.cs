using System.Threading.Channels;

namespace RoundTable.Journal;

/// <summary>
/// Group commit: one loop per store takes everything that waits, writes it in one transaction, and only after the
/// commit tells the callers. While one transaction goes to disk, the next one gathers; in a crowd it gathers a little longer.
/// </summary>
internal sealed class CommitLoop : IAsyncDisposable
{
    /// <summary>A transaction that holds this many bytes is not made any larger.</summary>
    private const long EnoughWeight = 8 * 1024 * 1024;

    // How busy the machine is has nothing to do with the clock of what is written: where that stands still, writing would stop for good.
    private static readonly TimeProvider Machine = TimeProvider.System;

    private readonly Channel<PendingWrite> _queue;
    private readonly Func<IReadOnlyList<PendingWrite>, ValueTask> _commit;
    private readonly Func<Exception, bool> _isFinal;
    private readonly long _maxBytes;
    private readonly int _maxBatch;
    private readonly TimeProvider _time;
    private readonly CommitPace _pace;
    private readonly JournalMeter? _meter;
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;
    private Exception? _failure;
    private long _bytes;
    private volatile bool _closed;

    /// <summary>Starts the loop.</summary>
    /// <param name="capacity">How many writes may wait.</param>
    /// <param name="maxBytes">How many bytes may wait or be on their way; one write alone always may.</param>
    /// <param name="maxBatch">How many writes share one transaction at most.</param>
    /// <param name="commit">Stages each write's outcome and commits; when it throws, none of them happened as far as it knows.</param>
    /// <param name="isFinal">True for an error after which the store takes no further write.</param>
    /// <param name="time">Clock by which commits are measured.</param>
    /// <param name="meter">Hears of the measurements, if anybody wants them.</param>
    internal CommitLoop(
        int capacity,
        long maxBytes,
        int maxBatch,
        Func<IReadOnlyList<PendingWrite>, ValueTask> commit,
        Func<Exception, bool> isFinal,
        TimeProvider time,
        JournalMeter? meter)
    {
        _queue = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _commit = commit;
        _isFinal = isFinal;
        _maxBytes = maxBytes;
        _maxBatch = maxBatch;
        _time = time;
        _pace = new CommitPace(Machine);
        _meter = meter;
        meter?.WatchWaiting(() => _queue.Reader.Count);
        _loop = RunAsync();
    }

    /// <summary>Completes with the final failure, if there is ever one.</summary>
    internal Task<Exception> Failed => _failed.Task;

    /// <summary>Queues a write and waits until it is committed or refused.</summary>
    internal async ValueTask<T> SubmitAsync<T>(PendingWrite<T> write, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!TryQueue(write))
        {
            _meter?.Unavailable(1);
            throw Refusal();
        }

        await using (ct.UnsafeRegister(static (state, token) => ((PendingWrite)state!).TryCancel(token), write).ConfigureAwait(false))
        {
            return await write.Done.ConfigureAwait(false);
        }
    }

    /// <summary>Takes no more writes, commits those that wait, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private bool TryQueue(PendingWrite write)
    {
        var bytes = Interlocked.Add(ref _bytes, write.Weight);
        if ((bytes <= _maxBytes || bytes == write.Weight) && _queue.Writer.TryWrite(write))
        {
            return true;
        }

        Interlocked.Add(ref _bytes, -write.Weight);
        return false;
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingWrite>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            Gather(batch);
            if (batch.Count == 0)
            {
                continue;
            }

            var begin = Machine.GetTimestamp();
            await CommitAsync(batch).ConfigureAwait(false);
            if (_pace.After(batch.Sum(w => w.Records), begin) is var pause && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, Machine).ConfigureAwait(false);
            }
        }
    }

    private void Gather(List<PendingWrite> batch)
    {
        batch.Clear();
        var weight = 0L;
        while (batch.Count < _maxBatch && weight < EnoughWeight && _queue.Reader.TryRead(out var write))
        {
            if (write.TryTake())
            {
                batch.Add(write);
                weight += write.Weight;
            }
            else
            {
                Interlocked.Add(ref _bytes, -write.Weight);
            }
        }
    }

    private async ValueTask CommitAsync(List<PendingWrite> batch)
    {
        using var trace = JournalTrace.Commit(batch);
        var begin = _time.GetTimestamp();
        try
        {
            if (Volatile.Read(ref _failure) is { } earlier)
            {
                throw earlier;
            }

            await _commit(batch).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (_isFinal(e) && Interlocked.CompareExchange(ref _failure, e, null) is null)
            {
                _queue.Writer.TryComplete();
                _failed.SetResult(e);
            }

            _meter?.Unavailable(batch.Count);
            MakeRoom(batch);
            foreach (var write in batch)
            {
                write.Fail(new JournalUnavailableException("The store did not commit.", e));
            }

            return;
        }

        _meter?.Committed(batch.Count, _time.GetElapsedTime(begin));
        MakeRoom(batch);
        foreach (var write in batch)
        {
            write.Publish();
        }
    }

    private void MakeRoom(List<PendingWrite> batch) => Interlocked.Add(ref _bytes, -batch.Sum(w => w.Weight));

    private JournalUnavailableException Refusal()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            return new JournalUnavailableException("The store has failed and must be opened again.", failure);
        }

        return _closed
            ? new JournalUnavailableException("The journal is closed.")
            : new JournalUnavailableException("Too many writes are waiting.");
    }
}
