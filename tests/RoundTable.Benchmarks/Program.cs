using System.Runtime;
using RoundTable.Benchmarks;
using RoundTable.Benchmarks.Harness;

Options options;
try
{
    options = Options.Parse(args);
}
catch (Exception fault) when (fault is ArgumentException or FormatException)
{
    await Console.Error.WriteLineAsync($"{fault.Message}\n{Usage.Text}");
    return 2;
}

var chosen = Catalogue.Of(options);
if (chosen.Count == 0)
{
    await Console.Error.WriteLineAsync(Usage.Text);
    return 2;
}
if (!options.Json)
    Console.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} cores, {(GCSettings.IsServerGC ? "server" : "workstation")} GC");
foreach (var benchmark in chosen)
{
    foreach (var figure in await Runner.RunAsync(benchmark, options.Runs))
        Console.WriteLine(options.Json ? figure.ToJson() : figure.ToString());
}
return 0;
