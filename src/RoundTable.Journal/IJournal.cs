namespace RoundTable.Journal;

/// <summary>
/// Durable ordered streams of records, the single source of truth, with snapshots, look-up rows and due work.
/// Safe for concurrent callers. Every member throws <see cref="JournalUnavailableException"/> when the store is closed
/// or down, and <see cref="ArgumentException"/> on what does not fit the documented limits; neither leaves a change.
/// </summary>
/// <remarks>A cancelled write was not written if it throws <see cref="OperationCanceledException"/>; once its
/// transaction has begun, cancellation no longer has effect. Disposing commits what was accepted before it closes.</remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Appends records to one stream; completes when they are on disk.</summary>
    /// <exception cref="WrongExpectedHeadException">The stream's head is not the expected one; nothing was written.</exception>
    ValueTask<Appended> AppendAsync(Append append, CancellationToken ct = default);

    /// <summary>Appends to several streams in one transaction: all of it or nothing. Answers are in the order asked.</summary>
    /// <exception cref="WrongExpectedHeadException">One of the heads is not the expected one; nothing was written.</exception>
    ValueTask<IReadOnlyList<Appended>> AppendAllAsync(IReadOnlyList<Append> appends, CancellationToken ct = default);

    /// <summary>
    /// Reads a stream's records in order, from <paramref name="fromSeq"/> up to the head at the time of reading.
    /// Reads page by page and holds no lock while the caller works. A stream that does not exist is empty.
    /// </summary>
    /// <exception cref="InvalidDataException">A record is missing in the store.</exception>
    IAsyncEnumerable<JournalRecord> ReadAsync(StreamId stream, long fromSeq = 1, CancellationToken ct = default);

    /// <summary>
    /// As <see cref="ReadAsync"/>, but what nobody can open, because its key was destroyed or is missing, is passed over: in the same reading,
    /// and each key is asked for once.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="fromSeq">From which record; the first is 1.</param>
    /// <param name="missing">Hears of each key that is missing, once.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidDataException">A record is missing in the store.</exception>
    IAsyncEnumerable<JournalRecord> ReadWhatOpensAsync(
        StreamId stream, long fromSeq, Action<MissingKeyException> missing, CancellationToken ct = default) => ReadAsync(stream, fromSeq, ct);

    /// <summary>
    /// What <see cref="ReadAsync"/> would give in place of a record that another server told (<see cref="StreamMoved.Told"/>); null when
    /// that cannot be said without asking the store: then it must be read. Returns at once and never throws.
    /// </summary>
    JournalRecord? TryOpen(JournalRecord told) => null;

    /// <summary>The sequence number of a stream's last record; 0 for a stream that does not exist.</summary>
    ValueTask<long> HeadAsync(StreamId stream, CancellationToken ct = default);

    /// <summary>
    /// The same of many streams in one question to the store, all at one moment: every commit that was acknowledged before the
    /// question, by any server, is in it. Each stream that was asked for is in the answer, however often it was named.
    /// </summary>
    ValueTask<IReadOnlyDictionary<StreamId, long>> HeadsAsync(IReadOnlyCollection<StreamId> streams, CancellationToken ct = default);

    /// <summary>
    /// Writes a stream's head as it is, which changes nothing; a stream that is not there is there then, and empty. Completes when an
    /// append would: whether one would, now, is what it is for.
    /// </summary>
    ValueTask TouchAsync(StreamId stream, CancellationToken ct = default);

    /// <summary>
    /// Keeps a snapshot, unless one of a later record is there. Never removes a record. Completes when it is on the disk of the store that
    /// took it: where a store has copies it waits for none, as the records alone count.
    /// </summary>
    /// <exception cref="ArgumentException">The snapshot is beyond the stream's head.</exception>
    ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken ct = default);

    /// <summary>The latest snapshot of a stream, or null.</summary>
    ValueTask<Snapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken ct = default);

    /// <summary>The values of a key in an index, in ordinal order of their UTF-8.</summary>
    ValueTask<IReadOnlyList<string>> FindAsync(string index, string key, CancellationToken ct = default);

    /// <summary>
    /// Takes up to <paramref name="max"/> pieces of work that are due at <paramref name="now"/> and not under a
    /// running lease, earliest first, and leases them to the caller until <paramref name="now"/> plus <paramref name="lease"/>.
    /// </summary>
    ValueTask<IReadOnlyList<LeasedWork>> TakeDueAsync(
        string kind, DateTimeOffset now, TimeSpan lease, int max, CancellationToken ct = default);

    /// <summary>Removes finished work. No effect when the lease was taken over, or the work is gone or scheduled anew.</summary>
    ValueTask CompleteAsync(LeasedWork work, CancellationToken ct = default);

    /// <summary>Ends the lease and makes the work due later. No effect in the cases in which completing has none.</summary>
    ValueTask PostponeAsync(LeasedWork work, DateTimeOffset dueAt, CancellationToken ct = default);

    /// <summary>
    /// Gives work back that was not even tried: the lease is no attempt, and the work can be taken again from a moment on. No effect in
    /// the cases in which completing has none.
    /// </summary>
    ValueTask GiveBackAsync(LeasedWork work, DateTimeOffset freeAt, CancellationToken ct = default);

    /// <summary>The names of all streams that begin with these characters, in ordinal order of their UTF-8; "" for every stream.</summary>
    IAsyncEnumerable<StreamId> StreamsAsync(string prefix, CancellationToken ct = default);

    /// <summary>
    /// Says that this process is about to end: a store that is away is waited for only a little longer, then what waits for it fails.
    /// What reaches the store is taken on until the journal is disposed. Once more changes nothing.
    /// </summary>
    void BeginClosing()
    {
    }

    /// <summary>Counts what is beside the streams. Reads whole tables.</summary>
    ValueTask<JournalContents> ContentsAsync(CancellationToken ct = default);

    /// <summary>Recomputes a stream's hash chain. Reads the whole stream.</summary>
    ValueTask<ChainReport> VerifyAsync(StreamId stream, CancellationToken ct = default);
}
