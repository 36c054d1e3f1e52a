using RoundTable.Benchmarks.Harness;

namespace RoundTable.Benchmarks.Engine;

/// <summary>B1: one client edits, and every update is applied to a second document.</summary>
internal static class OneWriter
{
    public static IEnumerable<Benchmark> All(bool v2)
    {
        yield return Of("B1.1", "append N characters", () => Inputs.Word(11, Inputs.N).ToCharArray(), (doc, letter, i) => doc.Text.Insert(i, letter.ToString()));
        yield return Of<string>("B1.2", "insert a string of length N", () => [Inputs.Word(12, Inputs.N)], (doc, text, i) => doc.Text.Insert(i, text));
        yield return Of("B1.3", "prepend N characters", () => Inputs.Word(13, Inputs.N).ToCharArray(), (doc, letter, _) => doc.Text.Insert(0, letter.ToString()));
        yield return Of("B1.4", "insert N characters at random places", () => Inputs.Insertions(14, 1, 1), (doc, edit, _) => doc.Carry(edit));
        yield return Of("B1.5", "insert N words at random places", () => Inputs.Insertions(15, 2, 10), (doc, edit, _) => doc.Carry(edit));
        yield return Of<string>("B1.6", "insert a string, then delete it", () => [Inputs.Word(16, Inputs.N)], InsertAndDelete);
        yield return Of("B1.7", "insert and delete at random places", () => Inputs.Mixed(17), (doc, edit, _) => doc.Carry(edit));
        yield return Of("B1.8", "append N numbers", () => Inputs.Numbers(18), (doc, number, i) => doc.Array.Insert(i, number));
        yield return Of<double[]>("B1.9", "insert an array of N numbers", () => [Inputs.Numbers(19)], (doc, numbers, _) => doc.Array.Insert(0, [.. numbers]));
        yield return Of("B1.10", "prepend N numbers", () => Inputs.Numbers(110), (doc, number, _) => doc.Array.Insert(0, number));
        yield return Of("B1.11", "insert N numbers at random places", () => Inputs.PlacedNumbers(111), (doc, placed, _) => doc.Array.Insert(placed.Index, placed.Number));

        Benchmark Of<T>(string name, string title, Func<T[]> inputs, Action<Replica, T, int> edit)
        {
            var drawn = new Lazy<T[]>(inputs);
            return new Benchmark(name, $"{name} {title}", measurements => Run(measurements, drawn.Value, edit, v2));
        }
    }

    private static void InsertAndDelete(Replica doc, string text, int index)
    {
        doc.Text.Insert(index, text);
        doc.Text.Delete(index, text.Length);
    }

    private static void Run<T>(Measurements measurements, T[] inputs, Action<Replica, T, int> edit, bool v2)
    {
        var updates = new List<byte[]>();
        var writer = new Replica(1001, v2, updates.Add);
        var reader = new Replica(1002, v2);
        measurements.Time("time", () =>
        {
            for (var i = 0; i < inputs.Length; i++)
                edit(writer, inputs[i], i);
            foreach (var update in updates)
                reader.Apply(update);
            Outcome.Same(writer, reader);
        });
        measurements.Add("updateSize", "B", (double)updates.Sum(update => update.Length) / inputs.Length);
        Outcome.OfWhole(measurements, reader, v2);
    }
}
