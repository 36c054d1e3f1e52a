using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

/// <summary>The tables of a SQLite journal, and how an older file becomes a newer one.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks the file as a journal of ours ("RTJN").</summary>
    private const int ApplicationId = 0x52544A4E;

    /// <summary>Step n brings a file from version n to n + 1. A published step never changes.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE stream (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          head INTEGER NOT NULL,
          hash BLOB NOT NULL
        ) STRICT;
        CREATE TABLE record (
          stream INTEGER NOT NULL REFERENCES stream (id),
          seq INTEGER NOT NULL,
          time INTEGER NOT NULL, -- microseconds since 1970-01-01Z, as every moment here
          person TEXT NOT NULL,
          role TEXT NOT NULL,
          session TEXT NOT NULL,
          kind TEXT NOT NULL,
          version INTEGER NOT NULL,
          payload BLOB NOT NULL,
          hash BLOB NOT NULL,
          PRIMARY KEY (stream, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE snapshot (
          stream INTEGER PRIMARY KEY REFERENCES stream (id),
          seq INTEGER NOT NULL,
          version INTEGER NOT NULL,
          payload BLOB NOT NULL
        ) STRICT;
        CREATE TABLE index_row (
          name TEXT NOT NULL,
          key TEXT NOT NULL,
          value TEXT NOT NULL,
          PRIMARY KEY (name, key, value)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE due_work (
          kind TEXT NOT NULL,
          key TEXT NOT NULL,
          due_at INTEGER NOT NULL,
          payload BLOB NOT NULL,
          free_at INTEGER NOT NULL, -- when it may be taken: due_at, or the end of its lease
          lease INTEGER NOT NULL,   -- 0: never taken since it was scheduled
          attempt INTEGER NOT NULL,
          PRIMARY KEY (kind, key)
        ) STRICT;
        CREATE INDEX due_work_free ON due_work (kind, free_at, key);
        CREATE TABLE lease_counter (last INTEGER NOT NULL) STRICT;
        INSERT INTO lease_counter VALUES (0);
        """,
    ];

    /// <summary>Brings the file to the newest version.</summary>
    /// <exception cref="JournalUnavailableException">The file is something else, or was written by a newer program.</exception>
    internal static void Upgrade(SqliteConnection connection)
    {
        Run(connection, "BEGIN IMMEDIATE");
        var version = (int)ReadNumber(connection, "PRAGMA user_version");
        var isNew = version == 0 && ReadNumber(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew)
            RequireJournal(connection);

        RequireKnown(version);
        for (var i = version; i < Steps.Length; i++)
        {
            Run(connection, Steps[i]);
        }

        Run(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Steps.Length}; COMMIT");
    }

    /// <summary>Changes nothing.</summary>
    /// <exception cref="JournalUnavailableException">The file is something else, or was written by a newer program.</exception>
    internal static void Check(SqliteConnection connection)
    {
        RequireJournal(connection);
        RequireKnown((int)ReadNumber(connection, "PRAGMA user_version"));
    }

    private static void RequireJournal(SqliteConnection connection)
    {
        if (ReadNumber(connection, "PRAGMA application_id") != ApplicationId)
            throw new JournalUnavailableException("The file is a SQLite database, but not a journal.");
    }

    private static void RequireKnown(int version)
    {
        if (version > Steps.Length)
        {
            throw new JournalUnavailableException(
                $"The journal has version {version}; this program knows versions up to {Steps.Length}.");
        }
    }

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long ReadNumber(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
