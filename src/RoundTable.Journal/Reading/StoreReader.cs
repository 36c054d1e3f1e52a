using System.Data.Common;
using System.Runtime.CompilerServices;

namespace RoundTable.Journal;

/// <summary>Everything that is read from a store. Both stores have the same tables, so a store only runs the query.</summary>
internal abstract class StoreReader
{
    internal IAsyncEnumerable<JournalRecord> ReadAsync(StreamId stream, long fromSeq, CancellationToken ct)
    {
        Limits.Check(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromSeq, 1);
        return RecordPages.ReadAsync(ReadPageAsync, stream, fromSeq, ct);
    }

    internal ValueTask<ChainReport> VerifyAsync(StreamId stream, CancellationToken ct)
    {
        Limits.Check(stream);
        return RecordPages.VerifyAsync(ReadPageAsync, ReadHeadAsync, stream, ct);
    }

    internal async ValueTask<long> HeadAsync(StreamId stream, CancellationToken ct)
    {
        Limits.Check(stream);
        return (await ReadHeadAsync(stream, ct).ConfigureAwait(false)).Seq;
    }

    internal ValueTask<IReadOnlyDictionary<StreamId, long>> HeadsAsync(IReadOnlyCollection<StreamId> streams, CancellationToken ct)
    {
        var heads = new Dictionary<StreamId, long>(streams.Count);
        foreach (var stream in streams)
        {
            Limits.Check(stream);
            heads[stream] = 0;
        }

        var (isOneOf, value) = OneOf([.. heads.Keys.Select(s => s.Value)]);
        return QueryAsync<IReadOnlyDictionary<StreamId, long>>(
            $"SELECT name, head FROM stream WHERE name {isOneOf}",
            [value],
            async rows =>
            {
                while (await rows.ReadAsync(ct).ConfigureAwait(false))
                {
                    heads[new StreamId(rows.GetString(0))] = rows.GetInt64(1);
                }

                return heads;
            },
            ct);
    }

    internal ValueTask<Snapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken ct)
    {
        Limits.Check(stream);
        return QueryAsync<Snapshot?>(
            "SELECT n.seq, n.version, n.payload FROM stream s JOIN snapshot n ON n.stream = s.id WHERE s.name = $1",
            [stream.Value],
            async rows => await rows.ReadAsync(ct).ConfigureAwait(false)
                ? new Snapshot(stream, rows.GetInt64(0), rows.GetInt32(1), (byte[])rows[2])
                : null,
            ct);
    }

    internal ValueTask<IReadOnlyList<string>> FindAsync(string index, string key, CancellationToken ct)
    {
        Limits.CheckKey(index, key);
        return QueryAsync<IReadOnlyList<string>>(
            "SELECT value FROM index_row WHERE name = $1 AND key = $2 ORDER BY value",
            [index, key],
            async rows =>
            {
                var values = new List<string>();
                while (await rows.ReadAsync(ct).ConfigureAwait(false))
                {
                    values.Add(rows.GetString(0));
                }

                return values;
            },
            ct);
    }

    internal async IAsyncEnumerable<StreamId> StreamsAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        const int Page = 512;
        var from = prefix;
        var comparison = ">=";
        while (true)
        {
            var names = await QueryAsync<List<string>>(
                $"SELECT name FROM stream WHERE name {comparison} $1 ORDER BY name LIMIT {Page}",
                [from],
                async rows =>
                {
                    var found = new List<string>();
                    while (await rows.ReadAsync(ct).ConfigureAwait(false))
                    {
                        found.Add(rows.GetString(0));
                    }

                    return found;
                },
                ct).ConfigureAwait(false);
            foreach (var name in names.TakeWhile(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                yield return new StreamId(name);
            }

            if (names.Count < Page || !names[^1].StartsWith(prefix, StringComparison.Ordinal))
                yield break;
            (from, comparison) = (names[^1], ">");
        }
    }

    internal async ValueTask<JournalContents> ContentsAsync(CancellationToken ct) => new(
        await CountAsync("SELECT name, count(*) FROM index_row GROUP BY name", ct).ConfigureAwait(false),
        await CountAsync("SELECT kind, count(*) FROM due_work GROUP BY kind", ct).ConfigureAwait(false),
        (await CountAsync("SELECT 'stray', count(*) FROM record r WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = r.stream)", ct).ConfigureAwait(false))["stray"]);

    private ValueTask<IReadOnlyDictionary<string, long>> CountAsync(string sql, CancellationToken ct) => QueryAsync<IReadOnlyDictionary<string, long>>(
        sql,
        [],
        async rows =>
        {
            var counts = new Dictionary<string, long>(StringComparer.Ordinal);
            while (await rows.ReadAsync(ct).ConfigureAwait(false))
            {
                counts[rows.GetString(0)] = rows.GetInt64(1);
            }

            return counts;
        },
        ct,
        readsAll: true);

    /// <summary>Runs a query with parameters <c>$1</c>, <c>$2</c> ... on a connection of its own.</summary>
    /// <exception cref="JournalUnavailableException">The store is closed or cannot be read.</exception>
    /// <remarks>With <paramref name="readsAll"/> it goes through whole tables, and may take its time.</remarks>
    private protected abstract ValueTask<T> QueryAsync<T>(
        string sql, object[] values, Func<DbDataReader, ValueTask<T>> read, CancellationToken ct, bool readsAll = false);

    /// <summary>How a query says "is one of these", with all of them in the parameter <c>$1</c>.</summary>
    private protected abstract (string Sql, object Value) OneOf(string[] names);

    /// <summary>A record was read, and stands there for good.</summary>
    private protected virtual void Passed(StreamId stream, StreamHead head)
    {
    }

    private ValueTask<StreamHead> ReadHeadAsync(StreamId stream, CancellationToken ct) =>
        QueryAsync(
            "SELECT head, hash FROM stream WHERE name = $1",
            [stream.Value],
            async rows => await rows.ReadAsync(ct).ConfigureAwait(false)
                ? new StreamHead(rows.GetInt64(0), (byte[])rows[1])
                : StreamHead.Empty,
            ct);

    private ValueTask<RecordPage> ReadPageAsync(StreamId stream, long fromSeq, CancellationToken ct) =>
        QueryAsync(
            """
            SELECT r.seq, r.time, r.person, r.role, r.session, r.kind, r.version, r.payload, r.hash
            FROM stream s JOIN record r ON r.stream = s.id
            WHERE s.name = $1 AND r.seq >= $2 ORDER BY r.seq LIMIT $3
            """,
            [stream.Value, fromSeq - 1, RecordPageBuilder.MaxRows],
            async rows =>
            {
                var page = new RecordPageBuilder(stream, fromSeq);
                while (!page.IsFull && await rows.ReadAsync(ct).ConfigureAwait(false))
                {
                    page.Add(
                        rows.GetInt64(0), rows.GetInt64(1), new Actor(rows.GetString(2), rows.GetString(3), rows.GetString(4)),
                        rows.GetString(5), rows.GetInt32(6), (byte[])rows[7], (byte[])rows[8]);
                }

                var built = page.Build();
                if (built.Records.Count > 0)
                {
                    Passed(stream, new StreamHead(built.Records[^1].Seq, built.Records[^1].Hash));
                }

                return built;
            },
            ct);
}
