using System.Diagnostics;
using System.Security.Cryptography;
using RoundTable.Benchmarks.Harness;
using RoundTable.Journal;

namespace RoundTable.Benchmarks.Stored;

/// <summary>
/// Appends of 60 bytes to the journal on SQLite, each awaited until it is on disk, by 1, 8 or 64 writers at once; as they
/// are, and sealed.
/// </summary>
internal static class JournalWrites
{
    private static readonly byte[] Payload = new byte[60];

    public static IEnumerable<Benchmark> All(string? folder) =>
        from sealing in new[] { false, true }
        from writers in new[] { 1, 8, 64 }
        select new Benchmark(
            $"journal.{(sealing ? "sealed." : "")}{writers}",
            $"journal, {writers} writers, 60-byte appends{(sealing ? ", sealed" : "")}",
            measurements => RunAsync(measurements, folder, writers, sealing));

    private static async Task RunAsync(Measurements measurements, string? folder, int writers, bool sealing)
    {
        using var scratch = new ScratchFolder(folder);
        var plain = await SqliteJournal.OpenAsync(
            new SqliteJournalOptions { Path = Path.Combine(scratch.Path, "journal.db") }, TimeProvider.System);
        await using IJournal journal = sealing ? Seal(plain, scratch.Path) : plain;
        var from = Stopwatch.GetTimestamp();
        var until = from + (2 * Stopwatch.Frequency);
        var waits = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => WriteAsync(journal, writer, until)));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        var all = waits.SelectMany(wait => wait).ToArray();
        measurements.Add("appends", "1/s", all.Length / seconds);
        measurements.Add("durable after, p50", "ms", Statistics.Quantile(all, 0.5));
        measurements.Add("durable after, p95", "ms", Statistics.Quantile(all, 0.95));
    }

    private static SealedJournal Seal(SqliteJournal plain, string folder)
    {
        var master = new LocalMasterKey(RandomNumberGenerator.GetBytes(LocalMasterKey.Length), RandomNumberGenerator.Fill);
        var keys = SqlKeyStore.OpenSqlite(Path.Combine(folder, "keys.db"));
        return new SealedJournal(plain, new Vault(keys, [master], RandomNumberGenerator.Fill, TimeProvider.System), stream => stream.Value);
    }

    private static async Task<List<double>> WriteAsync(IJournal journal, int writer, long until)
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
