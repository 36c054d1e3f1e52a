using System.Data.Common;

namespace RoundTable.Journal;

/// <summary>Reads on pooled connections.</summary>
internal sealed class PostgresReader(PostgresStore store, StreamHeads known) : StoreReader
{
    // A page at most: a database that takes longer has nobody at it. A commit may take longer, as it may wait for a replica.
    private const int SecondsToAnswer = 5;

    private protected override void Passed(StreamId stream, StreamHead head) => known.Pass(stream, head);

    private protected override (string Sql, object Value) OneOf(string[] names) => ("= ANY($1)", names);

    private protected override ValueTask<T> QueryAsync<T>(
        string sql, object[] values, Func<DbDataReader, ValueTask<T>> read, CancellationToken ct, bool readsAll = false) =>
        store.RunAsync(
            async () =>
            {
                await using var command = store.Source.Command(sql, values);
                command.CommandTimeout = readsAll ? 0 : SecondsToAnswer;
                await using var rows = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
                return await read(rows).ConfigureAwait(false);
            },
            ct);
}
