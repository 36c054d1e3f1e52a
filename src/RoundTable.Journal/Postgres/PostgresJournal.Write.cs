namespace RoundTable.Journal;

public sealed partial class PostgresJournal
{
    private const string SaveSnapshotSql = """
        WITH known AS (SELECT id FROM stream WHERE name = $1 AND head >= $2),
        saved AS (
          INSERT INTO snapshot (stream, seq, version, payload) SELECT id, $2, $3, $4 FROM known
          ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, version = excluded.version, payload = excluded.payload
          WHERE excluded.seq >= snapshot.seq)
        SELECT count(*) FROM known CROSS JOIN set_config('synchronous_commit', 'local', true)
        """;

    /// <inheritdoc/>
    public async ValueTask<Appended> AppendAsync(Append append, CancellationToken ct = default)
    {
        var answers = await AppendAllAsync([append], ct).ConfigureAwait(false);
        return answers[0];
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Appended>> AppendAllAsync(IReadOnlyList<Append> appends, CancellationToken ct = default)
    {
        Limits.Check(appends);
        return _loop.SubmitAsync(new PendingAppend(appends), ct);
    }

    /// <inheritdoc/>
    public async ValueTask TouchAsync(StreamId stream, CancellationToken ct = default) => await _store.RunAsync(
        async () =>
        {
            await using var command = _store.Source.Command(
                "INSERT INTO stream (name, head, hash) VALUES ($1, 0, $2) ON CONFLICT (name) DO UPDATE SET head = stream.head",
                stream.Value, RecordChain.Start.ToArray());
            return await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        },
        ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken ct = default)
    {
        Limits.Check(snapshot);
        var known = await _store.RunAsync(
            async () =>
            {
                await using var command = _store.Source.Command(
                    SaveSnapshotSql, snapshot.Stream.Value, snapshot.Seq, snapshot.Version, snapshot.Payload.ToArray());
                return await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false) is 1L;
            },
            ct).ConfigureAwait(false);
        if (!known)
        {
            throw new ArgumentException($"Stream {snapshot.Stream} has no record {snapshot.Seq}.", nameof(snapshot));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LeasedWork>> TakeDueAsync(
        string kind, DateTimeOffset now, TimeSpan lease, int max, CancellationToken ct = default)
    {
        Limits.CheckTake(kind, lease, max);
        return _store.RunAsync(() => _dueWork.TakeAsync(kind, now, lease, max), ct);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(LeasedWork work, CancellationToken ct = default) =>
        await _store.RunAsync(() => _dueWork.CompleteAsync(work), ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask PostponeAsync(LeasedWork work, DateTimeOffset dueAt, CancellationToken ct = default) =>
        await _store.RunAsync(() => _dueWork.PostponeAsync(work, dueAt), ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask GiveBackAsync(LeasedWork work, DateTimeOffset freeAt, CancellationToken ct = default) =>
        await _store.RunAsync(() => _dueWork.GiveBackAsync(work, freeAt), ct).ConfigureAwait(false);
}
