using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RoundTable.Journal;

/// <summary>
/// A statement that stays prepared, on SQLite's own interface: a keystroke becomes a row without a boxed value or a reader
/// object. Values are bound in the order of its parameters (<c>?1</c>, <c>?2</c> ...). Used by one thread at a time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int UsualText = 256;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    /// <summary>Prepares a statement, which is disposed with the others of its connection.</summary>
    /// <exception cref="SqliteException">SQLite does not take the statement.</exception>
    internal SqliteStatement(SqliteStatements others, string sql)
    {
        _database = others.Connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        others.Add(this);
    }

    public void Dispose() => _statement.Dispose();

    /// <summary>Binds the next parameter.</summary>
    internal SqliteStatement With(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    /// <summary>Binds the next parameter.</summary>
    internal SqliteStatement With(string value)
    {
        // SQLite takes an empty span for NULL.
        if (value.Length == 0)
        {
            Check(raw.sqlite3_bind_text(_statement, ++_bound, value));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var text = most <= UsualText ? stackalloc byte[UsualText] : new byte[most];
        Check(raw.sqlite3_bind_text(_statement, ++_bound, text[..Encoding.UTF8.GetBytes(value, text)]));
        return this;
    }

    /// <summary>Binds the next parameter; SQLite keeps a copy.</summary>
    internal SqliteStatement With(ReadOnlyMemory<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0)
            : raw.sqlite3_bind_blob(_statement, ++_bound, value.Span));
        return this;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <exception cref="SqliteException">It failed; nothing is bound any more.</exception>
    internal void Run()
    {
        Next();
        Reset();
    }

    /// <summary>Runs the statement up to its first or next row; false when there is none. The caller resets it when it is done.</summary>
    /// <exception cref="SqliteException">It failed; the statement is reset.</exception>
    internal bool Next()
    {
        switch (raw.sqlite3_step(_statement))
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                return false;
            case var error:
                Reset();
                SqliteException.ThrowExceptionForRC(error, _database);
                return false;
        }
    }

    /// <summary>A column of the row.</summary>
    internal long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <inheritdoc cref="Number"/>
    internal string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <inheritdoc cref="Number"/>
    internal byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>Makes the statement ready for other values.</summary>
    internal void Reset()
    {
        _bound = 0;

        // It repeats the error of the last step, which was thrown there.
        _ = raw.sqlite3_reset(_statement);
    }

    private void Check(int result)
    {
        if (result == raw.SQLITE_OK)
            return;
        _bound = 0;
        SqliteException.ThrowExceptionForRC(result, _database);
    }
}
