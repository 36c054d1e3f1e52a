using Npgsql;

namespace RoundTable.Journal;

/// <summary>What a PostgreSQL must promise, so that what it acknowledged is on disk.</summary>
internal static class PostgresPromise
{
    /// <summary>Asks for the settings of this connection.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="what">What would live in it, for the message.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="JournalUnavailableException">One of them does not keep the promise.</exception>
    internal static async ValueTask CheckAsync(NpgsqlConnection connection, string what, CancellationToken ct)
    {
        await RequireAsync("server_encoding", setting => setting == "UTF8").ConfigureAwait(false);
        await RequireAsync("fsync", setting => setting == "on").ConfigureAwait(false);
        await RequireAsync("synchronous_commit", setting => setting != "off").ConfigureAwait(false);

        async ValueTask RequireAsync(string setting, Func<string?, bool> isFit)
        {
            await using var command = new NpgsqlCommand($"SHOW {setting}", connection);
            var value = await command.ExecuteScalarAsync(ct).ConfigureAwait(false) as string;
            if (!isFit(value))
                throw new JournalUnavailableException($"{what} cannot live in a PostgreSQL whose {setting} is {value}.");
        }
    }
}
