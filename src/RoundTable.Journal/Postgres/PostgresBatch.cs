using System.Runtime.InteropServices;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>Statements that go to PostgreSQL in one round trip; lists travel as one array per column.</summary>
internal sealed class PostgresBatch(NpgsqlConnection connection) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = new(connection);

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    internal void Add(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddAll(values);
        _batch.BatchCommands.Add(command);
    }

    internal async ValueTask RunAsync() => await _batch.ExecuteNonQueryAsync().ConfigureAwait(false);

    /// <summary>Runs the statements; the reader stands at the rows of the first that has any.</summary>
    internal async ValueTask<NpgsqlDataReader> QueryAsync() => await _batch.ExecuteReaderAsync().ConfigureAwait(false);

    internal void AddRecords(
        IReadOnlyList<JournalRecord> records, Dictionary<StreamId, (long Id, StreamHead Head)> known) => Add(
        """
        INSERT INTO record (stream, seq, time, person, role, session, kind, version, payload, hash)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        Columns(records, known));

    /// <summary>Records as an array per column, in the order of the table.</summary>
    internal static object[] Columns(IReadOnlyList<JournalRecord> records, Dictionary<StreamId, (long Id, StreamHead Head)> known) =>
    [
        records.Select(r => known[r.Stream].Id).ToArray(),
        records.Select(r => r.Seq).ToArray(),
        records.Select(r => Microseconds.Of(r.Time)).ToArray(),
        records.Select(r => r.Actor.Person).ToArray(),
        records.Select(r => r.Actor.Role).ToArray(),
        records.Select(r => r.Actor.Session).ToArray(),
        records.Select(r => r.Kind).ToArray(),
        records.Select(r => r.Version).ToArray(),
        records.Select(r => Bytes(r.Payload)).ToArray(),
        records.Select(r => Bytes(r.Hash)).ToArray(),
    ];

    /// <summary>The bytes as an array of their own: the one that they are, where they are one.</summary>
    internal static byte[] Bytes(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var whole) && whole.Array is { } array && array.Length == bytes.Length ? array : bytes.ToArray();

    internal void MoveHeads(
        IReadOnlyList<StreamId> moved,
        Dictionary<StreamId, (long Id, StreamHead Head)> known,
        IReadOnlyDictionary<StreamId, StreamHead> heads) => Add(
        "UPDATE stream SET head = m.head, hash = m.hash FROM unnest($1, $2, $3) AS m (id, head, hash) WHERE stream.id = m.id",
        moved.Select(s => known[s].Id).ToArray(),
        moved.Select(s => heads[s].Seq).ToArray(),
        moved.Select(s => Bytes(heads[s].Hash)).ToArray());

    internal void AddSideRows(SideRows rows)
    {
        AddIndexRows(
            """
            DELETE FROM index_row r USING unnest($1, $2, $3) AS d (name, key, value)
            WHERE (r.name, r.key, r.value) = (d.name, d.key, d.value)
            """,
            rows.Removed);
        AddIndexRows("INSERT INTO index_row SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING", rows.Added);
        if (rows.Cancelled is { Count: > 0 } cancelled)
        {
            Add(
                "DELETE FROM due_work w USING unnest($1, $2) AS d (kind, key) WHERE (w.kind, w.key) = (d.kind, d.key)",
                cancelled.Select(w => w.Kind).ToArray(),
                cancelled.Select(w => w.Key).ToArray());
        }

        if (rows.Scheduled is { Count: > 0 } scheduled)
        {
            Add(
                """
                INSERT INTO due_work (kind, key, due_at, payload, free_at, lease, attempt)
                SELECT kind, key, due_at, payload, due_at, 0, 0 FROM unnest($1, $2, $3, $4) AS n (kind, key, due_at, payload)
                ON CONFLICT (kind, key) DO UPDATE SET
                  due_at = excluded.due_at, payload = excluded.payload, free_at = excluded.free_at, lease = 0, attempt = 0
                """,
                scheduled.Select(w => w.Kind).ToArray(),
                scheduled.Select(w => w.Key).ToArray(),
                scheduled.Select(w => Microseconds.Of(w.DueAt)).ToArray(),
                scheduled.Select(w => w.Payload.ToArray()).ToArray());
        }
    }

    internal void Notify(IReadOnlyList<string> notices) =>
        Add($"SELECT pg_notify('{PostgresNotice.Channel}', n) FROM unnest($1) AS n", (object)notices.ToArray());

    private void AddIndexRows(string sql, IReadOnlyList<IndexRow> rows)
    {
        if (rows.Count > 0)
        {
            Add(sql, rows.Select(r => r.Index).ToArray(), rows.Select(r => r.Key).ToArray(), rows.Select(r => r.Value).ToArray());
        }
    }
}
