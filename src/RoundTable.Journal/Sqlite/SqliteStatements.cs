using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

/// <summary>
/// The statements that stay prepared on a connection, and end with it: one cannot be made without being among them, so none can be
/// forgotten, and the file is free when this is disposed.
/// </summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly List<SqliteStatement> _all = [];

    internal SqliteConnection Connection => connection;

    internal void Add(SqliteStatement statement) => _all.Add(statement);

    public void Dispose()
    {
        foreach (var statement in _all)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }
}
