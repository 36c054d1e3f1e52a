namespace RoundTable.Benchmarks.Harness;

/// <summary>A piece of work with a name for the command line and a title for the figures.</summary>
/// <remarks>Memory does not repeat: it is taken once, in a process that did nothing else.</remarks>
internal sealed record Benchmark(string Name, string Title, Action<Measurements> Body, bool Repeats = true);
