using Npgsql;

namespace RoundTable.Journal;

/// <summary>Commands with positional parameters (<c>$1</c>, <c>$2</c> ...).</summary>
internal static class PostgresCommands
{
    /// <summary>A command that opens and gives back a pooled connection by itself.</summary>
    internal static NpgsqlCommand Command(this NpgsqlDataSource source, string sql, params ReadOnlySpan<object> values)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.AddAll(values);
        return command;
    }

    internal static void AddAll(this NpgsqlParameterCollection parameters, ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
