using Npgsql;

namespace RoundTable.Journal;

/// <summary>The tables of a PostgreSQL journal, and how an older database becomes a newer one.</summary>
internal static class PostgresSchema
{
    /// <summary>Key of the advisory lock under which one server at a time works on the tables ("RTJN").</summary>
    private const long LockKey = 0x52544A4E;

    /// <summary>Step n brings a database from version n to n + 1. A published step never changes.</summary>
    /// <remarks>Texts compare by their bytes, as in SQLite: an order that no locale library's update can change.</remarks>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE stream (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          name text COLLATE "C" NOT NULL UNIQUE,
          head bigint NOT NULL,
          hash bytea NOT NULL
        );
        CREATE TABLE record (
          stream bigint NOT NULL REFERENCES stream (id),
          seq bigint NOT NULL,
          time bigint NOT NULL, -- microseconds since 1970-01-01Z, as every moment here
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
          free_at bigint NOT NULL, -- when it may be taken: due_at, or the end of its lease
          lease bigint NOT NULL,   -- 0: never taken since it was scheduled
          attempt integer NOT NULL,
          PRIMARY KEY (kind, key)
        );
        CREATE INDEX due_work_free ON due_work (kind, free_at, key);
        CREATE SEQUENCE lease_number;
        """,

        // One journey for what mostly happens: nobody else wrote to the streams. Records come only by way of a locked stream, so that
        // looking up the stream of every record again is half the cost of writing it and finds nothing.
        """
        ALTER TABLE record DROP CONSTRAINT record_stream_fkey;
        CREATE FUNCTION append_records(
          locked bigint[], known bigint[], known_heads bigint[], known_hashes bytea[], moved bigint[], moved_heads bigint[], moved_hashes bytea[],
          streams bigint[], seqs bigint[], times bigint[], persons text[], roles text[], sessions text[], kinds text[], versions integer[], payloads bytea[], hashes bytea[],
          channel text, notices text[])
        RETURNS TABLE (other_id bigint, other_head bigint, other_hash bytea) LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM FROM stream s WHERE s.id = ANY (locked) ORDER BY s.name FOR UPDATE;

          -- A statement of its own: it sees all that was committed before the locks were held.
          RETURN QUERY SELECT s.id, s.head, s.hash FROM unnest(known, known_heads, known_hashes) AS k (id, head, hash) JOIN stream s ON s.id = k.id
            WHERE s.head <> k.head OR s.hash <> k.hash;
          IF FOUND THEN
            RETURN;
          END IF;

          INSERT INTO record (stream, seq, time, person, role, session, kind, version, payload, hash)
          SELECT * FROM unnest(streams, seqs, times, persons, roles, sessions, kinds, versions, payloads, hashes);
          UPDATE stream s SET head = m.head, hash = m.hash FROM unnest(moved, moved_heads, moved_hashes) AS m (id, head, hash) WHERE s.id = m.id;
          PERFORM pg_notify(channel, n) FROM unnest(notices) AS n;
        END $$;
        """,

        // What somebody types is one record of one stream: by names instead of lists it is half the work. Both are planned once; for lists
        // PostgreSQL would otherwise plan anew with every call, which was more work than the call. A stream that is not there, as after a
        // replica that lacked it took over, has null for its end.
        """
        CREATE OR REPLACE FUNCTION append_records(
          locked bigint[], known bigint[], known_heads bigint[], known_hashes bytea[], moved bigint[], moved_heads bigint[], moved_hashes bytea[],
          streams bigint[], seqs bigint[], times bigint[], persons text[], roles text[], sessions text[], kinds text[], versions integer[], payloads bytea[], hashes bytea[],
          channel text, notices text[])
        RETURNS TABLE (other_id bigint, other_head bigint, other_hash bytea) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
        BEGIN
          PERFORM FROM stream s WHERE s.id = ANY (locked) ORDER BY s.name FOR UPDATE;

          -- A statement of its own: it sees all that was committed before the locks were held.
          RETURN QUERY SELECT k.id, s.head, s.hash FROM unnest(known, known_heads, known_hashes) AS k (id, head, hash) LEFT JOIN stream s ON s.id = k.id
            WHERE s.id IS NULL OR s.head <> k.head OR s.hash <> k.hash;
          IF FOUND THEN
            RETURN;
          END IF;

          INSERT INTO record (stream, seq, time, person, role, session, kind, version, payload, hash)
          SELECT * FROM unnest(streams, seqs, times, persons, roles, sessions, kinds, versions, payloads, hashes);
          UPDATE stream s SET head = m.head, hash = m.hash FROM unnest(moved, moved_heads, moved_hashes) AS m (id, head, hash) WHERE s.id = m.id;
          PERFORM pg_notify(channel, n) FROM unnest(notices) AS n;
        END $$;
        CREATE FUNCTION append_record(
          appended bigint, known_head bigint, known_hash bytea, looked bigint, looked_head bigint, looked_hash bytea,
          new_seq bigint, new_time bigint, new_person text, new_role text, new_session text, new_kind text, new_version integer,
          new_payload bytea, new_hash bytea, channel text, notice text)
        RETURNS TABLE (other_id bigint, other_head bigint, other_hash bytea) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
        DECLARE
          moved boolean := false;
        BEGIN
          SELECT s.head, s.hash INTO other_head, other_hash FROM stream s WHERE s.id = appended FOR UPDATE;
          IF NOT FOUND OR other_head <> known_head OR other_hash <> known_hash THEN
            moved := true;
            other_id := appended;
            RETURN NEXT;
          END IF;

          -- A statement of its own: it sees all that was committed before the lock was held.
          IF looked IS NOT NULL THEN
            SELECT s.head, s.hash INTO other_head, other_hash FROM stream s WHERE s.id = looked;
            IF NOT FOUND OR other_head <> looked_head OR other_hash <> looked_hash THEN
              moved := true;
              other_id := looked;
              RETURN NEXT;
            END IF;
          END IF;

          IF NOT moved THEN
            INSERT INTO record (stream, seq, time, person, role, session, kind, version, payload, hash)
            VALUES (appended, new_seq, new_time, new_person, new_role, new_session, new_kind, new_version, new_payload, new_hash);
            UPDATE stream s SET head = new_seq, hash = new_hash WHERE s.id = appended;
            PERFORM pg_notify(channel, notice);
          END IF;
        END $$;
        """,
    ];

    /// <summary>Brings the database to the newest version; other servers that start meanwhile wait.</summary>
    /// <exception cref="JournalUnavailableException">The database was written by a newer program, or cannot keep the promise
    /// that acknowledged means durable.</exception>
    internal static async ValueTask UpgradeAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct).ConfigureAwait(false);
        await PostgresPromise.CheckAsync(connection, "The journal", ct).ConfigureAwait(false);

        await using var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", ct).ConfigureAwait(false);
        await RunAsync(connection, "CREATE TABLE IF NOT EXISTS journal_version (version integer NOT NULL)", ct).ConfigureAwait(false);
        var version = await RunAsync(connection, "SELECT coalesce(max(version), 0) FROM journal_version", ct).ConfigureAwait(false) is int v ? v : 0;
        RequireKnown(version);
        for (var i = version; i < Steps.Length; i++)
        {
            await RunAsync(connection, Steps[i], ct).ConfigureAwait(false);
            await RunAsync(connection, $"INSERT INTO journal_version VALUES ({i + 1})", ct).ConfigureAwait(false);
        }

        await transaction.CommitAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Changes nothing: what is read has been the same since the first version.</summary>
    /// <exception cref="JournalUnavailableException">There is no journal, or a newer program wrote it.</exception>
    internal static async ValueTask CheckAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct).ConfigureAwait(false);
        if (await RunAsync(connection, "SELECT to_regclass('journal_version')::text", ct).ConfigureAwait(false) is not string)
            throw new JournalUnavailableException("There is no journal in this database.");
        RequireKnown(await RunAsync(connection, "SELECT max(version) FROM journal_version", ct).ConfigureAwait(false) is int v ? v : 0);
    }

    private static void RequireKnown(int version)
    {
        if (version > Steps.Length)
        {
            throw new JournalUnavailableException(
                $"The journal has version {version}; this program knows versions up to {Steps.Length}.");
        }
    }

    private static async ValueTask<object?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false);
    }
}
