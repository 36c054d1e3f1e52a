using System.Globalization;
using RoundTable.Benchmarks.Harness;
using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Engine;

/// <summary>B3: 1540 clients change the same place at once; one of them takes in everything.</summary>
internal static class ManyWriters
{
    public static IEnumerable<Benchmark> All(bool v2)
    {
        yield return Of("B3.1", "1540 clients set a number in a map", (doc, i) => doc.Map.Set("v", (double)i));
        yield return Of("B3.2", "1540 clients set an object in a map", (doc, i) => doc.Map.Set("v", new YObject { { "name", Number(i) }, { "address", "here" } }));
        yield return Of("B3.3", "1540 clients set a string in a map", (doc, i) => doc.Map.Set("v", string.Concat(Enumerable.Repeat(Number(i), Inputs.Clients))));
        yield return Of("B3.4", "1540 clients insert in an array", (doc, i) => doc.Array.Insert(0, Number(i)));
        yield return Of("B3.5", "1540 clients insert text", (doc, i) => doc.Text.Insert(0, Number(i)));

        Benchmark Of(string name, string title, Action<Replica, int> change) =>
            new(name, $"{name} {title}", measurements => Run(measurements, change, v2));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Run(Measurements measurements, Action<Replica, int> change, bool v2)
    {
        var clients = Inputs.ClientIds(30, Inputs.Clients);
        var updates = new List<byte[]>();
        var replicas = new List<Replica>();
        for (var i = 0; i < clients.Length; i++)
        {
            var replica = new Replica(clients[i], v2, updates.Add);
            change(replica, i);
            if (i < 2)
                replicas.Add(replica);
        }
        updates = [.. updates];
        TakeIn(replicas[0]);
        measurements.Time("time", () =>
        {
            TakeIn(replicas[1]);
            Outcome.Same(replicas[0], replicas[1]);
        });
        Outcome.OfWhole(measurements, replicas[0], v2);

        void TakeIn(Replica replica) => replica.Doc.Transact(_ =>
        {
            foreach (var update in updates)
                replica.Apply(update);
        });
    }
}
