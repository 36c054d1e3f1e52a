using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RoundTable.Server.Tests.Harness;

/// <summary>The real server in this process: real Kestrel on a free port, a real journal in a folder of its own.</summary>
internal sealed class TableServer : WebApplicationFactory<Program>
{
    private readonly Action<IServiceCollection>? _adjust;
    private readonly Dictionary<string, string> _settings = new() { ["RoundTable:Mail:Interval"] = "00:00:00.050", ["RoundTable:Rehearsal"] = "false" };

    private TableServer(string data, Action<IServiceCollection>? services)
    {
        Data = data;
        _adjust = services;
    }

    public string Data { get; }

    public LogCapture Logs { get; } = new();

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a server on an empty folder, or on one that another server left.</summary>
    public static TableServer Start(string? data = null, bool demo = false, Action<IDictionary<string, string>>? settings = null, Action<IServiceCollection>? services = null)
    {
        var server = new TableServer(data ?? TempFolders.Next(), services);
        server._settings["RoundTable:Data"] = server.Data;
        server._settings["RoundTable:Demo"] = demo.ToString();

        // A browser keeps no sandbox of its own as root.
        server._settings["RoundTable:Pdf:Sandbox"] = (!Environment.IsPrivilegedProcess).ToString();
        // One that was never started on this machine takes long, the first time.
        server._settings["RoundTable:Pdf:Deadline"] = Patience.Enough.ToString();
        // As a setting: a port that the factory is given reaches the server too late when that is quick to start.
        server._settings["urls"] = "http://127.0.0.1:0";
        settings?.Invoke(server._settings);
        server.UseKestrel();
        server.StartServer();
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        server.Address = new Uri(addresses.First());
        return server;
    }

    /// <summary>Waits until the server says that it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var browser = Browse();
        var begin = TimeProvider.System.GetTimestamp();
        while ((await browser.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience.Enough, $"the server was not ready in time:\n{Logs.All}");
            await Task.Delay(25);
        }
    }

    /// <summary>A browser without a session; keeps cookies.</summary>
    public Browser Browse() => new(Address);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TextWriter>(new StringWriter());
            _adjust?.Invoke(services);
        });
        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            logging.SetMinimumLevel(LogLevel.Debug);
            logging.AddProvider(Logs);
        });
    }
}
