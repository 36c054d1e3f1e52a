using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>The whole server with its network and its own worker, on the real clock.</summary>
internal sealed class WholeServer : Stage
{
    private readonly TableServer _server;
    private readonly int _mostPrinted;
    private int _printed;

    /// <summary>Starts it.</summary>
    /// <param name="mostPrinted">How many PDFs there is time for: each needs a browser of its own.</param>
    public WholeServer(int mostPrinted)
    {
        _mostPrinted = mostPrinted;
        _server = TableServer.Start(
            settings: settings =>
            {
                settings["RoundTable:SignIn:TriesPerMinute"] = "1000000";
                settings["RoundTable:Limits:PersonMoveBurst"] = "100000";
                settings["RoundTable:Limits:PersonCommandBurst"] = "100000";
                settings["RoundTable:Pdf:Deadline"] = "00:10:00";
            },
            services: services => services.AddSingleton<IMailTransport>(Mail));
        Logs = _server.Logs;
    }

    public override DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public Uri Address => _server.Address;

    public Browser Browse() => _server.Browse();

    public override T Get<T>() => _server.Services.GetRequiredService<T>();

    /// <summary>Every GET route of the API, as it describes itself.</summary>
    public IReadOnlyList<string> Routes { get; private set; } = [];

    /// <summary>Waits until the server serves, and asks what there is.</summary>
    public async Task ReadyAsync()
    {
        await _server.ReadyAsync();
        using var browser = Browse();
        using var document = JsonDocument.Parse(await (await browser.GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync());
        Routes = [.. document.RootElement.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)).Select(path => path.Name)];
    }

    /// <summary>Whether there is time for one more PDF: few, and of those from whom something is kept.</summary>
    public bool MayPrint(bool isKeptFromSomething) => isKeptFromSomething && Interlocked.Increment(ref _printed) <= _mostPrinted;

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
