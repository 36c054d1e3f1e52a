using System.Text;
using Npgsql;

namespace RoundTable.Journal.Tests;

/// <summary>A database as the first program left it, with two streams in it.</summary>
internal static class PostgresVersion1
{
    /// <summary>Copied on purpose: step 1 was published, and a change of it in the program may not change this.</summary>
    private const string Tables = """
        CREATE TABLE journal_version (version integer NOT NULL);
        INSERT INTO journal_version VALUES (1);
        CREATE TABLE stream (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          name text COLLATE "C" NOT NULL UNIQUE,
          head bigint NOT NULL,
          hash bytea NOT NULL
        );
        CREATE TABLE record (
          stream bigint NOT NULL REFERENCES stream (id),
          seq bigint NOT NULL,
          time bigint NOT NULL,
          person text NOT NULL,
          role text NOT NULL,
          session text NOT NULL,
          kind text NOT NULL,
          version integer NOT NULL,
          payload bytea NOT NULL,
          hash bytea NOT NULL,
          PRIMARY KEY (stream, seq)
        );
        CREATE TABLE snapshot (
          stream bigint PRIMARY KEY REFERENCES stream (id),
          seq bigint NOT NULL,
          version integer NOT NULL,
          payload bytea NOT NULL
        );
        CREATE TABLE index_row (
          name text COLLATE "C" NOT NULL,
          key text COLLATE "C" NOT NULL,
          value text COLLATE "C" NOT NULL,
          PRIMARY KEY (name, key, value)
        );
        CREATE TABLE due_work (
          kind text COLLATE "C" NOT NULL,
          key text COLLATE "C" NOT NULL,
          due_at bigint NOT NULL,
          payload bytea NOT NULL,
          free_at bigint NOT NULL,
          lease bigint NOT NULL,
          attempt integer NOT NULL,
          PRIMARY KEY (kind, key)
        );
        CREATE INDEX due_work_free ON due_work (kind, free_at, key);
        CREATE SEQUENCE lease_number;
        """;

    internal static readonly StreamId Plan = new("plan/a");

    internal static readonly StreamId Section = new("section/a/table");

    internal static readonly IndexRow Row = new("plans", "person-1", "plan-a");

    internal static readonly DueWork Due = new("mail", "m1", DateTimeOffset.UnixEpoch, "neutral"u8.ToArray());

    internal static readonly Snapshot Snapshot = new(Section, 2, 1, "so far"u8.ToArray());

    private static readonly Actor Somebody = new("person-1", "director", "session-1");

    internal static async Task<IReadOnlyList<JournalRecord>> MakeAsync(string place)
    {
        var records = Chain(Plan, "opened", "invited").Concat(Chain(Section, "a", "b", "c")).ToList();
        await PostgresServer.ExecuteAsync(place, Tables);
        await using var source = NpgsqlDataSource.Create($"{place};Pooling=false");
        foreach (var last in records.GroupBy(r => r.Stream).Select(stream => stream.Last()))
            await RunAsync(source, "INSERT INTO stream (name, head, hash) VALUES ($1, $2, $3)", last.Stream.Value, last.Seq, last.Hash.ToArray());
        foreach (var r in records)
        {
            await RunAsync(
                source, "INSERT INTO record SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM stream WHERE name = $1",
                r.Stream.Value, r.Seq, Microseconds.Of(r.Time), r.Actor.Person, r.Actor.Role, r.Actor.Session, r.Kind, r.Version, r.Payload.ToArray(), r.Hash.ToArray());
        }

        await RunAsync(source, "INSERT INTO snapshot SELECT id, $2, $3, $4 FROM stream WHERE name = $1", Section.Value, Snapshot.Seq, Snapshot.Version, Snapshot.Payload.ToArray());
        await RunAsync(source, "INSERT INTO index_row VALUES ($1, $2, $3)", Row.Index, Row.Key, Row.Value);
        await RunAsync(source, "INSERT INTO due_work VALUES ($1, $2, $3, $4, $3, 0, 0)", Due.Kind, Due.Key, Microseconds.Of(Due.DueAt), Due.Payload.ToArray());
        return records;
    }

    private static IEnumerable<JournalRecord> Chain(StreamId stream, params string[] texts)
    {
        var previous = RecordChain.Start;
        foreach (var (i, text) in texts.Index())
        {
            var record = new JournalRecord(
                stream, i + 1, DateTimeOffset.UnixEpoch.AddDays(i), Somebody, "note", 1, Encoding.UTF8.GetBytes(text), default, previous);
            yield return record with { Hash = previous = RecordChain.ComputeHash(record) };
        }
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
