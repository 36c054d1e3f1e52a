using System.Collections.Concurrent;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace RoundTable.Journal;

/// <summary>Opens the one connection that writes, and lends the ones that read. Safe for concurrent callers.</summary>
internal sealed class SqliteConnections : IDisposable
{
    private const int MostIdle = 8;

    // In KiB. With every commit of another connection a reader forgets its pages, so a large cache would only be memory.
    private const int ReaderCache = 256;

    private readonly ConcurrentStack<SqliteReading> _idle = [];
    private readonly SqliteConnectionStringBuilder _reading;
    private readonly SqliteConnectionStringBuilder _writing;
    private readonly bool _isAlone;
    private volatile bool _closed;

    /// <param name="options">Where the file is.</param>
    /// <param name="onlyReads">Nothing will be written, also no file beside it: not even its folder need be writable.</param>
    internal SqliteConnections(SqliteJournalOptions options, bool onlyReads = false)
    {
        var path = Path.GetFullPath(options.Path);
        _isAlone = onlyReads && !IsInUse(path);
        if (!onlyReads)
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
            DataSource = _isAlone ? $"{new Uri(path).AbsoluteUri}?immutable=1" : path,
        };
    }

    /// <summary>Looks whether this is a journal that can be read.</summary>
    /// <exception cref="JournalUnavailableException">It is not there, is something else, or was written by a newer program.</exception>
    internal void Check()
    {
        if (!File.Exists(_writing.DataSource))
            throw new JournalUnavailableException($"There is no journal {_writing.DataSource}.");
        using var connection = OpenReading();
        SqliteSchema.Check(connection);
    }

    /// <summary>Who reads a file that nobody writes to takes no lock, and so sees half of what somebody begins to write.</summary>
    /// <exception cref="JournalUnavailableException">Somebody does.</exception>
    internal void RequireAlone()
    {
        if (_isAlone && IsInUse(_writing.DataSource))
            throw new JournalUnavailableException("Somebody began to write to the journal while it was read: try again.");
    }

    // Both are there before a change comes into the file itself.
    private static bool IsInUse(string path) => File.Exists(path + "-wal") || File.Exists(path + "-journal");

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

    /// <summary>Lends a connection that reads: it sees the last commit and blocks nobody. For <see cref="GiveBack"/>, or to dispose after a failure.</summary>
    internal SqliteReading Lend()
    {
        if (_idle.TryPop(out var idle))
            return idle;
        return new SqliteReading(OpenReading());
    }

    private SqliteConnection OpenReading()
    {
        var connection = new SqliteConnection(_reading.ConnectionString);
        try
        {
            connection.Open();
            SqliteSchema.Run(connection, $"PRAGMA cache_size = -{ReaderCache}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Takes a connection back, for the next.</summary>
    internal void GiveBack(SqliteReading reading)
    {
        if (_idle.Count >= MostIdle)
        {
            reading.Dispose();
            return;
        }

        _idle.Push(reading);
        if (_closed)
            CloseIdle();
    }

    /// <summary>Closes the idle reading connections, and those that are given back later.</summary>
    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var idle))
        {
            idle.Dispose();
        }
    }
}
