using System.Text.Json;
using RoundTable.Benchmarks.Engine;
using RoundTable.Benchmarks.Harness;

namespace RoundTable.Benchmarks.Hub;

/// <summary>
/// Twelve screens in one section of a real server, each typing five keystrokes a second, which the server checks, stores
/// durably and passes on.
/// </summary>
internal static class MeetingBenchmark
{
    private const int Screens = 12;
    private const double Rate = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static IEnumerable<Benchmark> All(Options options)
    {
        yield return new("hub", "hub, 12 people in one section", measurements => RunAsync(measurements, options), Repeats: false);
    }

    private static async Task RunAsync(Measurements measurements, Options options)
    {
        await using var server = await ServerProcess.StartAsync(options.Server ?? BuiltServer(), options.Folder);
        var (section, cookies) = await BusiestSectionAsync(server);
        var clients = Inputs.ClientIds(60, Screens);
        var typists = new List<Typist>();
        try
        {
            for (var i = 0; i < Screens; i++)
            {
                typists.Add(new Typist(new HubClient(), section, clients[i], (uint)(i + 1)));
                await typists[i].OpenAsync(server.Address, cookies[i % cookies.Count]);
            }
            measurements.Add("different people", "", Math.Min(cookies.Count, Screens));
            await TypeAsync(typists, WarmUp);
            await MeasureAsync(measurements, server, typists);
        }
        finally
        {
            foreach (var typist in typists)
                await typist.DisposeAsync();
        }
    }

    private static async Task MeasureAsync(Measurements measurements, ServerProcess server, List<Typist> typists)
    {
        var watches = new Stopwatches(Screens - 1);
        typists.ForEach(typist => typist.Report(watches));
        var processor = server.ProcessorTime;
        await TypeAsync(typists, Duration);
        await QuietAsync(watches, typists);
        processor = server.ProcessorTime - processor;
        Add("edit to another screen", watches.Screens, 0.5, 0.95, 0.99);
        Add("edit to the last screen", watches.LastScreens, 0.5, 0.95, 0.99);
        Add("edit to durable", watches.AcknowledgedAfter, 0.5, 0.95, 0.99);
        Add("typed late by", watches.Late, 0.95);
        measurements.Add("delivered", "1/s", watches.Screens.Count / Duration.TotalSeconds);
        measurements.Add("server processor", "ms/1000", processor.TotalMilliseconds / watches.Screens.Count * 1000);
        measurements.Add("server memory", "MiB", server.Memory);

        void Add(string metric, IReadOnlyCollection<double> values, params ReadOnlySpan<double> shares)
        {
            foreach (var share in shares)
                measurements.Add(FormattableString.Invariant($"{metric}, p{share * 100:0}"), "ms", Statistics.Quantile(values, share));
        }
    }

    private static Task TypeAsync(List<Typist> typists, TimeSpan duration) =>
        Task.WhenAll(typists.Select(typist => typist.TypeAsync(Rate, duration)));

    /// <summary>Awaits the last arrival, and that all screens hold the same.</summary>
    private static async Task QuietAsync(Stopwatches watches, List<Typist> typists)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (watches.Open > 0 || typists.Skip(1).Any(typist => !typist.State.AsSpan().SequenceEqual(typists[0].State)))
        {
            if (limit.IsCancellationRequested)
                throw new InvalidOperationException($"{watches.Open} edits did not arrive, or the screens differ");
            await Task.Delay(20);
        }
    }

    /// <summary>The section that most people of the demo may write in, and their sessions.</summary>
    private static async Task<(string Section, List<string> Cookies)> BusiestSectionAsync(ServerProcess server)
    {
        var writers = new Dictionary<string, List<string>>();
        foreach (var person in await Participant.SignInAllAsync(server))
        {
            await using var hub = new HubClient();
            await hub.ConnectAsync(server.Address, person.Cookie);
            var opened = await hub.InvokeAsync("OpenPlan", new { plan = person.Plan });
            foreach (var section in opened.GetProperty("view").GetProperty("sections").EnumerateArray().Where(MayWrite))
            {
                var id = section.GetProperty("id").GetString()!;
                if (!writers.TryGetValue(id, out var cookies))
                    writers[id] = cookies = [];
                cookies.Add(person.Cookie);
            }
        }
        var (busiest, people) = writers.MaxBy(entry => entry.Value.Count);
        return (busiest, people);
    }

    private static bool MayWrite(JsonElement section) => section.GetProperty("canWrite").GetBoolean();

    private static string BuiltServer()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "RoundTable.sln")))
            root = root.Parent;
        var server = Path.Combine(root?.FullName ?? "", "src/RoundTable.Server/bin", configuration, "net10.0/RoundTable.Server.dll");
        return File.Exists(server) ? server : throw new InvalidOperationException($"the server is not built ({configuration}); --server names one");
    }
}
