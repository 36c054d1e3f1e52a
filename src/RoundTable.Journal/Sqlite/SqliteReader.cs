using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

/// <summary>Reads on lent connections that see the last commit and block nobody.</summary>
internal sealed class SqliteReader(SqliteConnections connections) : StoreReader
{
    private volatile bool _closed;

    internal void Close() => _closed = true;

    private protected override (string Sql, object Value) OneOf(string[] names) =>
        ("IN (SELECT value FROM json_each($1))", JsonSerializer.Serialize(names));

    private protected override async ValueTask<T> QueryAsync<T>(
        string sql, object[] values, Func<DbDataReader, ValueTask<T>> read, CancellationToken ct, bool readsAll = false)
    {
        ct.ThrowIfCancellationRequested();
        if (_closed)
        {
            throw new JournalUnavailableException("The journal is closed.");
        }

        SqliteReading? reading = null;
        try
        {
            reading = connections.Lend();
            T answer;
            using (var rows = reading.Query(sql, values))
            {
                answer = await read(rows).ConfigureAwait(false);
            }

            connections.RequireAlone();
            connections.GiveBack(reading);
            reading = null;
            return answer;
        }
        catch (SqliteException e)
        {
            throw new JournalUnavailableException("The store cannot be read.", e);
        }
        finally
        {
            // After a failure: nobody knows what state it is in.
            reading?.Dispose();
        }
    }
}
