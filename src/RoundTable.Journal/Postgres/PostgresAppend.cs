using Npgsql;

namespace RoundTable.Journal;

/// <summary>
/// Writes what was planned on known heads in one journey and one transaction, if they are still the heads: one record of one stream, which is
/// what somebody types, by <c>append_record</c>, all else by <c>append_records</c>.
/// </summary>
internal static class PostgresAppend
{
    private const string One =
        "SELECT other_id, other_head, other_hash FROM append_record($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

    private const string Many =
        "SELECT other_id, other_head, other_hash FROM append_records($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";

    /// <returns>
    /// The streams that do not end where they were thought to end; nothing was written when there are any. Null when one of them is not
    /// there at all: then nothing was written either.
    /// </returns>
    internal static async ValueTask<Dictionary<StreamId, (long Id, StreamHead Head)>?> RunAsync(
        NpgsqlDataSource source,
        CommitAttempt attempt,
        Planned planned,
        Dictionary<StreamId, (long Id, StreamHead Head)> heads,
        IReadOnlyList<string> notices)
    {
        await using var command = planned.Records.Count == 1 && attempt.Written.Count == 1 && attempt.Looked.Count <= 1 && notices.Count == 1
            ? OfOne(source, attempt, planned.Records[0], heads, notices[0])
            : OfMany(source, attempt, planned, heads, notices);
        Dictionary<StreamId, (long, StreamHead)>? others = [];
        await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            var id = rows.GetInt64(0);
            if (await rows.IsDBNullAsync(1).ConfigureAwait(false))
            {
                others = null;
            }
            else if (others is not null)
            {
                others[heads.First(h => h.Value.Id == id).Key] = (id, new StreamHead(rows.GetInt64(1), (byte[])rows[2]));
            }
        }

        // PostgreSQL commits after the last row: it is on disk when it says that it is ready for what comes next.
        while (await rows.NextResultAsync().ConfigureAwait(false))
        {
        }

        return others;
    }

    private static NpgsqlCommand OfOne(
        NpgsqlDataSource source, CommitAttempt attempt, JournalRecord record, Dictionary<StreamId, (long Id, StreamHead Head)> heads, string notice)
    {
        var command = source.CreateCommand(One);
        var values = command.Parameters;
        AddHead(record.Stream);
        if (attempt.Looked.Count > 0)
        {
            AddHead(attempt.Looked[0]);
        }
        else
        {
            values.Add(new NpgsqlParameter<long?> { TypedValue = null });
            values.Add(new NpgsqlParameter<long?> { TypedValue = null });
            values.Add(new NpgsqlParameter<byte[]> { TypedValue = null });
        }

        Add(record.Seq);
        Add(Microseconds.Of(record.Time));
        Add(record.Actor.Person);
        Add(record.Actor.Role);
        Add(record.Actor.Session);
        Add(record.Kind);
        Add(record.Version);
        Add(PostgresBatch.Bytes(record.Payload));
        Add(PostgresBatch.Bytes(record.Hash));
        Add(PostgresNotice.Channel);
        Add(notice);
        return command;

        void AddHead(StreamId stream)
        {
            var (id, head) = heads[stream];
            Add(id);
            Add(head.Seq);
            Add(PostgresBatch.Bytes(head.Hash));
        }

        void Add<T>(T value) => values.Add(new NpgsqlParameter<T> { TypedValue = value });
    }

    private static NpgsqlCommand OfMany(
        NpgsqlDataSource source, CommitAttempt attempt, Planned planned, Dictionary<StreamId, (long Id, StreamHead Head)> heads, IReadOnlyList<string> notices)
    {
        return source.Command(
            Many,
            [
                attempt.Written.Select(s => heads[s].Id).ToArray(),
                .. Columns(heads.Values),
                .. Columns(planned.Moved.Select(s => (heads[s].Id, planned.Heads[s]))),
                .. PostgresBatch.Columns(planned.Records, heads),
                PostgresNotice.Channel,
                notices.ToArray(),
            ]);

        static object[] Columns(IEnumerable<(long Id, StreamHead Head)> streams)
        {
            var all = streams.ToList();
            return [all.Select(s => s.Id).ToArray(), all.Select(s => s.Head.Seq).ToArray(), all.Select(s => PostgresBatch.Bytes(s.Head.Hash)).ToArray()];
        }
    }
}
