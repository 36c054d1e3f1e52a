using System.Diagnostics;
using RoundTable.Benchmarks.Harness;
using RoundTable.Journal;

namespace RoundTable.Benchmarks.Stored;

/// <summary>Appends of 60 bytes to the journal on SQLite, each awaited until it is on disk, by 1, 8 or 64 writers at once.</summary>
internal static class JournalWrites
{
    private static readonly byte[] Payload = new byte[60];

    public static IEnumerable<Benchmark> All(string? folder) =>
        new[] { 1, 8, 64 }.Select(writers => new Benchmark(
            $"journal.{writers}", $"journal, {writers} writers, 60-byte appends", measurements => RunAsync(measurements, folder, writers)));

    private static async Task RunAsync(Measurements measurements, string? folder, int writers)
    {
        using var scratch = new ScratchFolder(folder);
        await using var journal = await SqliteJournal.OpenAsync(
            new SqliteJournalOptions { Path = Path.Combine(scratch.Path, "journal.db") }, TimeProvider.System);
        var from = Stopwatch.GetTimestamp();
        var until = from + (2 * Stopwatch.Frequency);
        var waits = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => WriteAsync(journal, writer, until)));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        var all = waits.SelectMany(wait => wait).ToArray();
        measurements.Add("appends", "1/s", all.Length / seconds);
        measurements.Add("durable after, p50", "ms", Statistics.Quantile(all, 0.5));
        measurements.Add("durable after, p95", "ms", Statistics.Quantile(all, 0.95));
    }

    private static async Task<List<double>> WriteAsync(SqliteJournal journal, int writer, long until)
    {
        var append = new Append(
            new StreamId(FormattableString.Invariant($"section/benchmark/{writer}")),
            new Actor("person", "chair", "session"),
            [new NewRecord("update", 1, Payload)]);
        var waits = new List<double>();
        for (var from = Stopwatch.GetTimestamp(); from < until; from = Stopwatch.GetTimestamp())
        {
            await journal.AppendAsync(append);
            waits.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        return waits;
    }
}
