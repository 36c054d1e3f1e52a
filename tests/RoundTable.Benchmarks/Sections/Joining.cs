using System.Diagnostics;
using RoundTable.Benchmarks.Harness;
using RoundTable.Benchmarks.Stored;
using RoundTable.Journal;
using RoundTable.Sessions.Sections;

namespace RoundTable.Benchmarks.Sections;

/// <summary>A newcomer opens a section: after 20,000 keystrokes, and one of 2 MB; cold, warm and with many at once.</summary>
internal static class Joining
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<Benchmark> All(string? folder)
    {
        yield return new("sections.join", "open a section of 20,000 keystrokes", m => RunAsync(m, folder, 1, Typed.Keystrokes(20_000)), Repeats: false);
        yield return new("sections.large", "open a section of 2 MB", m => RunAsync(m, folder, 1, Large()), Repeats: false);
    }

    private static IReadOnlyList<byte[]> Large() =>
        [.. Enumerable.Range(0, 480).Select(n => Typed.Item((ulong)(n + 1), n, new string((char)('a' + (n % 26)), 4_000)))];

    private static async Task RunAsync(Measurements measurements, string? folder, int sections, IReadOnlyList<byte[]> updates)
    {
        using var scratch = new ScratchFolder(folder);
        await using (var house = await BenchmarkHouse.OpenAsync(scratch.Path, Idle))
        {
            await house.MakePlanAsync(sections);
            await WriteAsync(house, updates);
            await TimeOpeningAsync(measurements, house, "first, from all records");
            await house.RetiredAsync();
        }

        for (var run = 0; run < 10; run++)
        {
            await using var house = await BenchmarkHouse.OpenAsync(scratch.Path, Idle);
            await TimeOpeningAsync(measurements, house, run == 0 ? null : "new process, with the plan");
            await house.RetiredAsync();
            await TimeOpeningAsync(measurements, house, run == 0 ? null : "cold, everybody had left");
            await MeasureWarmAsync(measurements, house);
        }
    }

    /// <summary>As the doors would have written them, each a record of its own.</summary>
    private static async Task WriteAsync(BenchmarkHouse house, IReadOnlyList<byte[]> updates)
    {
        foreach (var chunk in updates.Chunk(500))
        {
            await house.Journal.AppendAsync(new Append(
                BenchmarkHouse.Section(0).Stream,
                new Actor(BenchmarkHouse.Caller.Person.Value, "CaseDirector", "session"),
                [.. chunk.Select(update => new NewRecord(SectionRecord.Pushed, SectionRecord.Version, update))]));
        }
    }

    private static async Task TimeOpeningAsync(Measurements measurements, BenchmarkHouse house, string? metric)
    {
        var reader = new Reader(house, BenchmarkHouse.Section(0));
        var cpu = Environment.CpuUsage.TotalTime;
        var from = Stopwatch.GetTimestamp();
        var opened = await reader.OpenAsync();
        var time = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        if (metric is not null)
            measurements.Add(metric, "ms", time, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
        measurements.Add("bytes", "kB", opened.Update.Length / 1000.0);
        await reader.LeaveAsync();
    }

    private static async Task MeasureWarmAsync(Measurements measurements, BenchmarkHouse house)
    {
        const int Joins = 200;
        var holder = new Reader(house, BenchmarkHouse.Section(0));
        await holder.OpenAsync();
        var cpu = Environment.CpuUsage.TotalTime;
        var from = Stopwatch.GetTimestamp();
        for (var join = 0; join < Joins; join++)
        {
            var reader = new Reader(house, BenchmarkHouse.Section(0));
            await reader.OpenAsync();
            await reader.LeaveAsync();
        }

        measurements.Add(
            "warm", "ms", Stopwatch.GetElapsedTime(from).TotalMilliseconds / Joins, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Joins);
        await holder.LeaveAsync();
    }
}
