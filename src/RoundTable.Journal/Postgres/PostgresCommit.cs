using System.Globalization;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>
/// Writes a batch of appends in one transaction and two round trips: begin and lock the heads, then write what was planned
/// and commit. The row lock on a stream's head makes its numbers gap-free across servers. A transaction that was not
/// committed ends when its connection goes back to the pool.
/// </summary>
/// <remarks>
/// While the database is away the batch waits and is tried again. When the answer to a commit is lost, nobody knows whether
/// it happened: the next attempt looks first, under the same locks, whether the records are there, and writes them only if not.
/// </remarks>
internal sealed class PostgresCommit(
    NpgsqlDataSource source, TimeSpan stallTimeout, string server, TimeProvider time, CancellationToken closing)
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
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        var (heads, others) = await BeginAndLockHeadsAsync(connection, attempt.Appends).ConfigureAwait(false);
        if (attempt.Sent is { } sent)
        {
            if (await IsThereAsync(connection, heads[sent.Stream].Id, sent).ConfigureAwait(false))
            {
                return;
            }

            attempt.Sent = null;
        }

        // The clock is read under the locks, so that along a stream time runs as the numbers do.
        var plan = new ChainPlan(time.GetUtcNow());
        foreach (var (stream, (_, head)) in heads)
        {
            plan.Know(stream, head);
        }

        foreach (var (stream, head) in others)
        {
            plan.Know(stream, head);
        }

        var records = new List<JournalRecord>();
        var sideRows = new SideRows();
        foreach (var pending in attempt.Appends)
        {
            if (plan.TryPlan(pending) is { } planned)
            {
                records.AddRange(planned);
                foreach (var append in pending.Appends)
                {
                    sideRows.Add(append);
                }
            }
        }

        if (records.Count > 0)
        {
            await using var batch = new PostgresBatch(connection);
            batch.AddRecords(records, heads);
            batch.MoveHeads(records, heads, plan.Heads);
            batch.AddSideRows(sideRows);
            batch.Notify(PostgresNotice.Of(records, server));
            batch.Add("COMMIT");
            attempt.Sent = records[0];
            await batch.RunAsync().ConfigureAwait(false);
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
        NpgsqlConnection connection, IReadOnlyList<PendingAppend> appends)
    {
        var names = appends.SelectMany(p => p.Appends).SelectMany(a => a.Holds.Select(h => h.Stream.Value).Prepend(a.Stream.Value)).Distinct().ToArray();
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
        var others = appends.SelectMany(p => p.Appends).Select(a => a.While?.Stream.Value).OfType<string>().Distinct().Except(names).ToArray();
        if (others.Length > 0)
        {
            batch.Add("SELECT name, head, hash FROM stream WHERE name = ANY ($1)", (object)others);
        }

        var heads = new Dictionary<StreamId, (long, StreamHead)>(names.Length);
        await using var rows = await batch.QueryAsync().ConfigureAwait(false);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            heads[new StreamId(rows.GetString(1))] = (rows.GetInt64(0), new StreamHead(rows.GetInt64(2), (byte[])rows[3]));
        }

        var looked = others.ToDictionary(name => new StreamId(name), _ => StreamHead.Empty);
        if (others.Length > 0 && await rows.NextResultAsync().ConfigureAwait(false))
        {
            while (await rows.ReadAsync().ConfigureAwait(false))
            {
                looked[new StreamId(rows.GetString(0))] = new StreamHead(rows.GetInt64(1), (byte[])rows[2]);
            }
        }

        return (heads, looked);
    }

    /// <summary>A batch on its way, over as many attempts as it takes.</summary>
    private sealed class CommitAttempt(IReadOnlyList<PendingAppend> appends)
    {
        internal IReadOnlyList<PendingAppend> Appends => appends;

        /// <summary>One of the records that went out with a commit whose answer has not come.</summary>
        internal JournalRecord? Sent { get; set; }
    }
}
