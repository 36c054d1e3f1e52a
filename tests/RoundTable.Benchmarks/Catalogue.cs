using RoundTable.Benchmarks.Engine;
using RoundTable.Benchmarks.Harness;
using RoundTable.Benchmarks.Hub;
using RoundTable.Benchmarks.Sections;
using RoundTable.Benchmarks.Stored;

namespace RoundTable.Benchmarks;

/// <summary>Every benchmark that the command line can name.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Benchmark> Of(Options options)
    {
        var history = new Lazy<EditingHistory>(() => EditingHistory.Load(options.Trace));
        var inputs = new ServerInputs(history);
        Benchmark[] engine =
        [
            .. OneWriter.All(v2: true),
            .. TwoWriters.All(v2: true),
            .. ManyWriters.All(v2: true),
            .. LongText.All(history),
            .. ServerWork.All(inputs),
            .. MemoryUse.All(inputs),
            .. Inspection.All(),
        ];
        return
        [
            .. engine.Where(benchmark => options.Asks("engine") || options.Asks(benchmark.Name)),
            .. JournalWrites.All(options.Folder).Where(benchmark => options.Asks(benchmark.Name)),
            .. Joining.All(options.Folder).Concat(SectionMemory.All(options.Folder)).Where(benchmark => options.Asks(benchmark.Name)),
            .. MeetingBenchmark.All(options).Where(benchmark => options.Asks(benchmark.Name)),
        ];
    }
}
