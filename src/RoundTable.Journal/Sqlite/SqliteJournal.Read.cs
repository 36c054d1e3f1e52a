using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

public sealed partial class SqliteJournal
{
    private const string PageSql = """
        SELECT r.seq, r.time, r.person, r.role, r.session, r.kind, r.version, r.payload, r.hash
        FROM stream s JOIN record r ON r.stream = s.id
        WHERE s.name = $1 AND r.seq >= $2 ORDER BY r.seq LIMIT $3
        """;

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalRecord> ReadAsync(StreamId stream, long fromSeq = 1, CancellationToken ct = default)
    {
        Limits.Check(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromSeq, 1);
        return RecordPages.ReadAsync(ReadPageAsync, stream, fromSeq, ct);
    }

    /// <inheritdoc/>
    public async ValueTask<long> HeadAsync(StreamId stream, CancellationToken ct = default)
    {
        Limits.Check(stream);
        return (await ReadHeadAsync(stream, ct).ConfigureAwait(false)).Seq;
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken ct = default)
    {
        Limits.Check(stream);
        return Read<Snapshot?>(
            "SELECT n.seq, n.version, n.payload FROM stream s JOIN snapshot n ON n.stream = s.id WHERE s.name = $1",
            rows => rows.Read() ? new Snapshot(stream, rows.GetInt64(0), rows.GetInt32(1), rows.GetFieldValue<byte[]>(2)) : null,
            ct,
            stream.Value);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> FindAsync(string index, string key, CancellationToken ct = default)
    {
        Limits.CheckKey(index, key);
        return Read<IReadOnlyList<string>>(
            "SELECT value FROM index_row WHERE name = $1 AND key = $2 ORDER BY value",
            rows =>
            {
                var values = new List<string>();
                while (rows.Read())
                {
                    values.Add(rows.GetString(0));
                }

                return values;
            },
            ct,
            index,
            key);
    }

    /// <inheritdoc/>
    public ValueTask<ChainReport> VerifyAsync(StreamId stream, CancellationToken ct = default)
    {
        Limits.Check(stream);
        return RecordPages.VerifyAsync(ReadPageAsync, ReadHeadAsync, stream, ct);
    }

    private ValueTask<StreamHead> ReadHeadAsync(StreamId stream, CancellationToken ct) =>
        Read(
            "SELECT head, hash FROM stream WHERE name = $1",
            rows => rows.Read() ? new StreamHead(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) : StreamHead.Empty,
            ct,
            stream.Value);

    private ValueTask<RecordPage> ReadPageAsync(StreamId stream, long fromSeq, CancellationToken ct) =>
        Read(
            PageSql,
            rows =>
            {
                var page = new RecordPageBuilder(stream, fromSeq);
                while (!page.IsFull && rows.Read())
                {
                    page.Add(
                        rows.GetInt64(0), rows.GetInt64(1), new Actor(rows.GetString(2), rows.GetString(3), rows.GetString(4)),
                        rows.GetString(5), rows.GetInt32(6), rows.GetFieldValue<byte[]>(7), rows.GetFieldValue<byte[]>(8));
                }

                return page.Build();
            },
            ct,
            stream.Value,
            fromSeq - 1,
            RecordPageBuilder.MaxRows);

    private ValueTask<T> Read<T>(string sql, Func<SqliteDataReader, T> read, CancellationToken ct, params ReadOnlySpan<object> values)
    {
        ct.ThrowIfCancellationRequested();
        if (_closed)
        {
            throw new JournalUnavailableException("The journal is closed.");
        }

        try
        {
            using var connection = _connections.OpenReading();
            using var statement = new SqliteStatement(connection, values.Length, sql);
            using var rows = statement.Query(values);
            return ValueTask.FromResult(read(rows));
        }
        catch (SqliteException e)
        {
            throw new JournalUnavailableException("The store cannot be read.", e);
        }
    }
}
