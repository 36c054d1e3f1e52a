namespace RoundTable.Benchmarks.Harness;

/// <summary>A piece of work with a name for the command line and a title for the figures.</summary>
/// <remarks>
/// What does not repeat is taken once: memory, in a process that did nothing else, and what brings its own warm-up.
/// </remarks>
internal sealed record Benchmark(string Name, string Title, Func<Measurements, Task> Body, bool Repeats = true)
{
    public Benchmark(string name, string title, Action<Measurements> body, bool repeats = true)
        : this(name, title, measurements => Completed(body, measurements), repeats)
    {
    }

    private static Task Completed(Action<Measurements> body, Measurements measurements)
    {
        body(measurements);
        return Task.CompletedTask;
    }
}
