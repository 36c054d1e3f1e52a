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
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter($"${i + 1}", values[i]));
            }

            using var rows = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            return await read(rows).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw new JournalUnavailableException("The store cannot be read.", e);
        }
    }
}
