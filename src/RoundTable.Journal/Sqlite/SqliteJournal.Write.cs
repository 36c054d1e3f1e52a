namespace RoundTable.Journal;

public sealed partial class SqliteJournal
{
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
    public async ValueTask TouchAsync(StreamId stream, CancellationToken ct = default) =>
        await SubmitAsync(
            batch =>
            {
                batch.Touch(stream);
                return true;
            },
            ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken ct = default)
    {
        Limits.Check(snapshot);
        if (!await SubmitAsync(batch => batch.SaveSnapshot(snapshot), ct).ConfigureAwait(false))
        {
            throw new ArgumentException($"Stream {snapshot.Stream} has no record {snapshot.Seq}.", nameof(snapshot));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LeasedWork>> TakeDueAsync(
        string kind, DateTimeOffset now, TimeSpan lease, int max, CancellationToken ct = default)
    {
        Limits.CheckTake(kind, lease, max);
        return SubmitAsync(batch => batch.TakeDue(kind, now, lease, max), ct);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(LeasedWork work, CancellationToken ct = default) =>
        await SubmitAsync(
            batch =>
            {
                batch.Complete(work);
                return true;
            },
            ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask PostponeAsync(LeasedWork work, DateTimeOffset dueAt, CancellationToken ct = default) =>
        await SubmitAsync(
            batch =>
            {
                batch.Postpone(work, dueAt);
                return true;
            },
            ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask GiveBackAsync(LeasedWork work, DateTimeOffset freeAt, CancellationToken ct = default) =>
        await SubmitAsync(
            batch =>
            {
                batch.GiveBack(work, freeAt);
                return true;
            },
            ct).ConfigureAwait(false);

    private ValueTask<T> SubmitAsync<T>(Func<SqliteBatch, T> apply, CancellationToken ct) =>
        _loop.SubmitAsync(new SqliteWrite<T>(apply), ct);
}
