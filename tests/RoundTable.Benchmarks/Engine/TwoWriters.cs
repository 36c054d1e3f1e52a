using RoundTable.Benchmarks.Harness;

namespace RoundTable.Benchmarks.Engine;

/// <summary>B2: two clients edit the same text at the same time, then exchange what they did.</summary>
internal static class TwoWriters
{
    private static readonly string Before = Inputs.Word(20, 100);

    public static IEnumerable<Benchmark> All(bool v2)
    {
        yield return Of("B2.1", "concurrently insert a string of length N", seed => [new Edit(0, 0, Inputs.Word(seed, Inputs.N))]);
        yield return Of("B2.2", "concurrently insert N characters", seed => Inputs.Insertions(seed, 1, 1, Before.Length));
        yield return Of("B2.3", "concurrently insert N words", seed => Inputs.Insertions(seed, 3, 9, Before.Length));
        yield return Of("B2.4", "concurrently insert and delete", seed => Inputs.MixedAfterWords(seed, Before.Length));

        Benchmark Of(string name, string title, Func<uint, Edit[]> edits)
        {
            var one = new Lazy<Edit[]>(() => edits(201));
            var other = new Lazy<Edit[]>(() => edits(202));
            return new Benchmark(name, $"{name} {title}", measurements => Run(measurements, one.Value, other.Value, v2));
        }
    }

    private static void Run(Measurements measurements, Edit[] ones, Edit[] others, bool v2)
    {
        var (fromOne, fromOther) = (new List<byte[]>(), new List<byte[]>());
        var one = new Replica(1001, v2, update => fromOne.Add(update));
        var other = new Replica(1002, v2, update => fromOther.Add(update));
        one.Text.Insert(0, Before);
        foreach (var update in fromOne)
            other.Apply(update);
        (fromOne, fromOther) = ([], []);
        measurements.Time("time", () =>
        {
            Edit(one, ones);
            Edit(other, others);
            var (ofOne, ofOther) = (fromOne, fromOther);
            (fromOne, fromOther) = ([], []);
            ofOne.ForEach(other.Apply);
            ofOther.ForEach(one.Apply);
            Outcome.Same(one, other);
        });
        Outcome.OfWhole(measurements, one, v2);
    }

    private static void Edit(Replica replica, Edit[] edits) => replica.Doc.Transact(_ =>
    {
        foreach (var edit in edits)
            replica.Carry(edit);
    });
}
