using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

/// <summary>Opens the one connection that writes and the pooled ones that read.</summary>
internal sealed class SqliteConnections : IDisposable
{
    private readonly SqliteConnectionStringBuilder _reading;
    private readonly SqliteConnectionStringBuilder _writing;

    internal SqliteConnections(SqliteJournalOptions options)
    {
        var path = Path.GetFullPath(options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _writing = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = (int)options.BusyTimeout.TotalSeconds,
        };
        _reading = new SqliteConnectionStringBuilder(_writing.ConnectionString)
        {
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
        };
    }

    /// <summary>
    /// Opens the writing connection: write-ahead log, and a flush to disk with every commit. Only the own user reads the files.
    /// </summary>
    internal SqliteConnection OpenWriting()
    {
        var connection = new SqliteConnection(_writing.ConnectionString);
        try
        {
            MakeFilePrivate(_writing.DataSource);
            connection.Open();
            SqliteSchema.Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
            SqliteSchema.Upgrade(connection);
            _ = SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, 1000 * _writing.DefaultTimeout);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes the file when it is not there, readable by the own user only.</summary>
    internal static void MakeFilePrivate(string path)
    {
        if (!OperatingSystem.IsWindows())
            MakePrivate(path);
    }

    // Before the first byte is in it; SQLite gives its log the mode that the file has.
    [UnsupportedOSPlatform("windows")]
    private static void MakePrivate(string path)
    {
        const UnixFileMode OwnOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!File.Exists(path))
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = OwnOnly }).Dispose();
            return;
        }

        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
        {
            if (File.Exists(file))
                File.SetUnixFileMode(file, OwnOnly);
        }
    }

    /// <summary>Borrows a reading connection; disposing gives it back. Readers see the last commit and block nobody.</summary>
    internal SqliteConnection OpenReading()
    {
        var connection = new SqliteConnection(_reading.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Closes the idle reading connections.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_reading.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
