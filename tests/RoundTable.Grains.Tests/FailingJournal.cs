using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using RoundTable.Journal;

namespace RoundTable.Grains.Tests;

/// <summary>A journal whose appends can fail before or after they are on disk, or wait.</summary>
internal sealed class FailingJournal(IJournal inner) : IJournal
{
    private TaskCompletionSource? _gate;
    private (StreamId Stream, TaskCompletionSource Gate)? _readingGate;
    private TaskCompletionSource _readingHeld = new();
    private TaskCompletionSource? _headsGate;
    private int _headsFailed;
    private int _readingsRefused;
    private volatile string? _unreadable;
    private readonly ConcurrentDictionary<StreamId, int> _recordsRead = [];

    /// <summary>Appends that are still to fail without a trace.</summary>
    public int FailBefore { get; set; }

    /// <summary>Appends that are still to fail although they are on disk: the caller cannot know.</summary>
    public int FailAfter { get; set; }

    /// <summary>Readings that are still to fail.</summary>
    public int FailReading { get; set; }

    /// <summary>The stream whose next reading fails, once; null: none does.</summary>
    public StreamId? FailReadingOf { get; set; }

    /// <summary>Runs at each record that is read; null: nothing does.</summary>
    public Action? OnRead { get; set; }

    /// <summary>How many records of a stream were read.</summary>
    public int RecordsReadOf(StreamId stream) => _recordsRead.GetValueOrDefault(stream);

    /// <summary>Lets readings of a stream fail until the result is disposed.</summary>
    public IDisposable RefuseReading(StreamId stream)
    {
        _unreadable = stream.Value;
        return new Release(() => _unreadable = null);
    }

    /// <summary>How many readings <see cref="RefuseReading"/> let fail.</summary>
    public int ReadingsRefused => Volatile.Read(ref _readingsRefused);

    /// <summary>Runs before an append of this stream, once; null: nothing does.</summary>
    public (StreamId Stream, Func<Task> Act)? Before { get; set; }

    /// <summary>Runs when an append of this stream of at least so many records is on disk, before that is said, once; null: nothing does.</summary>
    public (StreamId Stream, int Records, Action Act)? After { get; set; }

