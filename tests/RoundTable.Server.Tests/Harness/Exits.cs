using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Projection.Worlds;

namespace RoundTable.Server.Tests.Harness;

/// <summary>
/// All that leaves a server beside its hub, in words that can be laid beside those of another server: frames of both doors, answers to
/// every GET route, lines of the log, spans, mail and work for later. Times, and ids that are drawn by lot, are made the same.
/// </summary>
internal sealed partial class Exits : IAsyncDisposable
{
    private const string Nothing = "\"item\":null,\"typing\":false";
    private readonly TableServer _server;
    private readonly IReadOnlyList<(string Name, Seat Seat)> _people;
    private readonly List<(string Name, Viewer Viewer, DoorLine Line)> _doors = [];
    private readonly ActivityListener _listener;
    private readonly List<string> _spans = [];
    private readonly IReadOnlyList<string> _routes;
    private readonly int _linesBefore;

    private Exits(TableServer server, IReadOnlyList<(string, Seat)> people, IReadOnlyList<string> routes)
    {
        _server = server;
        _people = people;
        _routes = routes;
        _linesBefore = server.Logs.Lines.Count;
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Every span of this process since the beginning, with what hangs on it. Other tests may have theirs among them.</summary>
    public string Spans
    {
        get
        {
            lock (_spans)
                return string.Join('\n', _spans);
        }
    }

    /// <summary>Stands at both doors for each of them, in a section that they read, and looks on from now.</summary>
    public static async Task<Exits> WatchAsync(TableServer server, IReadOnlyList<(string Name, Seat Seat)> people)
    {
        using var browser = server.Browse();
        using var document = JsonDocument.Parse(await (await browser.GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync());
        var routes = document.RootElement.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)).Select(path => path.Name);
        var exits = new Exits(server, people, [.. routes.Order(StringComparer.Ordinal)]);
        foreach (var (name, seat) in people)
        {
            var section = seat.Plan.Sections.First(s => s.CanWrite).Id;
            foreach (var isCollab in new[] { true, false })
            {
                var viewer = new Viewer(seat.Person);
                var line = DoorLine.To(viewer, section, isCollab);
                exits._doors.Add(($"{name} at {(isCollab ? "/collab" : "/yjs")}", viewer, line));
                Assert.NotNull(await line.OpenAsync(server.Address, section, await CollabSocket.TokenAsync(seat.Guest, section)));
            }
        }

        foreach (var (_, viewer, line) in exits._doors)
        {
            Assert.True(await line.AnswersAsync());
            viewer.Take();
        }

        return exits;
    }

    /// <summary>What left by each of them.</summary>
    public async Task<Dictionary<string, List<string>>> ReadAsync()
    {
        var left = new Dictionary<string, List<string>>();
        foreach (var (name, viewer, line) in _doors)
        {
            // What was under way has come before this answer, which holds the whole section under client ids that are drawn by lot.
            Assert.True(await line.AnswersAsync());
            var frames = viewer.Take();
            left[name] =
            [
                $"{frames.Count(f => f.Channel == Channel.Section && IsUpdate(f.Text, name.EndsWith("/collab", StringComparison.Ordinal)))} updates of the section",
                .. frames.Where(f => f.Channel == Channel.Reply).Select(f => f.Text),
                .. frames.Where(f => f.Channel == Channel.Presence).SelectMany(f => Doing().Matches(f.Text)).Select(m => m.Value).Where(doing => doing != Nothing),
            ];
        }

        left["the log"] = [.. _server.Logs.Lines.Skip(_linesBefore).Where(line => line.Contains(" RoundTable.", StringComparison.Ordinal)).Select(Neutral).Distinct().Order(StringComparer.Ordinal)];
        foreach (var (name, seat) in _people)
            left[$"{name} by HTTP"] = await GetAsync(seat);
        left["mail"] = [.. MailFiles().Select(file => Neutral(File.ReadAllText(file))).Order(StringComparer.Ordinal)];
        left["work for later"] = await DueAsync();
        return left;
    }

