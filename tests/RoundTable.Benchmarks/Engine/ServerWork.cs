using RoundTable.Benchmarks.Harness;
using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Engine;

/// <summary>S1 to S6: what a server does all day with one document.</summary>
internal static class ServerWork
{
    public static IEnumerable<Benchmark> All(ServerInputs inputs)
    {
        yield return new("S1", "S1 apply the keystrokes of a long text", measurements => Apply(measurements, inputs.LongText, relay: false));
        yield return new("S2", "S2 the same with an update listener (relay)", measurements => Apply(measurements, inputs.LongText, relay: true));
        yield return new("S3", "S3 relay 50,000 keystrokes of 20 people", measurements => Apply(measurements, inputs.TwentyPeople, relay: true));
        yield return new("S4", "S4 write and load whole documents", measurements => WriteAndLoad(measurements, inputs));
        yield return new("S5", "S5 merge updates without a document", measurements => Merge(measurements, inputs.LongText));
        yield return new("S6", "S6 answer a client that has everything", measurements => Answer(measurements, inputs.TwentyPeople));
    }

    private static void Apply(Measurements measurements, Recording recording, bool relay)
    {
        var doc = new Doc(1);
        var relayed = 0;
        if (relay)
            doc.Update += _ => relayed++;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        measurements.Time("time", () =>
        {
            foreach (var update in recording.Updates)
                doc.ApplyUpdate(update);
        });
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        measurements.Add("allocated", "B/op", (double)allocated / recording.Updates.Count);
        if (doc.GetText("text").ToString() != recording.Text || relayed > recording.Updates.Count)
            throw new InvalidOperationException("the updates do not add up to the text");
        measurements.Check(recording.Text);
    }

    private static void WriteAndLoad(Measurements measurements, ServerInputs inputs)
    {
        var longText = inputs.LongText;
        var people = inputs.TwentyPeople;
        var doc = Load(longText.State);
        measurements.Time("long text, write V1", () => doc.EncodeStateAsUpdate(), 20);
        measurements.Time("long text, write V2", () => doc.EncodeStateAsUpdateV2(), 20);
        measurements.Time("long text, load V1", () => Load(longText.State), 5);
        measurements.Time("long text, load V2", () => new Doc(1).ApplyUpdateV2(longText.StateV2), 5);
        measurements.Time("20 people, load V1", () => Load(people.State), 5);
        measurements.Check(people.State);
    }

    private static void Merge(Measurements measurements, Recording recording)
    {
        byte[][] first = [.. recording.Updates.Take(1000)];
        byte[][] middle = [.. recording.Updates.Skip(recording.Updates.Count / 2).Take(1000)];
        byte[][] tail = [recording.State, .. recording.Updates.TakeLast(100)];
        var merged = measurements.Time("first 1,000", () => Updates.Merge(first), 3);
        measurements.Time("middle 1,000", () => Updates.Merge(middle), 3);
        measurements.Time("state and 100", () => Updates.Merge(tail));
        var vector = measurements.Time("state vector of state", () => Updates.EncodeStateVector(recording.State));
        measurements.Time("diff, nothing new", () => Updates.Diff(recording.State, vector));
        measurements.Check(merged);
    }

    private static void Answer(Measurements measurements, Recording recording)
    {
        var doc = Load(recording.State);
        var vector = doc.EncodeStateVector();
        var answer = measurements.Time("sync step 2", () => doc.EncodeStateAsUpdate(vector), 500);
        measurements.Time("state vector", doc.EncodeStateVector, 500);
        measurements.Check(answer);
    }

    private static Doc Load(byte[] state)
    {
        var doc = new Doc(1);
        doc.ApplyUpdate(state);
        return doc;
    }
}
