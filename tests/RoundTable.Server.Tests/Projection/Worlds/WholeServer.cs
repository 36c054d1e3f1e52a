using Microsoft.Extensions.DependencyInjection;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>The whole server with its network and its own worker, on the real clock.</summary>
internal sealed class WholeServer : Stage
{
    private readonly TableServer _server;

    public WholeServer()
    {
        _server = TableServer.Start(
            settings: settings =>
            {
                settings["RoundTable:SignIn:TriesPerMinute"] = "1000000";
                settings["RoundTable:Limits:PersonMoveBurst"] = "100000";
            },
            services: services => services.AddSingleton<IMailTransport>(Mail));
        Logs = _server.Logs;
    }

    public override DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public Uri Address => _server.Address;

    public Browser Browse() => _server.Browse();

    public override T Get<T>() => _server.Services.GetRequiredService<T>();

    public Task ReadyAsync() => _server.ReadyAsync();

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
