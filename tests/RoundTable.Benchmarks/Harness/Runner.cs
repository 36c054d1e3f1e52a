using System.Diagnostics;

namespace RoundTable.Benchmarks.Harness;

/// <summary>
/// Warms up for at least a second and ten runs (or five seconds), then measures; the twin in Node keeps to the same rule.
/// </summary>
internal static class Runner
{
    private const int WarmUpRuns = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Benchmark benchmark, int runs)
    {
        var measurements = new Measurements(benchmark.Title);
        if (benchmark.Repeats)
            await WarmUpAsync(benchmark, measurements);
        for (var run = 0; run < (benchmark.Repeats ? runs : 1); run++)
            await RunOnceAsync(benchmark, measurements);
        return measurements.Figures;
    }

    private static async Task WarmUpAsync(Benchmark benchmark, Measurements measurements)
    {
        measurements.WarmingUp = true;
        var from = Stopwatch.GetTimestamp();
        var runs = 0;
        do
        {
            await RunOnceAsync(benchmark, measurements);
            runs++;
        }
        while (Stopwatch.GetElapsedTime(from) is var spent && spent < LongestWarmUp && (spent < WarmUp || runs < WarmUpRuns));
        measurements.WarmingUp = false;
    }

    private static Task RunOnceAsync(Benchmark benchmark, Measurements measurements)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return benchmark.Body(measurements);
    }
}
