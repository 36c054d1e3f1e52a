using Microsoft.Data.Sqlite;

namespace RoundTable.Journal.Tests;

/// <summary>Reaches into a journal's file past the journal.</summary>
internal static class SqliteFile
{
    internal static async Task<SqliteConnection> OpenAsync(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    internal static async Task ExecuteAsync(string path, string sql)
    {
        await using var connection = await OpenAsync(path);
        await ExecuteAsync(connection, sql);
    }

    internal static async Task<object?> ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
