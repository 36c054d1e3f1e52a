using System.Text.Json;

namespace RoundTable.Benchmarks.Harness;

/// <summary>One measured quantity of one benchmark, over all runs that were not warm-up.</summary>
internal sealed record Figure(string Bench, string Metric, string Unit)
{
    public List<double> Runs { get; } = [];

    /// <summary>Processor milliseconds of the same runs, where they were taken: what counts on a busy machine.</summary>
    public List<double> Cpu { get; } = [];

    public double Median => Statistics.Median(Runs);

    /// <summary>The line of <c>--json</c>; <c>engine</c> tells ours from the twin in Node.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        engine = "roundtable",
        bench = Bench,
        metric = Metric,
        unit = Unit,
        median = Median,
        min = Runs.Min(),
        runs = Runs,
        cpu = Cpu,
    });

    public override string ToString() =>
        FormattableString.Invariant($"{Bench,-62} {Metric,-22} {Median,14:N3} {Unit,-8} (min {Runs.Min():N3}{CpuText}, {Runs.Count} runs)");

    private string CpuText => Cpu.Count == 0 ? "" : FormattableString.Invariant($", cpu {Statistics.Median(Cpu):N3}");
}
