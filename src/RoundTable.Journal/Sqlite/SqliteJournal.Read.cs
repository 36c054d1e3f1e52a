namespace RoundTable.Journal;

public sealed partial class SqliteJournal
{
    /// <inheritdoc/>
    public IAsyncEnumerable<JournalRecord> ReadAsync(StreamId stream, long fromSeq = 1, CancellationToken ct = default) =>
        _reader.ReadAsync(stream, fromSeq, ct);

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(StreamId stream, CancellationToken ct = default) => _reader.HeadAsync(stream, ct);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<StreamId, long>> HeadsAsync(IReadOnlyCollection<StreamId> streams, CancellationToken ct = default) =>
        _reader.HeadsAsync(streams, ct);

    /// <inheritdoc/>
    public ValueTask<Snapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken ct = default) =>
        _reader.LoadSnapshotAsync(stream, ct);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> FindAsync(string index, string key, CancellationToken ct = default) =>
        _reader.FindAsync(index, key, ct);

    /// <inheritdoc/>
    public ValueTask<JournalContents> ContentsAsync(CancellationToken ct = default) => _reader.ContentsAsync(ct);

    /// <inheritdoc/>
    public ValueTask<ChainReport> VerifyAsync(StreamId stream, CancellationToken ct = default) => _reader.VerifyAsync(stream, ct);

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamId> StreamsAsync(string prefix, CancellationToken ct = default) => _reader.StreamsAsync(prefix, ct);
}
