using RoundTable.Benchmarks.Harness;
using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Engine;

/// <summary>What every benchmark of the suite ends with: replicas agree, and the whole state is written and read.</summary>
internal static class Outcome
{
    /// <exception cref="InvalidOperationException">Two replicas differ: no figure would mean anything.</exception>
    public static void Same(Replica one, Replica other)
    {
        if (one.Text.ToString() != other.Text.ToString()
            || !Values.DeepEquals(one.Array.ToJson(), other.Array.ToJson())
            || !Values.DeepEquals(one.Map.ToJson(), other.Map.ToJson()))
            throw new InvalidOperationException("the replicas differ");
    }

    public static void OfWhole(Measurements measurements, Replica replica, bool v2)
    {
        var state = measurements.Time("encodeTime", replica.Encode);
        measurements.Add("docSize", "B", state.Length);
        measurements.Check(state);
        measurements.Time("parseTime", () =>
        {
            var loaded = new Replica(1003, v2);
            loaded.Apply(state);
            Same(loaded, replica);
        });
    }
}
