using System.Globalization;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>
/// Writes a batch of appends in one transaction. Mostly in one journey: it is planned on the heads that this server knows, and
/// written if they are still those (<see cref="PostgresAppend"/>). When they are not, or are not known, in two: begin and lock the heads,
/// then write what was planned and commit. The row lock on a stream's head makes its numbers gap-free across servers either way.
/// A transaction that was not committed ends when its connection goes back to the pool.
/// </summary>
/// <remarks>
/// Nobody is refused by what this server remembers: only by heads that the database has told for this very attempt.
/// While the database is away the batch waits and is tried again. When the answer to a commit is lost, nobody knows whether
/// it happened: the next attempt looks first, under the same locks, whether the records are there, and writes them only if not.
/// </remarks>
internal sealed class PostgresCommit(
    NpgsqlDataSource source,
    PostgresHistory history,
    StreamHeads known,
    PostgresNotices notices,
    TimeSpan stallTimeout,
    TimeProvider time,
    CancellationToken closing)
{
    private const int MaxDeadlocks = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    internal async ValueTask RunAsync(IReadOnlyList<PendingWrite> writes)
    {
        var attempt = new CommitAttempt([.. writes.Cast<PendingAppend>()]);
        var deadlocks = 0;
        var pause = FirstPause;
        while (true)
        {
            try
            {
                history.ThrowIfLeft();
                await TryRunAsync(attempt).ConfigureAwait(false);
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && ++deadlocks < MaxDeadlocks)
            {
                // PostgreSQL chose this transaction to give way and has undone it whole; the other one goes on.
            }
            catch (Exception e) when (PostgresStore.IsPassing(e) && !closing.IsCancellationRequested)
            {
                source.Clear();
                await PauseAsync(pause, e).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async ValueTask PauseAsync(TimeSpan pause, Exception reason)
    {
        try
        {
            await Task.Delay(pause, time, closing).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new JournalUnavailableException("The journal was closed while the database was away.", reason);
        }
    }

    private async ValueTask TryRunAsync(CommitAttempt attempt)
    {
        if (attempt.Sent is not null || !await TryAtOnceAsync(attempt).ConfigureAwait(false))
        {
            await LockAndWriteAsync(attempt).ConfigureAwait(false);
        }
    }

    /// <returns>False when it must be done under locks; then nothing was written.</returns>
    private async ValueTask<bool> TryAtOnceAsync(CommitAttempt attempt)
    {
        if (attempt.HasSideRows || known.Of(attempt.Streams) is not { } heads)
        {
            return false;
        }

        for (var told = false; ; told = true)
        {
            var planned = Plan(attempt, heads.ToDictionary(h => h.Key, h => h.Value.Head));
            if (planned.Refused > 0 && !told)
            {
                return false;
            }

            if (planned.Records.Count == 0)
            {
                return true;
            }

            attempt.Sent = planned.Records[0];
            if (await PostgresAppend.RunAsync(source, attempt, planned, heads, notices.Of(attempt.Appends, planned.Records)).ConfigureAwait(false) is not { } others)
            {
                attempt.Sent = null;
                return false;
            }

            if (others.Count == 0)
            {
                Learn(planned.Records, heads, planned.Heads);
                return true;
            }

            // Whoever built on what is not the end any more hears it now; the others go again, and once more under locks.
            attempt.Sent = null;
            foreach (var (stream, other) in others)
            {
                history.Compare(heads[stream].Head, other.Head);
                heads[stream] = other;
                known.Learn(stream, other.Id, other.Head);
            }

            if (told)
            {
                return false;
            }
        }
    }

    private async ValueTask LockAndWriteAsync(CommitAttempt attempt)
    {
        var remembered = known.Some(attempt.Streams);
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        var (heads, others) = await BeginAndLockHeadsAsync(connection, attempt).ConfigureAwait(false);
        foreach (var (stream, (_, before)) in remembered)
        {
            history.Compare(before, heads.TryGetValue(stream, out var locked) ? locked.Head : others[stream]);
        }

        if (attempt.Sent is { } sent)
        {
            if (await IsThereAsync(connection, heads[sent.Stream].Id, sent).ConfigureAwait(false))
            {
                // It may be there and not yet where it must be to outlive this machine: a commit of its own waits for all before it.
                await using var touch = new PostgresBatch(connection);
                touch.Add("UPDATE stream SET head = head WHERE id = $1", heads[sent.Stream].Id);
                touch.Add("COMMIT");
                await touch.RunAsync().ConfigureAwait(false);
                known.Forget(attempt.Streams);
                return;
            }

            attempt.Sent = null;
        }

        var planned = Plan(attempt, heads.ToDictionary(h => h.Key, h => h.Value.Head).Concat(others));
        if (planned.Records.Count > 0)
        {
            await using var batch = new PostgresBatch(connection);
            batch.AddRecords(planned.Records, heads);
            batch.MoveHeads(planned.Moved, heads, planned.Heads);
            batch.AddSideRows(planned.SideRows);
            batch.Notify(notices.Of(attempt.Appends, planned.Records));
            batch.Add("COMMIT");
            attempt.Sent = planned.Records[0];
            await batch.RunAsync().ConfigureAwait(false);
            Learn(planned.Records, heads, planned.Heads);
        }
    }

    // The clock is read when the heads are known, so that along a stream time runs as the numbers do.
    private Planned Plan(CommitAttempt attempt, IEnumerable<KeyValuePair<StreamId, StreamHead>> heads)
    {
        var plan = new ChainPlan(time.GetUtcNow());
        foreach (var (stream, head) in heads)
        {
            plan.Know(stream, head);
        }

        var records = new List<JournalRecord>();
        var sideRows = new SideRows();
        var refused = 0;
        foreach (var pending in attempt.Appends)
        {
            if (plan.TryPlan(pending) is not { } planned)
            {
                refused++;
                continue;
            }

            records.AddRange(planned);
            foreach (var append in pending.Appends)
            {
                sideRows.Add(append);
            }
        }

        return new Planned(records, plan.Heads, sideRows, refused);
    }

    private void Learn(
        IReadOnlyList<JournalRecord> written, Dictionary<StreamId, (long Id, StreamHead Head)> before, IReadOnlyDictionary<StreamId, StreamHead> after)
    {
        foreach (var stream in written.Select(r => r.Stream).Distinct())
        {
            known.Learn(stream, before[stream].Id, after[stream]);
        }
    }

    /// <summary>Whether a transaction whose answer was lost happened: all of its records are there, or none.</summary>
    private static async ValueTask<bool> IsThereAsync(NpgsqlConnection connection, long stream, JournalRecord sent)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM record WHERE stream = $1 AND seq = $2 AND hash = $3", connection);
        command.Parameters.AddAll([stream, sent.Seq, sent.Hash.ToArray()]);
        return await command.ExecuteScalarAsync().ConfigureAwait(false) is 1L;
    }

    /// <returns>The heads that are written to, locked; and those that are only looked at, as they are when the locks are held.</returns>
    private async ValueTask<(Dictionary<StreamId, (long Id, StreamHead Head)> Heads, Dictionary<StreamId, StreamHead> Others)> BeginAndLockHeadsAsync(
        NpgsqlConnection connection, CommitAttempt attempt)
    {
        var names = attempt.Written.Select(s => s.Value).ToArray();
        await using var batch = new PostgresBatch(connection);
        batch.Add("BEGIN ISOLATION LEVEL READ COMMITTED");
        batch.Add(string.Create(
            CultureInfo.InvariantCulture, $"SET LOCAL idle_in_transaction_session_timeout = {(long)stallTimeout.TotalMilliseconds}"));
        batch.Add(
            """
            INSERT INTO stream (name, head, hash)
            SELECT n, 0, $2 FROM unnest($1) AS n
            WHERE NOT EXISTS (SELECT FROM stream WHERE name = n COLLATE "C") ORDER BY n COLLATE "C"
            ON CONFLICT DO NOTHING
            """,
            names,
            RecordChain.Start.ToArray());
        batch.Add("SELECT id, name, head, hash FROM stream WHERE name = ANY ($1) ORDER BY name FOR UPDATE", (object)names);
        var looked = attempt.Looked;
        if (looked.Count > 0)
        {
            batch.Add("SELECT id, name, head, hash FROM stream WHERE name = ANY ($1)", (object)looked.Select(s => s.Value).ToArray());
        }

        await using var rows = await batch.QueryAsync().ConfigureAwait(false);
        var heads = await ReadAsync().ConfigureAwait(false);
        var others = looked.ToDictionary(stream => stream, _ => StreamHead.Empty);
        if (looked.Count > 0 && await rows.NextResultAsync().ConfigureAwait(false))
        {
            foreach (var (stream, (id, head)) in await ReadAsync().ConfigureAwait(false))
            {
                others[stream] = head;
                known.Learn(stream, id, head);
            }
        }

        return (heads, others);

        async ValueTask<Dictionary<StreamId, (long Id, StreamHead Head)>> ReadAsync()
        {
            var read = new Dictionary<StreamId, (long, StreamHead)>();
            while (await rows.ReadAsync().ConfigureAwait(false))
            {
                read[new StreamId(rows.GetString(1))] = (rows.GetInt64(0), new StreamHead(rows.GetInt64(2), (byte[])rows[3]));
            }

            return read;
        }
    }
}
