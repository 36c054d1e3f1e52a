using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Rehearsal;

/// <summary>
/// A server in this process with everything that people ask of one, and nothing of the real one: its own empty folder and keys, no
/// settings, no mail, no log, a port that only this machine reaches. It is gone with its folder when the play is over.
/// </summary>
internal static class Stage
{
    public static async Task PlayAsync(CancellationToken ct)
    {
        // What is counted and traced here is no traffic.
        using var untraced = SuppressInstrumentationScope.Begin();
        var folder = Directory.CreateTempSubdirectory("roundtable-rehearsal-");
        try
        {
            await using var app = Build(folder.FullName);
            ct.ThrowIfCancellationRequested();
            await StoreStart.ReachAsync(app.Services, ct);
            await app.StartAsync(ct);
            await PlayAsync(app, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PlayAsync(WebApplication app, CancellationToken ct)
    {
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var scene = await Scene.SetAsync(app.Services);
        ct.ThrowIfCancellationRequested();
        var actor = new Actor(address, scene);
        await actor.SitAtTableAsync(ct);
        await actor.OpenAtYjsAsync(ct);
        await actor.OpenAtCollabAsync(ct);
    }

    private static WebApplication Build(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder([ServerArguments.WatchNothing]);
        builder.Configuration.Sources.Clear();
        builder.AddServer(new ServerArguments(
            new Dictionary<string, string?>
            {
                [WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:0",
                [$"{RoundTableOptions.Section}:{nameof(RoundTableOptions.Data)}"] = folder,
            },
            Rest: [],
            WriteTypes: null,
            Command: null));
        builder.Logging.ClearProviders();
        foreach (var own in builder.Services.Where(IsWorkOfOurs).ToList())
            builder.Services.Remove(own);
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoSignals>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IMeterFactory, UnheardMeters>());
        builder.Services.Replace(ServiceDescriptor.Singleton(new ActivitySource("RoundTable.Rehearsal")));
        return builder.Build().UseServer();
    }

    /// <summary>Mail, retention, and what else a server does by itself: it has nothing to do here.</summary>
    private static bool IsWorkOfOurs(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Namespace?.StartsWith(nameof(RoundTable), StringComparison.Ordinal) == true;

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class UnheardMeters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter($"Rehearsal.{options.Name}");
            lock (_made)
                _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(meter => meter.Dispose());
    }
}
