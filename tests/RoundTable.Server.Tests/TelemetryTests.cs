using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Journal;
using RoundTable.Server.Doors;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Hubs;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>Alone: the exporter of one server hears the meters of all servers in the process.</summary>
[Collection(nameof(Alone))]
public partial class TelemetryTests
{
    [Fact]
    public async Task Collector_GetsMetersAndTraces_AndNothingThatNamesAnybody()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        string[] secrets;
        await using (var server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:Telemetry:Otlp"] = receiver.Address;
            settings["RoundTable:Telemetry:TraceRatio"] = "1";
        }))
        {
            await using var seat = await Seat.TakeAsync(server, "Sanae");
            var section = seat.LiveSection();
            await section.OpenAsync();
            await section.AddAsync("Woorden die niemand mag meten");
            await section.SavedAsync();
            await seat.Table.PushAsync(section.Section, 99, [9, 9, 9]);
            await seat.Table.NextAsync<Hubs.Wire.RefusedEvent>();
            await seat.Guest.Browser.GetAsync($"/api/plans/{seat.Plan.Id}");
            secrets = ["Sanae", "Woorden", seat.Person.Value, seat.Plan.Id.Value, section.Section.Value, seat.Meeting.Id.Value];
        }

        var metrics = receiver.Text("metrics");
        foreach (var name in Names(Dictionary()).Where(name => name is not ("roundtable.replication.lag" or "roundtable.presence.question")))
            Assert.True(metrics.Contains(name, StringComparison.Ordinal) || IsQuiet(name), $"the collector did not hear of {name}");
        Assert.Contains("section.malformed", metrics, StringComparison.Ordinal);
        Assert.Contains("/api/plans/{plan", metrics, StringComparison.Ordinal);
        var traces = receiver.Text("trace");
        Assert.Contains("journal commit", traces, StringComparison.Ordinal);
        Assert.Contains("OpenSection", traces, StringComparison.Ordinal);
        Assert.All(secrets, secret =>
        {
            Assert.DoesNotContain(secret, metrics, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, traces, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Dashboard_NamesOnlyMetricsThatExist()
    {
        var exported = Instruments().SelectMany(PrometheusNames).ToHashSet(StringComparer.Ordinal);

        var named = Expressions().SelectMany(expression => MetricName().Matches(Labels().Replace(expression, "")).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(exported));
    }

    [Fact]
    public void Dashboard_ShowsEveryMeterOfOurs()
    {
        var shown = string.Join('\n', Expressions());

        var missing = Instruments().Where(instrument => instrument.Name.StartsWith("roundtable.", StringComparison.Ordinal))
            .Where(instrument => !PrometheusNames(instrument).Any(name => Regex.IsMatch(shown, $@"\b{name}\b")));

        Assert.Empty(missing.Select(instrument => instrument.Name).Distinct());
    }

    [Fact]
    public void Page_DescribesEveryMeter()
    {
        var own = Instruments().Select(instrument => instrument.Name).Where(name => name.StartsWith("roundtable.", StringComparison.Ordinal));

        Assert.Equal(own.Distinct().Order(StringComparer.Ordinal), Names(Dictionary()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Update_ThroughADoor_HasASpanOfItsOwn_ToWhichItsTransactionIsLinked()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is DoorTrace.Name or JournalTrace.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await DemoServer.StartAsync();
        await using var seat = await Seat.TakeAsync(server, "Sanae");
        await using var client = await DoorClient.ConnectAsync(seat.Guest, seat.LiveSection().Section);

        await client.EditAsync(doc => DoorClient.AddItem(doc, "i-0000000000000001"));
        await client.NextAsync(MessageType.Update);
        await Patience.UntilAsync("the transaction ended", () => ended.Any(IsLinked));

        var push = Assert.Single(ended, span => span.Source.Name == DoorTrace.Name);
        Assert.Equal(default, push.ParentSpanId);
        Assert.Empty(push.TagObjects);
        Assert.NotEqual(push.TraceId, Assert.Single(push.Links).Context.TraceId);

        bool IsLinked(Activity span) => span.Links.Any(link => ended.Any(other => other.Source.Name == DoorTrace.Name && other.SpanId == link.Context.SpanId));
    }

    [Fact]
    public void Page_NamesEveryOutcomeOfAMail()
    {
        var outcomes = typeof(MailOutcomes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        var row = Dictionary().Split('\n').Single(line => line.StartsWith("| `roundtable.mails`", StringComparison.Ordinal));

        var named = Tick().Matches(row.Split('|')[4] + row.Split('|')[5]).Select(match => match.Groups[1].Value);

        Assert.Equal(outcomes.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_NamesEveryLimitThatRefusesNothing()
    {
        var limits = typeof(ReachedLimits).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        var row = Dictionary().Split('\n').Single(line => line.StartsWith("| `roundtable.limits.reached`", StringComparison.Ordinal));

        Assert.Equal(limits.Order(StringComparer.Ordinal), Tick().Matches(row.Split('|')[4]).Select(match => match.Groups[1].Value).Except(["limit"]).Order(StringComparer.Ordinal));
    }

    // Those that only speak when something went wrong, when somebody was too fast, or when mail went out.
    private static bool IsQuiet(string name) => name is "roundtable.resyncs" or "roundtable.limits.wait" or "roundtable.limits.reached" or "roundtable.mails" or "roundtable.journal.unavailable" or "roundtable.grains.overloaded" or "roundtable.replication.overtaken";

    private static string Dictionary() => File.ReadAllText(Path.Combine(Repository.Root, "ops", "telemetry.md"));

    private static IEnumerable<string> Names(string page) => TableName().Matches(page).Select(match => match.Groups[1].Value).Distinct();

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "ops", "dashboards", "roundtable.json")));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)];
    }

    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                lock (found)
                    found.Add(instrument);
            },
        };
        listener.Start();
        using var server = TableServer.Start();
        server.Services.GetRequiredService<LiveConnections>();
        lock (found)
            return [.. found];
    }

    // As a collector names them for Prometheus: units become suffixes, counters end on total.
    private static IEnumerable<string> PrometheusNames(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = instrument.Name.Replace('.', '_') + unit;
        var kind = instrument.GetType().Name;
        if (kind.StartsWith("Histogram", StringComparison.Ordinal))
            return [$"{name}_bucket", $"{name}_sum", $"{name}_count"];
        return kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? [$"{name}_total"] : [name];
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(roundtable|dotnet|http|kestrel)_[a-z_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Tick();

    [GeneratedRegex(@"^\| `(roundtable\.[a-z.]+)`", RegexOptions.Multiline)]
    private static partial Regex TableName();
}

/// <summary>Tests that run while no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
