using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

/// <summary>Reads on pooled connections that see the last commit and block nobody.</summary>
internal sealed class SqliteReader(SqliteConnections connections) : StoreReader
{
    private volatile bool _closed;

    internal void Close() => _closed = true;

    private protected override async ValueTask<T> QueryAsync<T>(
        string sql, object[] values, Func<DbDataReader, ValueTask<T>> read, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_closed)
        {
            throw new JournalUnavailableException("The journal is closed.");
        }

        try
        {
            using var connection = connections.OpenReading();
            using var statement = new SqliteStatement(connection, values.Length, sql);
            using var rows = statement.Query(values);
            return await read(rows).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw new JournalUnavailableException("The store cannot be read.", e);
        }
    }
}
