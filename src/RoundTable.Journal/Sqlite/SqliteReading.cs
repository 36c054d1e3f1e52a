using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

/// <summary>One connection that reads, and keeps the queries that it has run prepared. One caller at a time.</summary>
internal sealed class SqliteReading(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _queries = new(StringComparer.Ordinal);

    /// <summary>Runs a query; the caller disposes the rows before the next.</summary>
    internal SqliteDataReader Query(string sql, object[] values)
    {
        if (!_queries.TryGetValue(sql, out var query))
        {
            query = Make(sql, values.Length);
            _queries.Add(sql, query);
        }

        for (var i = 0; i < values.Length; i++)
        {
            query.Parameters[i].Value = values[i];
        }

        return query.ExecuteReader();
    }

    public void Dispose()
    {
        foreach (var query in _queries.Values)
        {
            query.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Make(string sql, int parameters)
    {
        var query = connection.CreateCommand();
        query.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            query.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return query;
    }
}
