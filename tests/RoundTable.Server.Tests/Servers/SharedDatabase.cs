using Microsoft.Extensions.DependencyInjection;
using RoundTable.Journal.Tests;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Servers;

/// <summary>Several servers over one database of a test's own; the first loads the families.</summary>
internal sealed class SharedDatabase : IAsyncDisposable
{
    private readonly List<TableServer> _servers = [];

    private SharedDatabase(string connectionString, string keys)
    {
        ConnectionString = connectionString;
        Keys = keys;
    }

    public string ConnectionString { get; }

    /// <summary>Where the wrapped keys are.</summary>
    public string Keys { get; }

    public TableServer this[int server] => _servers[server];

    public TableServer[] Servers => [.. _servers];

    public static async Task<SharedDatabase> StartAsync(
        PostgresServer postgres, int servers, Action<IDictionary<string, string>>? settings = null, Action<IServiceCollection>? services = null)
    {
        var shared = new SharedDatabase(await postgres.CreateDatabaseAsync(), await postgres.CreateDatabaseAsync());
        for (var i = 0; i < servers; i++)
            await shared.AddAsync(settings, services);
        return shared;
    }

    /// <summary>For servers that are processes of their own: the arguments that lead to new databases of their own.</summary>
    public static async Task<string[]> ArgumentsAsync(PostgresServer postgres) =>
    [
        $"--RoundTable:Store:Postgres={await postgres.CreateDatabaseAsync()}",
        $"--RoundTable:Keys:Postgres={await postgres.CreateDatabaseAsync()}",
        MasterKey.Argument,
    ];

    /// <summary>One server more. All have one data folder: there are the links and the mail.</summary>
    public async Task<TableServer> AddAsync(Action<IDictionary<string, string>>? settings = null, Action<IServiceCollection>? services = null)
    {
        var server = TableServer.Start(_servers.FirstOrDefault()?.Data, demo: _servers.Count == 0, all =>
        {
            all["RoundTable:Store:Postgres"] = ConnectionString;
            all["RoundTable:Keys:Postgres"] = Keys;
            all[MasterKey.Setting] = MasterKey.Text;
            settings?.Invoke(all);
        }, services);
        _servers.Add(server);
        await server.ReadyAsync();
        return server;
    }

    public async Task StopAsync(TableServer server)
    {
        _servers.Remove(server);
        await server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }
}
