namespace RoundTable.Journal;

/// <summary>The writing connection with its prepared statements, which it disposes. Used by the commit loop alone.</summary>
internal sealed class SqliteWriter(SqliteStatements statements) : IDisposable
{
    private readonly SqliteStatement _begin = new(statements, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = new(statements, "COMMIT");

    internal SqliteStatement FindStream { get; } = new(statements, "SELECT id, head, hash FROM stream WHERE name = ?1");

    internal SqliteStatement AddStream { get; } = new(
        statements, "INSERT INTO stream (name, head, hash) VALUES (?1, 0, ?2) RETURNING id");

    internal SqliteStatement MoveHead { get; } = new(statements, "UPDATE stream SET head = ?2, hash = ?3 WHERE id = ?1");

    internal SqliteStatement AddRecord { get; } = new(
        statements, "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");

    internal SqliteStatement AddIndex { get; } = new(
        statements, "INSERT INTO index_row VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");

    internal SqliteStatement RemoveIndex { get; } = new(
        statements, "DELETE FROM index_row WHERE name = ?1 AND key = ?2 AND value = ?3");

    internal SqliteStatement Schedule { get; } = new(
        statements, "INSERT OR REPLACE INTO due_work VALUES (?1, ?2, ?3, ?4, ?3, 0, 0)");

    internal SqliteStatement Cancel { get; } = new(statements, "DELETE FROM due_work WHERE kind = ?1 AND key = ?2");

    internal SqliteStatement SaveSnapshot { get; } = new(statements, """
        INSERT INTO snapshot VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET seq = excluded.seq, version = excluded.version, payload = excluded.payload
        WHERE excluded.seq >= snapshot.seq
        """);

    internal SqliteStatement FindDue { get; } = new(statements, """
        SELECT key, due_at, payload, attempt FROM due_work
        WHERE kind = ?1 AND free_at <= ?2 ORDER BY free_at, key LIMIT ?3
        """);

    internal SqliteStatement Lease { get; } = new(statements, """
        UPDATE due_work SET lease = ?3, free_at = ?4, attempt = attempt + 1 WHERE kind = ?1 AND key = ?2
        """);

    internal SqliteStatement NextLease { get; } = new(
        statements, "UPDATE lease_counter SET last = last + 1 RETURNING last");

    internal SqliteStatement Complete { get; } = new(
        statements, "DELETE FROM due_work WHERE kind = ?1 AND key = ?2 AND lease = ?3");

    internal SqliteStatement Postpone { get; } = new(
        statements, "UPDATE due_work SET due_at = ?4, free_at = ?4, lease = 0 WHERE kind = ?1 AND key = ?2 AND lease = ?3");

    internal SqliteStatement GiveBack { get; } = new(
        statements, "UPDATE due_work SET attempt = attempt - 1, free_at = ?4, lease = 0 WHERE kind = ?1 AND key = ?2 AND lease = ?3");

    internal void Begin() => _begin.Run();

    internal void Commit() => _commit.Run();

    /// <summary>Undoes the transaction; SQLite has done so itself after some errors.</summary>
    internal void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(statements.Connection.Handle) == 0)
        {
            SqliteSchema.Run(statements.Connection, "ROLLBACK");
        }
    }

    public void Dispose() => statements.Dispose();
}
