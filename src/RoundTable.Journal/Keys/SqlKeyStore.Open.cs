using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace RoundTable.Journal;

/// <content>Opening.</content>
public sealed partial class SqlKeyStore
{
    private const string OwnSchema = "roundtable_keys";

    /// <summary>Key of the advisory lock under which one server at a time makes the table ("RTKY").</summary>
    private const long LockKey = 0x52544B59;

    /// <summary>Opens the keys in a SQLite file, which only the own user can read; it is made when it is not there.</summary>
    /// <exception cref="JournalUnavailableException">The file cannot be opened.</exception>
    public static SqlKeyStore OpenSqlite(string path)
    {
        // Pooled: at a table that has been quiet every key is asked for again, and opening the file costs ten times as much as that.
        var options = new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), Pooling = true, DefaultTimeout = 5 };
        try
        {
            SqliteConnections.MakeFilePrivate(options.DataSource);
            using var connection = Connect(options.ConnectionString);
            SqliteSchema.Run(connection, Table("BLOB"));
            return new SqlKeyStore(_ => ValueTask.FromResult<DbConnection>(Connect(options.ConnectionString)), new SqlitePool(options.ConnectionString));
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException($"The keys in {path} cannot be opened.", e);
        }
    }

    /// <summary>
    /// Opens the keys in a PostgreSQL database that several servers share, in a schema of their own
    /// (<c>roundtable_keys</c>) unless the connection string has a search path.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The database cannot be reached, or does not keep what it acknowledges.</exception>
    public static async ValueTask<SqlKeyStore> OpenPostgresAsync(string connectionString, CancellationToken ct = default)
    {
        var store = CreatePostgres(connectionString);
        try
        {
            await store.NotUnderAsync("", ct).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The same, in a database that need not be there yet: as long as it is not, everything that is asked says so.
    /// </summary>
    public static SqlKeyStore CreatePostgres(string connectionString)
    {
        var options = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "RoundTable keys" };
        if (options.SearchPath is not { Length: > 0 })
            options.SearchPath = OwnSchema;
        var schema = options.SearchPath.Split(',')[0].Trim().Trim('"');
        // As of the journal: what takes too long was not done, whatever PostgreSQL says after it was cancelled.
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.ConnectionString) { CancellationTimeout = -1 }.ConnectionString);
        var made = false;
        return new SqlKeyStore(
            async ct =>
            {
                var connection = await source.OpenConnectionAsync(ct).ConfigureAwait(false);
                if (made)
                    return connection;
                try
                {
                    await MakeAsync(connection, schema, ct).ConfigureAwait(false);
                    made = true;
                    return connection;
                }
                catch
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            },
            source);
    }

    // Twice does no harm.
    private static async ValueTask MakeAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        await PostgresPromise.CheckAsync(connection, "The key store", ct).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await ExecuteAsync($"SELECT pg_advisory_xact_lock({LockKey})").ConfigureAwait(false);

        // PostgreSQL asks for the right to make a schema before it looks whether it is there.
        if (!await IsThereAsync().ConfigureAwait(false))
            await ExecuteAsync($"CREATE SCHEMA \"{schema}\"").ConfigureAwait(false);
        await ExecuteAsync(Table("bytea")).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);

        async ValueTask ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }

        async ValueTask<bool> IsThereAsync()
        {
            await using var command = new NpgsqlCommand("SELECT 1 FROM pg_namespace WHERE nspname = $1", connection) { Parameters = { new() { Value = schema } } };
            return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is not null;
        }
    }

    // Not a write-ahead log: what is destroyed must not live on in it. Freed bytes are overwritten with zeros.
    private static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            SqliteSchema.Run(connection, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string Table(string bytes) => $"""
        CREATE TABLE IF NOT EXISTS data_key (
          id TEXT PRIMARY KEY,
          owner TEXT NOT NULL,
          made_at BIGINT NOT NULL, -- microseconds since 1970-01-01Z, as every moment here
          master TEXT NOT NULL,
          wrapped {bytes},         -- NULL: destroyed
          destroyed_at BIGINT,
          destroyed_by TEXT
        );
        CREATE INDEX IF NOT EXISTS data_key_owner ON data_key (owner);
        """;

    private sealed class SqlitePool(string connectionString) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
            return ValueTask.CompletedTask;
        }
    }
}