    /// <summary>What a server would be that gives something away at each of these.</summary>
    public async Task LeakAsync(string what)
    {
        foreach (var (_, viewer, _) in _doors)
            viewer.Left(Channel.Presence, $"\"item\":\"{what}\",\"typing\":true");
        _server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("RoundTable.Fault").LogInformation("Given: {What}", what);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(MailFolder).FullName, "fault.eml"), what);
        using var source = new ActivitySource("RoundTable.Fault");
        source.StartActivity("fault")?.SetTag("what", what).Stop();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var (_, _, line) in _doors)
            await line.DisposeAsync();
    }

    private static bool IsUpdate(string frame, bool isCollab)
    {
        var reader = new FrameReader(Encoding.Latin1.GetBytes(frame));
        if (isCollab)
            reader.Text(int.MaxValue);
        reader.Number();
        return reader.Number() == MessageType.Update;
    }

    private string MailFolder => Path.Combine(_server.Data, "mail");

    private string[] MailFiles() => Directory.Exists(MailFolder) ? Directory.GetFiles(MailFolder, "*", SearchOption.AllDirectories) : [];

    private void Keep(Activity span)
    {
        var tags = span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Concat(span.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name} {tag.Key}={tag.Value}"))).Concat(span.Baggage.Select(b => $"{b.Key}={b.Value}"));
        lock (_spans)
            _spans.Add($"{span.Source.Name} {span.DisplayName} {span.StatusDescription} {string.Join(' ', tags)}");
    }

    private async Task<List<string>> GetAsync(Seat seat)
    {
        var answers = new List<string>();
        foreach (var path in _routes.SelectMany(route => Filled(route, seat)).Distinct())
        {
            var response = await seat.Guest.Browser.GetAsync(path);
            answers.Add($"{path} {(int)response.StatusCode} {response.Content.Headers.ContentType} {Neutral(await TextOfAsync(response))}");
        }

        return answers;
    }

    private static IEnumerable<string> Filled(string route, Seat seat) =>
        from section in route.Contains("{section}", StringComparison.Ordinal) ? seat.Plan.Sections.Select(s => s.Id) : [default]
        from person in route.Contains("{person}", StringComparison.Ordinal) ? seat.Plan.People.Select(p => p.Id) : [default]
        select route
            .Replace("{plan}", seat.Plan.Id.Value, StringComparison.Ordinal)
            .Replace("{meeting}", seat.Meeting.Id.Value, StringComparison.Ordinal)
            .Replace("{section}", section.Value, StringComparison.Ordinal)
            .Replace("{person}", person.Value, StringComparison.Ordinal)
            .Replace("{minutes}", "none", StringComparison.Ordinal)
            .Replace("{seq}", "1", StringComparison.Ordinal);

    private static async Task<string> TextOfAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/zip")
            return await response.Content.ReadAsStringAsync();
        await using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var texts = new List<string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            texts.Add($"{entry.FullName} {await reader.ReadToEndAsync()}");
        }

        return string.Join('\n', texts);
    }

    private async Task<List<string>> DueAsync()
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(_server.Data, "journal.db")};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        await using var all = database.CreateCommand();
        all.CommandText = "SELECT kind, key, length(payload) FROM due_work ORDER BY kind, key";
        await using var rows = await all.ExecuteReaderAsync();
        var work = new List<string>();
        while (await rows.ReadAsync())
            work.Add(Neutral($"{rows.GetString(0)} {rows.GetString(1)} {rows.GetInt64(2)}"));
        return work;
    }

    private static string Neutral(string text) => Lot().Replace(Took().Replace(Time().Replace(text, "TIME"), "TOOK"), "LOT");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.+Z-]+|\b\d\d?/\d\d?/\d{4} \d\d?:\d\d:\d\d( [AP]M)?( \+\d\d:\d\d)?|\b\d\d:\d\d(:\d\d(\.\d+)?)?\b|\b\d\d?[.]\d\d uur|\b\d{8}T\d{6}Z?\b|127\.0\.0\.1:\d+")]
    private static partial Regex Time();

    // That they all came in is shown a moment later; what they do there is what could tell something.
    [GeneratedRegex("\"item\":[^,]*,\"typing\":[a-z]*")]
    private static partial Regex Doing();

    [GeneratedRegex(@"\b\d+(\.\d+)?\s?ms\b|Took=[0-9.,E-]+|Elapsed\w*=[0-9.,E-]+")]
    private static partial Regex Took();

    [GeneratedRegex(@"(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{20,}")]
    private static partial Regex Lot();
}