    /// <summary>Lets appends wait until the result is disposed.</summary>
    public IDisposable Hold()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate = gate;
        return new Release(() =>
        {
            _gate = null;
            gate.SetResult();
        });
    }

    /// <summary>The streams of every question for the heads of many.</summary>
    public ConcurrentQueue<IReadOnlyCollection<StreamId>> HeadsAsked { get; } = new();

    /// <summary>How many of them were not answered.</summary>
    public int HeadsFailed => Volatile.Read(ref _headsFailed);

    /// <summary>Lets questions for the heads of many streams wait until the result is disposed.</summary>
    public IDisposable HoldHeads()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _headsGate = gate;
        return new Release(() =>
        {
            _headsGate = null;
            gate.SetResult();
        });
    }

    /// <summary>Ends when a reading that <see cref="HoldReading"/> holds has begun.</summary>
    public Task ReadingHeld => _readingHeld.Task;

    /// <summary>Lets readings of a stream wait until the result is disposed.</summary>
    public IDisposable HoldReading(StreamId stream)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _readingHeld = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _readingGate = (stream, gate);
        return new Release(() =>
        {
            _readingGate = null;
            gate.SetResult();
        });
    }

    public async ValueTask<Appended> AppendAsync(Append append, CancellationToken ct = default) => (await AppendAllAsync([append], ct))[0];

    public async ValueTask<IReadOnlyList<Appended>> AppendAllAsync(IReadOnlyList<Append> appends, CancellationToken ct = default)
    {
        if (_gate is { } gate)
            await gate.Task;
        if (Before is { } before && appends.Any(a => a.Stream == before.Stream))
        {
            Before = null;
            await before.Act();
        }

        if (FailBefore > 0)
        {
            FailBefore--;
            throw new JournalUnavailableException("The test says so.");
        }

        var appended = await inner.AppendAllAsync(appends, ct);
        if (FailAfter > 0)
        {
            FailAfter--;
            throw new JournalUnavailableException("The test says so, after writing.");
        }

        if (After is { } after && appends.Where(a => a.Stream == after.Stream).Sum(a => a.Records.Count) >= after.Records)
        {
            After = null;
            after.Act();
        }

        return appended;
    }

    public JournalRecord? TryOpen(JournalRecord told) => told;

    public async IAsyncEnumerable<JournalRecord> ReadAsync(StreamId stream, long fromSeq = 1, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await WaitToReadAsync(stream);
        if (FailReadingOf == stream)
        {
            FailReadingOf = null;
            throw new JournalUnavailableException("The test says so.");
        }

        if (_unreadable == stream.Value)
        {
            Interlocked.Increment(ref _readingsRefused);
            throw new JournalUnavailableException("The test says so.");
        }

        await foreach (var record in inner.ReadAsync(stream, fromSeq, ct))
        {
            _recordsRead.AddOrUpdate(stream, 1, (_, count) => count + 1);
            OnRead?.Invoke();
            ct.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    public ValueTask<long> HeadAsync(StreamId stream, CancellationToken ct = default) => inner.HeadAsync(stream, ct);

    public async ValueTask<IReadOnlyDictionary<StreamId, long>> HeadsAsync(IReadOnlyCollection<StreamId> streams, CancellationToken ct = default)
    {
        HeadsAsked.Enqueue(streams);
        try
        {
            if (_headsGate is { } gate)
                await gate.Task;
            return await inner.HeadsAsync(streams, ct);
        }
        catch (JournalUnavailableException)
        {
            Interlocked.Increment(ref _headsFailed);
            throw;
        }
    }

    public ValueTask TouchAsync(StreamId stream, CancellationToken ct = default) => inner.TouchAsync(stream, ct);

    public ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken ct = default) => inner.SaveSnapshotAsync(snapshot, ct);

    public async ValueTask<Snapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken ct = default)
    {
        await WaitToReadAsync(stream);
        if (FailReading == 0)
            return await inner.LoadSnapshotAsync(stream, ct);
        FailReading--;
        throw new JournalUnavailableException("The test says so.");
    }

    public ValueTask<IReadOnlyList<string>> FindAsync(string index, string key, CancellationToken ct = default) => inner.FindAsync(index, key, ct);

    public ValueTask<IReadOnlyList<LeasedWork>> TakeDueAsync(
        string kind, DateTimeOffset now, TimeSpan lease, int max, CancellationToken ct = default) =>
        inner.TakeDueAsync(kind, now, lease, max, ct);

    public ValueTask CompleteAsync(LeasedWork work, CancellationToken ct = default) => inner.CompleteAsync(work, ct);

    public ValueTask PostponeAsync(LeasedWork work, DateTimeOffset dueAt, CancellationToken ct = default) => inner.PostponeAsync(work, dueAt, ct);

    public ValueTask GiveBackAsync(LeasedWork work, DateTimeOffset freeAt, CancellationToken ct = default) => inner.GiveBackAsync(work, freeAt, ct);

    public IAsyncEnumerable<StreamId> StreamsAsync(string prefix, CancellationToken ct = default) => inner.StreamsAsync(prefix, ct);

    public ValueTask<JournalContents> ContentsAsync(CancellationToken ct = default) => inner.ContentsAsync(ct);

    public ValueTask<ChainReport> VerifyAsync(StreamId stream, CancellationToken ct = default) => inner.VerifyAsync(stream, ct);

    public void BeginClosing() => inner.BeginClosing();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task WaitToReadAsync(StreamId stream)
    {
        if (_readingGate is not var (held, gate) || held != stream)
            return;
        _readingHeld.TrySetResult();
        await gate.Task;
    }

    private sealed class Release(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
