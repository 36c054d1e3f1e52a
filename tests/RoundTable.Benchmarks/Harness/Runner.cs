using System.Diagnostics;

namespace RoundTable.Benchmarks.Harness;

/// <summary>Warms up for at least a second, then measures; the twin in Node keeps to the same rule.</summary>
internal static class Runner
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static IEnumerable<Figure> Run(Benchmark benchmark, int runs)
    {
        var measurements = new Measurements(benchmark.Title);
        if (benchmark.Repeats)
        {
            measurements.WarmingUp = true;
            var from = Stopwatch.GetTimestamp();
            do
                RunOnce(benchmark, measurements);
            while (Stopwatch.GetElapsedTime(from) < WarmUp);
            measurements.WarmingUp = false;
        }
        for (var run = 0; run < (benchmark.Repeats ? runs : 1); run++)
            RunOnce(benchmark, measurements);
        return measurements.Figures;
    }

    private static void RunOnce(Benchmark benchmark, Measurements measurements)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        benchmark.Body(measurements);
    }
}
