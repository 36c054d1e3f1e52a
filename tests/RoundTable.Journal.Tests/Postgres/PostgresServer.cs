using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace RoundTable.Journal.Tests;

/// <summary>
/// A real PostgreSQL of this test run: its own folder and port, gone afterwards. It stops without ceremony, as after a
/// power cut, when its standard input closes: so also when the test process dies.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Supervise = "\"$@\" & p=$!; cat > /dev/null; kill -QUIT $p; wait $p";

    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly ReservedPort _port = new();
    private Process? _process;

    private string ConnectionString => $"Host=127.0.0.1;Port={_port.Number};Username=postgres;Database=postgres;Include Error Detail=true";

    public async ValueTask InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", _folder.Path);
        }

        await RunAsync([.. AsPostgres(Program("initdb")), "-D", _folder.File("db"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearAllPools();
        _port.Dispose();
        _folder.Dispose();
    }

    /// <summary>Makes a schema for one test's tables, much faster than a database, and gives the connection string that leads there.</summary>
    internal async Task<string> CreateSchemaAsync()
    {
        var schema = $"journal_{Guid.NewGuid():N}";
        await ExecuteAsync(ConnectionString, $"CREATE SCHEMA {schema}");
        return $"{ConnectionString};Search Path={schema}";
    }

    /// <summary>Makes a database, whose notifications nobody else hears, and gives the connection string that leads there.</summary>
    internal async Task<string> CreateDatabaseAsync()
    {
        var name = $"roundtable_{Guid.NewGuid():N}";
        await ExecuteAsync(ConnectionString, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>The connection string of a role for a database.</summary>
    internal string PlaceOf(string role, string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Username = role, Database = database }.ConnectionString;

    /// <summary>Runs psql as a role, as whoever installs would.</summary>
    internal Task PsqlAsync(string role, params string[] arguments) =>
        RunAsync([Program("psql"), "-X", "-h", "127.0.0.1", "-p", $"{_port.Number}", "-U", role, "-d", "postgres", .. arguments]);

    /// <summary>
    /// Ends what the server still does for a program that is gone: it works on for a while, and commits what it was told before.
    /// </summary>
    internal async Task EndConnectionsAsync(string program) => await ExecuteAsync(
        ConnectionString, $"SELECT count(pg_terminate_backend(pid, 25000)) FROM pg_stat_activity WHERE application_name = '{program}'");

    internal async Task DropSchemaAsync(string connectionString) =>
        await ExecuteAsync(ConnectionString, $"DROP SCHEMA {new NpgsqlConnectionStringBuilder(connectionString).SearchPath} CASCADE");

    internal static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Stops it as a crash does, and lets its data take over as a replica's would: on another timeline.</summary>
    internal async Task FailOverAsync()
    {
        await StopAsync();
        await RunAsync([.. AsPostgres("touch"), _folder.File("db/standby.signal")]);
        await StartAsync("ready to accept read-only connections");

        // Said once, PostgreSQL sometimes does not hear it so soon after its start.
        var begin = TimeProvider.System.GetTimestamp();
        while (await ExecuteAsync(ConnectionString, "SELECT CASE WHEN pg_is_in_recovery() THEN pg_promote(wait_seconds => 1) END") is not DBNull)
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Enough, "PostgreSQL was not promoted");
    }

    internal Task StartAsync() => StartAsync("ready to accept connections");

    private async Task StartAsync(string word)
    {
        string[] server =
        [
            .. AsPostgres(Program("postgres")), "-D", _folder.File("db"), "-p", $"{_port.Number}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200",
        ];
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", Supervise, "sh", .. server])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var said = new ConcurrentQueue<string>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, line) =>
        {
            said.Enqueue(line.Data ?? "");
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', said)}"));
            }
            else if (line.Data.Contains(word, StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(Enough);
    }

    /// <summary>Stops the server as a crash does: nothing is flushed, the next start recovers from the log.</summary>
    internal async Task StopAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Enough);
            process.Dispose();
            _process = null;
        }
    }

    private static string Program(string name)
    {
        const string installed = "/usr/lib/postgresql";
        var folders = Directory.Exists(installed)
            ? Directory.GetDirectories(installed).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"These tests need PostgreSQL: the program {name} is not installed.");
    }

    /// <summary>PostgreSQL refuses to run as root, so root becomes the user that its package made.</summary>
    private static string[] AsPostgres(string program) =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", program] : [program];

    private static async Task RunAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Enough);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} failed:\n{await output}{await errors}");
        }
    }
}
