namespace RoundTable.Server.Hosting;

/// <summary>Telemetry leaves the server only when an OTLP address is set.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Address of the OTLP collector, for instance <c>http://localhost:4317</c>. Default none: nothing is exported.</summary>
    public Uri? Otlp { get; set; }

    /// <summary>Which part of the traces is exported, from 0 (none) to 1 (all). Default 0.05.</summary>
    public double TraceRatio { get; set; } = 0.05;
}
