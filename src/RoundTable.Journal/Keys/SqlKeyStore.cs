using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>A key store of one table, in a SQLite file or a PostgreSQL database.</summary>
public sealed partial class SqlKeyStore : IKeyStore
{
    private const string Columns = "id, owner, made_at, master, wrapped, destroyed_at, destroyed_by";
    private readonly Func<CancellationToken, ValueTask<DbConnection>> _connect;
    private readonly IAsyncDisposable? _source;

    private SqlKeyStore(Func<CancellationToken, ValueTask<DbConnection>> connect, IAsyncDisposable? source)
    {
        _connect = connect;
        _source = source;
    }

    /// <inheritdoc/>
    public async ValueTask AddAsync(StoredKey key, CancellationToken ct = default) => await ExecuteAsync(
        $"INSERT INTO data_key ({Columns}) VALUES ($1, $2, $3, $4, $5, NULL, NULL) ON CONFLICT (id) DO NOTHING",
        [key.Id.ToString(), key.Owner, Microseconds.Of(key.MadeAt), key.Master, key.Wrapped!],
        ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<StoredKey?> FindAsync(KeyId id, CancellationToken ct = default) =>
        (await QueryAsync("id = $1", [id.ToString()], ct).ConfigureAwait(false)).SingleOrDefault();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredKey>> OfOwnerAsync(string owner, CancellationToken ct = default) =>
        QueryAsync("owner = $1", [owner], ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> OwnersAsync(string prefix, CancellationToken ct = default) =>
        [.. (await QueryAsync("destroyed_at IS NULL", [], ct).ConfigureAwait(false))
            .Select(key => key.Owner).Where(owner => owner.StartsWith(prefix, StringComparison.Ordinal)).Distinct()];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredKey>> NotUnderAsync(string master, CancellationToken ct = default) =>
        QueryAsync("master <> $1 AND destroyed_at IS NULL", [master], ct);

    /// <inheritdoc/>
    public async ValueTask<bool> RewrapAsync(StoredKey key, string master, byte[] wrapped, CancellationToken ct = default) => await ExecuteAsync(
        "UPDATE data_key SET master = $3, wrapped = $4 WHERE id = $1 AND master = $2 AND wrapped = $5 AND destroyed_at IS NULL",
        [key.Id.ToString(), key.Master, master, wrapped, key.Wrapped!],
        ct).ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public async ValueTask DestroyAsync(string owner, DateTimeOffset at, string by, CancellationToken ct = default) => await ExecuteAsync(
        "UPDATE data_key SET wrapped = NULL, destroyed_at = $2, destroyed_by = $3 WHERE owner = $1 AND destroyed_at IS NULL",
        [owner, Microseconds.Of(at), by],
        ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<bool> ClearAsync(CancellationToken ct = default) => _source is NpgsqlDataSource ? ClearPostgresAsync(ct) : ValueTask.FromResult(true);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static StoredKey Read(DbDataReader rows) => new(
        KeyId.Parse(rows.GetString(0)),
        rows.GetString(1),
        Microseconds.ToMoment(rows.GetInt64(2)),
        rows.GetString(3),
        rows.IsDBNull(4) ? null : rows.GetFieldValue<byte[]>(4),
        rows.IsDBNull(5) ? null : Microseconds.ToMoment(rows.GetInt64(5)),
        rows.IsDBNull(6) ? null : rows.GetString(6));

    private ValueTask<IReadOnlyList<StoredKey>> QueryAsync(string where, object[] values, CancellationToken ct) => RunAsync<IReadOnlyList<StoredKey>>(
        $"SELECT {Columns} FROM data_key WHERE {where} ORDER BY made_at, id",
        values,
        async command =>
        {
            var keys = new List<StoredKey>();
            await using var rows = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            while (await rows.ReadAsync(ct).ConfigureAwait(false))
            {
                keys.Add(Read(rows));
            }

            return keys;
        },
        ct);

    private ValueTask<int> ExecuteAsync(string sql, object[] values, CancellationToken ct) =>
        RunAsync(sql, values, async command => await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false), ct);

    // A pooled connection may have died since its last use; then those that lie idle have mostly died too.
    private async ValueTask<T> RunAsync<T>(string sql, object[] values, Func<DbCommand, ValueTask<T>> run, CancellationToken ct)
    {
        try
        {
            return await TryRunAsync(sql, values, run, ct).ConfigureAwait(false);
        }
        catch (JournalUnavailableException e) when (_source is NpgsqlDataSource source && e.InnerException is { } inner && PostgresStore.IsPassing(inner))
        {
            source.Clear();
            return await TryRunAsync(sql, values, run, ct).ConfigureAwait(false);
        }
    }

    private async ValueTask<T> TryRunAsync<T>(string sql, object[] values, Func<DbCommand, ValueTask<T>> run, CancellationToken ct)
    {
        try
        {
            await using var connection = await _connect(ct).ConfigureAwait(false);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                if (command is SqliteCommand)
                    parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i + 1}");
                parameter.Value = values[i];
                command.Parameters.Add(parameter);
            }

            return await run(command).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SqliteException || PostgresStore.IsUnavailable(e))
        {
            throw new JournalUnavailableException("The key store did not do it.", e);
        }
    }
}
