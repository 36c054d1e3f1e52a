using System.Globalization;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>
/// Writes a batch of appends in one transaction and two round trips: begin and lock the heads, then write what was planned
/// and commit. The row lock on a stream's head makes its numbers gap-free across servers. A transaction that was not
/// committed ends when its connection goes back to the pool.
/// </summary>
internal sealed class PostgresCommit(NpgsqlDataSource source, TimeSpan stallTimeout, TimeProvider time)
{
    private const int MaxAttempts = 5;

    internal async ValueTask RunAsync(IReadOnlyList<PendingWrite> writes)
    {
        var appends = writes.Cast<PendingAppend>().ToList();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryRunAsync(appends).ConfigureAwait(false);
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MaxAttempts)
            {
                // PostgreSQL chose this transaction to give way and has undone it whole; the other one goes on.
            }
        }
    }

    private async ValueTask TryRunAsync(List<PendingAppend> appends)
    {
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        var heads = await BeginAndLockHeadsAsync(connection, appends).ConfigureAwait(false);

        // The clock is read under the locks, so that along a stream time runs as the numbers do.
        var plan = new ChainPlan(time.GetUtcNow());
        foreach (var (stream, (_, head)) in heads)
        {
            plan.Know(stream, head);
        }

        var records = new List<JournalRecord>();
        var sideRows = new SideRows();
        foreach (var pending in appends)
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
            batch.Notify(PostgresNotice.Of(records));
            batch.Add("COMMIT");
            await batch.RunAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<Dictionary<StreamId, (long Id, StreamHead Head)>> BeginAndLockHeadsAsync(
        NpgsqlConnection connection, List<PendingAppend> appends)
    {
        var names = appends.SelectMany(p => p.Appends).Select(a => a.Stream.Value).Distinct().ToArray();
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

        var heads = new Dictionary<StreamId, (long, StreamHead)>(names.Length);
        await using var rows = await batch.QueryAsync().ConfigureAwait(false);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            heads[new StreamId(rows.GetString(1))] = (rows.GetInt64(0), new StreamHead(rows.GetInt64(2), (byte[])rows[3]));
        }

        return heads;
    }
}
