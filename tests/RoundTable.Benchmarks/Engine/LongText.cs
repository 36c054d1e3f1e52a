using RoundTable.Benchmarks.Harness;

namespace RoundTable.Benchmarks.Engine;

/// <summary>B4: one long text is written keystroke by keystroke, an update for each.</summary>
internal static class LongText
{
    public static IEnumerable<Benchmark> All(Lazy<EditingHistory> history)
    {
        yield return new("B4", "B4 write a long text (V2)", measurements => Run(measurements, history.Value, v2: true));
        yield return new("B4v1", "B4v1 write a long text (V1)", measurements => Run(measurements, history.Value, v2: false));
    }

    private static void Run(Measurements measurements, EditingHistory history, bool v2)
    {
        var bytes = 0L;
        var updates = 0;
        var writer = new Replica(1001, v2, update =>
        {
            bytes += update.Length;
            updates++;
        });
        var text = measurements.Time("time", () =>
        {
            foreach (var edit in history.Edits)
                writer.Carry(edit);
            return writer.Text.ToString();
        });
        if (history.FinalText is not null && history.FinalText != text)
            throw new InvalidOperationException("the text is not the recorded one");
        measurements.Add("updateSize", "B", (double)bytes / updates);
        Outcome.OfWhole(measurements, writer, v2);
    }
}
