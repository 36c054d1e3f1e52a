using System.Diagnostics;
using RoundTable.Benchmarks.Harness;
using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Engine;

/// <summary>
/// What a server does before it applies a keystroke: reads who writes what where and what is deleted, in a section of
/// 40 items that 12 people type in. Yjs has no counterpart.
/// </summary>
internal static class Inspection
{
    private const int Items = 40;
    private const int Keystrokes = 20_000;

    public static IEnumerable<Benchmark> All()
    {
        var section = new Lazy<(byte[] State, List<byte[]> Updates)>(Record);
        yield return new("inspect", "inspect a keystroke before it is applied", measurements => Run(measurements, section.Value.State, section.Value.Updates));
    }

    private static void Run(Measurements measurements, byte[] state, List<byte[]> updates)
    {
        var doc = new Doc(1);
        doc.ApplyUpdate(state);
        doc.GetMap("items");
        long ticks = 0;
        long allocated = 0;
        var found = 0;
        foreach (var update in updates)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var from = Stopwatch.GetTimestamp();
            found += Inspect(doc, update);
            ticks += Stopwatch.GetTimestamp() - from;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            doc.ApplyUpdate(update);
        }
        if (found != updates.Count)
            throw new InvalidOperationException("a keystroke was not found in a text of the section");
        measurements.Add("time", "us/op", Stopwatch.GetElapsedTime(0, ticks).TotalMicroseconds / updates.Count);
        measurements.Add("allocated", "B/op", (double)allocated / updates.Count);
    }

    /// <returns>How many insertions and deletions are letters in the text of an item.</returns>
    private static int Inspect(Doc doc, byte[] update)
    {
        var inspection = doc.Inspect(update);
        if (inspection.MissesDependencies)
            return 0;
        var letters = 0;
        foreach (var written in inspection.Structs)
        {
            var place = written.Location;
            if (written.Client != 1 && written.Kind == StructKind.String && place is { State: LocationState.Resolved, Root: "items", Depth: 2 })
                letters += written.Length;
        }
        foreach (var deleted in inspection.Deletes)
        {
            foreach (var run in deleted.Hits())
                letters += run is { Kind: StructKind.String, Location: { Root: "items", Depth: 2 } } ? run.Length : 0;
        }
        return letters;
    }

    private static (byte[] State, List<byte[]> Updates) Record()
    {
        var chance = new Chance(50);
        var clients = Inputs.ClientIds(51, 12);
        var doc = new Doc(clients[0]);
        var texts = Enumerable.Range(0, Items).Select(number => AddItem(doc, clients[number % 12], number, chance)).ToArray();
        var state = doc.EncodeStateAsUpdate();
        var updates = new List<byte[]>();
        doc.Update += update => updates.Add(update.Bytes);
        var at = new (YText Text, int Index)[clients.Length];
        Array.Fill(at, (texts[0], 0));
        while (updates.Count < Keystrokes)
        {
            var person = chance.Below(clients.Length);
            doc.ClientId = clients[person];
            ref var cursor = ref at[person];
            if (chance.Below(20) == 0)
            {
                var text = texts[chance.Below(Items)];
                cursor = (text, chance.Between(0, text.Length));
            }
            cursor.Index = Math.Min(cursor.Index, cursor.Text.Length);
            if (cursor.Index == 0 || chance.Below(10) < 8)
                cursor.Text.Insert(cursor.Index++, chance.Word(1, 1));
            else
                cursor.Text.Delete(--cursor.Index, 1);
        }
        return (state, updates);
    }

    private static YText AddItem(Doc doc, ulong client, int number, Chance chance)
    {
        doc.ClientId = client;
        var text = new YText(chance.Word(20, 120));
        doc.Transact(_ =>
        {
            var item = new YMap();
            doc.GetMap("items").Set(FormattableString.Invariant($"i-{number:D16}"), item);
            item.Set("column", "concerns");
            item.Set("kind", "worry");
            item.Set("speaker", "");
            item.Set("order", (double)number);
            item.Set("status", "onTable");
            item.Set("text", text);
        });
        return text;
    }
}
