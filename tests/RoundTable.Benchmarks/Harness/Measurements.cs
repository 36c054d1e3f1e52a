using System.Diagnostics;

namespace RoundTable.Benchmarks.Harness;

/// <summary>Takes the figures of one benchmark; those of warm-up runs are thrown away.</summary>
internal sealed class Measurements(string bench)
{
    private readonly List<Figure> _figures = [];

    public IReadOnlyList<Figure> Figures => _figures;

    public bool WarmingUp { get; set; }

    /// <param name="metric">What is measured.</param>
    /// <param name="unit">Of the value.</param>
    /// <param name="value">The figure of this run.</param>
    /// <param name="cpu">Milliseconds of processor time, all threads, when the figure is a time.</param>
    public void Add(string metric, string unit, double value, double? cpu = null)
    {
        if (WarmingUp)
            return;
        var figure = _figures.Find(each => each.Metric == metric);
        if (figure is null)
            _figures.Add(figure = new Figure(bench, metric, unit));
        figure.Runs.Add(value);
        if (cpu is { } milliseconds)
            figure.Cpu.Add(milliseconds);
    }

    /// <summary>Times a piece of work, repeated when one run is too short for the clock; the figure is milliseconds per run.</summary>
    public T Time<T>(string metric, Func<T> work, int times = 1)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var from = Stopwatch.GetTimestamp();
        var result = work();
        for (var i = 1; i < times; i++)
            result = work();
        var time = Stopwatch.GetElapsedTime(from).TotalMilliseconds / times;
        Add(metric, "ms", time, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times);
        return result;
    }

    /// <summary>Times a piece of work; the figure is milliseconds per run.</summary>
    public void Time(string metric, Action work, int times = 1) =>
        Time(
            metric,
            () =>
            {
                work();
                return 0;
            },
            times);

    /// <summary>Notes a number that must be the same in both engines, or the work was not.</summary>
    public void Check(ReadOnlySpan<byte> outcome) => Add("check", "hash", Fnv(outcome));

    /// <summary>Notes the UTF-16 units of a text as a number that must be the same in both engines.</summary>
    public void Check(string outcome) => Check(System.Runtime.InteropServices.MemoryMarshal.AsBytes<char>(outcome));

    // FNV-1a, 32 bits: short to write in two languages.
    private static uint Fnv(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var each in bytes)
            hash = unchecked((hash ^ each) * 16777619u);
        return hash;
    }
}
