using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Tests;

/// <content>What the dashboard and the page call labels and tags, against what the meters say when each is made to speak.</content>
public partial class TelemetryTests
{
    // Put there by the collector and by Prometheus; the route by ASP.NET Core.
    private static readonly string[] NotOurs = ["instance", "le", "http_route"];

    [Fact]
    public void Page_NamesTheTagsThatTheMetersUse()
    {
        var described = Dictionary().Split('\n').Where(line => TableName().IsMatch(line))
            .Select(line => $"{TableName().Match(line).Groups[1].Value} {string.Join(' ', Tick().Matches(line.Split('|')[3]).Select(tag => tag.Groups[1].Value))}");

        var used = Said().GroupBy(said => said.Name, said => said.Tag).Select(said => $"{said.Key} {string.Join(' ', said.Distinct())}");

        Assert.Equal(used.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Dashboard_AsksForLabelsAndValuesThatTheMetersUse()
    {
        var said = Said();
        foreach (var expression in Expressions())
        {
            var own = said.Where(one => expression.Contains(one.Name.Replace('.', '_'), StringComparison.Ordinal)).ToList();
            var groups = Grouping().Matches(expression).SelectMany(by => by.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries));
            Assert.All(groups.Except(NotOurs), label => Assert.True(own.Exists(one => one.Tag == label), $"{label} in {expression}"));
            foreach (var matcher in Matcher().Matches(expression).Where(matcher => !NotOurs.Contains(matcher.Groups[1].Value)))
                Assert.True(own.Exists(one => (one.Tag, one.Value) == (matcher.Groups[1].Value, matcher.Groups[2].Value)), $"{matcher.Value} in {expression}");
        }
    }

    // Every method of every meter is called, so that a new one is heard too.
    private static List<(string Name, string Tag, string Value)> Said()
    {
        var heard = new List<(string, string, string)>();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == factory)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Hear(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        listener.Start();
        foreach (var meter in (object[])[new ServerMeter(factory), new GrainMeter(factory), new JournalMeter(factory)])
        {
            foreach (var method in meter.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                foreach (var arguments in Arguments(method))
                    method.Invoke(meter, arguments);
            }
        }

        listener.RecordObservableInstruments();
        return heard;

        void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.IsEmpty)
                heard.Add((instrument.Name, "", ""));
            foreach (var (tag, value) in tags)
                heard.Add((instrument.Name, tag, value!.ToString()!));
        }
    }

    // None for what measures nothing; several where a grain is named, one for each class.
    private static IEnumerable<object?[]> Arguments(MethodInfo method)
    {
        if (method.Name is nameof(IDisposable.Dispose) or "Watch" or "Unwatch" || method.ReturnType != typeof(void))
            return [];
        return Grains().Select(grain => method.GetParameters().Select(parameter => Any(parameter.ParameterType, grain)).ToArray());
    }

    private static IEnumerable<Type> Grains() => typeof(Grain).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract);

    private static object Any(Type type, Type grain) => type switch
    {
        _ when type == typeof(int) => 1,
        _ when type == typeof(bool) => true,
        _ when type == typeof(string) => "x",
        _ when type == typeof(TimeSpan) || type == typeof(TimeSpan?) => TimeSpan.FromSeconds(1),
        _ when type == typeof(Func<int>) => () => 1,
        _ => Activator.CreateInstance(type, grain, "x")!,
    };

    [GeneratedRegex(@"\bby \(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex("""(\w+)(?:=|!=|=~|!~)"([^"]*)["]""")]
    private static partial Regex Matcher();
}
