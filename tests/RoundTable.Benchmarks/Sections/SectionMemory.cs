using RoundTable.Benchmarks.Harness;
using RoundTable.Benchmarks.Stored;

namespace RoundTable.Benchmarks.Sections;

/// <summary>500 sections of 46 kB, each open on one connection; then everybody leaves. The heap is counted after full collections.</summary>
internal static class SectionMemory
{
    private const int Sections = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    public static IEnumerable<Benchmark> All(string? folder)
    {
        yield return new("sections.memory", "500 open sections of 46 kB", m => RunAsync(m, folder), Repeats: false);
    }

    private static async Task RunAsync(Measurements measurements, string? folder)
    {
        using var scratch = new ScratchFolder(folder);
        await using var house = await BenchmarkHouse.OpenAsync(scratch.Path, Idle);
        await house.MakePlanAsync(Sections + 20);
        var update = Typed.Filled(46);
        measurements.Add("document", "kB", update.Length / 1000.0);
        await LeaveAsync(await OpenAsync(house, Sections, 20, update), house);
        var before = Heap();
        var readers = await OpenAsync(house, 0, Sections, update);
        measurements.Add("open, each", "kB", (Heap() - before) / 1000.0 / Sections);
        await Task.Delay(Idle * 4);
        measurements.Add("open and at rest, each", "kB", (Heap() - before) / 1000.0 / Sections);
        await LeaveAsync(readers, house);
        readers = [];
        measurements.Add("kept when all left, each", "kB", (Heap() - before) / 1000.0 / Sections);
    }

    private static async Task<List<Reader>> OpenAsync(BenchmarkHouse house, int first, int count, byte[] update)
    {
        var readers = new List<Reader>();
        for (var n = first; n < first + count; n++)
        {
            var reader = new Reader(house, BenchmarkHouse.Section(n));
            await reader.OpenAsync();
            await reader.PushAsync([.. update]);
            readers.Add(reader);
        }

        return readers;
    }

    private static async Task LeaveAsync(List<Reader> readers, BenchmarkHouse house)
    {
        foreach (var reader in readers)
            await reader.LeaveAsync();
        await house.RetiredAsync();
    }

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);
}
