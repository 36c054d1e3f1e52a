using System.Diagnostics;
using RoundTable.Benchmarks.Harness;
using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Engine;

/// <summary>M1 to M3: what a loaded document holds on to. The heap is counted after full collections.</summary>
internal static class MemoryUse
{
    public static IEnumerable<Benchmark> All(ServerInputs inputs)
    {
        yield return new("M1", "M1 memory of a long text", measurements => Take(measurements, inputs.LongText.State, 30, 3), repeats: false);
        yield return new("M2", "M2 memory of the document of 20 people", measurements => Take(measurements, inputs.TwentyPeople.State, 30, 3), repeats: false);
        yield return new("M3", "M3 memory of a text of 1,000 characters", measurements => Take(measurements, SmallText(), 10_000, 50), repeats: false);
    }

    private static byte[] SmallText()
    {
        var writer = new Replica(1001, v2: false);
        writer.Text.Insert(0, Inputs.Word(11, 1000));
        return writer.Encode();
    }

    private static void Take(Measurements measurements, byte[] state, int count, int before)
    {
        for (var i = 0; i < before; i++)
            Load(state);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var docs = new Doc[count];
        var from = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            docs[i] = Load(state);
        var time = Stopwatch.GetElapsedTime(from);
        heap = GC.GetTotalMemory(forceFullCollection: true) - heap;
        measurements.Add("heap", "B/doc", (double)heap / count);
        measurements.Add("load", "us/doc", time.TotalMicroseconds / count);
        measurements.Check(state);
        GC.KeepAlive(docs);
    }

    private static Doc Load(byte[] state)
    {
        var doc = new Doc(1);
        doc.ApplyUpdate(state);
        return doc;
    }
}
