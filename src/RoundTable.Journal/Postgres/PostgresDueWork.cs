using Npgsql;

namespace RoundTable.Journal;

/// <summary>Due work, shared by all servers: whoever takes a row locks it, and the others pass it over.</summary>
internal sealed class PostgresDueWork(NpgsqlDataSource source)
{
    internal async ValueTask<IReadOnlyList<LeasedWork>> TakeAsync(string kind, DateTimeOffset now, TimeSpan lease, int max)
    {
        // A lease that a replica does not know is one more try of what is done once however often it is tried.
        var end = Microseconds.Truncate(now + lease);
        await using var command = source.Command(
            """
            WITH due AS MATERIALIZED (
              SELECT key, free_at FROM due_work WHERE kind = $1 AND free_at <= $2
              ORDER BY free_at, key LIMIT $3 FOR UPDATE SKIP LOCKED)
            UPDATE due_work w SET lease = nextval('lease_number'), free_at = $4, attempt = w.attempt + 1
            FROM due CROSS JOIN set_config('synchronous_commit', 'local', true) WHERE w.kind = $1 AND w.key = due.key
            RETURNING w.key, w.due_at, w.payload, w.lease, w.attempt, due.free_at
            """,
            kind, Microseconds.Of(now), max, Microseconds.Of(end));

        var taken = new List<(LeasedWork Work, long FreeAt)>();
        await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            var work = new DueWork(kind, rows.GetString(0), Microseconds.ToMoment(rows.GetInt64(1)), (byte[])rows[2]);
            taken.Add((new LeasedWork(work, rows.GetInt64(3), end, rows.GetInt32(4)), rows.GetInt64(5)));
        }

        return [.. taken.OrderBy(t => t.FreeAt).ThenBy(t => t.Work.Work.Key, StringComparer.Ordinal).Select(t => t.Work)];
    }

    internal ValueTask<int> CompleteAsync(LeasedWork work) => ExecuteAsync(
        "DELETE FROM due_work WHERE kind = $1 AND key = $2 AND lease = $3", work.Work.Kind, work.Work.Key, work.LeaseId);

    internal ValueTask<int> PostponeAsync(LeasedWork work, DateTimeOffset dueAt) => ExecuteAsync(
        "UPDATE due_work SET due_at = $4, free_at = $4, lease = 0 WHERE kind = $1 AND key = $2 AND lease = $3",
        work.Work.Kind, work.Work.Key, work.LeaseId, Microseconds.Of(dueAt));

    internal ValueTask<int> GiveBackAsync(LeasedWork work, DateTimeOffset freeAt) => ExecuteAsync(
        "UPDATE due_work SET attempt = attempt - 1, free_at = $4, lease = 0 WHERE kind = $1 AND key = $2 AND lease = $3",
        work.Work.Kind, work.Work.Key, work.LeaseId, Microseconds.Of(freeAt));

    private async ValueTask<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = source.Command(sql, values);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
