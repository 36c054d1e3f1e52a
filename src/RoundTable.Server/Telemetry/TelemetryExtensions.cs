using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Doors;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Telemetry;

/// <summary>Counts always; exports only when an OTLP address is set.</summary>
internal static class TelemetryExtensions
{
    private static readonly string[] Meters =
    [
        ServerMeter.Name, GrainMeter.Name, JournalMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "System.Runtime",
    ];

    // Requests, calls of hub methods, updates through a door, transactions.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR.Server", DoorTrace.Name, JournalTrace.Name];

    public static IServiceCollection AddTelemetry(this IServiceCollection services) =>
        services.AddSingleton<ServerMeter>().AddHostedService<TelemetryExport>();

    private sealed class TelemetryExport(IOptions<RoundTableOptions> options) : IHostedService
    {
        private MeterProvider? _meters;
        private TracerProvider? _traces;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (options.Value.Telemetry.Otlp is not { } address)
                return Task.CompletedTask;
            var resource = ResourceBuilder.CreateDefault().AddService("roundtable");
            _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
                .AddOtlpExporter(otlp => otlp.Endpoint = address).Build();
            // Whether a trace is kept is decided here, whatever a client asks for.
            var ratio = new TraceIdRatioBasedSampler(options.Value.Telemetry.TraceRatio);
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
                .SetSampler(new ParentBasedSampler(ratio, remoteParentSampled: ratio, remoteParentNotSampled: ratio))
                .AddProcessor(new SpanScrubber())
                .AddOtlpExporter((OtlpExporterOptions otlp) => otlp.Endpoint = address).Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            // Stopped twice by some hosts; what is left to export goes with the first.
            Interlocked.Exchange(ref _meters, null)?.Dispose();
            Interlocked.Exchange(ref _traces, null)?.Dispose();
            return Task.CompletedTask;
        }
    }
}
