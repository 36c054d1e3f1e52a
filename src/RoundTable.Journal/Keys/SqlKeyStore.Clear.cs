using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace RoundTable.Journal;

/// <content>What destroyed keys leave in the table's file.</content>
public sealed partial class SqlKeyStore
{
    // Everybody who wants a key stands behind whoever waits for the table, as behind a dump of it.
    private const int MillisecondsToGetTheTable = 500;

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number { get; }

    // PostgreSQL leaves the row of before in its page, with the wrapped key, until something else needs the room: for years, where
    // little is erased. So the table, of some hundred rows, is written anew into another file. Whoever owns it may do that.
    private async ValueTask<bool> ClearPostgresAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = (NpgsqlConnection)await _connect(ct).ConfigureAwait(false);
            if (await RunAsync("SELECT 1 FROM data_key WHERE destroyed_at IS NOT NULL LIMIT 1").ConfigureAwait(false) is null)
                return true;

            // Rows that an open transaction can still see are taken along, and it says how many; to somebody who may not it says nothing of rows.
            int? left = null;
            connection.Notice += (_, said) => left = Number.Match(said.Notice.Detail ?? "") is { Success: true, Value: var rows } ? int.Parse(rows, CultureInfo.InvariantCulture) : left;
            // Nobody gets a key before the commit is through, and it would wait for a standby that is away: none is needed for this.
            await RunAsync($"SET synchronous_commit = local; SET lock_timeout = {MillisecondsToGetTheTable}").ConfigureAwait(false);
            await RunAsync("VACUUM (FULL, VERBOSE) data_key").ConfigureAwait(false);
            return left == 0;

            async ValueTask<object?> RunAsync(string sql)
            {
                await using var command = new NpgsqlCommand(sql, connection);
                return await command.ExecuteScalarAsync(ct).ConfigureAwait(false);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
        catch (Exception e) when (PostgresStore.IsUnavailable(e))
        {
            throw new JournalUnavailableException("The key store did not do it.", e);
        }
    }
}
