using System.Net;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>
/// One run: people write, outsiders pry and somebody is taken out while something breaks again and again; then all heals, and the
/// books are closed.
/// </summary>
internal static class OracleRun
{
    private const ulong FirstClient = 7_000_000;
    private const int MostBetweenFaults = 60;
    private static readonly string[] Writers = ["Sanae", "Peter", "Els"];
    private static readonly string[] Outsiders = ["Mark", "Priscilla"];
    private const string Leaving = "Loubna";
    private const string Director = "Ingrid";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="fleet">The servers.</param>
    /// <param name="folder">Where the demo's links are.</param>
    /// <param name="options">How long.</param>
    /// <param name="breakAsync">Breaks something by chance, and mends it.</param>
    /// <returns>What the writers were told.</returns>
    public static async Task<Ledger> RunAsync(Fleet fleet, string folder, OracleOptions options, Func<Random, Task> breakAsync)
    {
        try
        {
            return await RunSeededAsync(fleet, folder, options, breakAsync);
        }
        catch (Exception e)
        {
            throw new Xunit.Sdk.XunitException($"The oracle failed with ORACLE_SEED={options.Seed} ORACLE_KILLS={options.Kills} ORACLE_WRITERS={options.Writers}: {e.Message}", e);
        }
    }

    private static async Task<Ledger> RunSeededAsync(Fleet fleet, string folder, OracleOptions options, Func<Random, Task> breakAsync)
    {
        var chance = new Random(options.Seed);
        var ledger = new Ledger();
        var cookies = new Dictionary<string, CookieContainer>();
        foreach (var name in (string[])[.. Writers, .. Outsiders, Leaving, Director])
            cookies[name] = await Participants.EnterAsync(fleet.Addresses[0], folder, name);

        // The mother's side: the father, in the same plan, must not know that it is there.
        var section = await Participants.SectionAsync(fleet.Addresses[0], cookies[Writers[0]], s => s.CanWrite && !s.Shielded);
        var writers = new List<TokenWriter>();
        for (var i = 0; i < options.Writers; i++)
        {
            var pen = new TokenPen($"w{i}", ClientOf(i), ClientOf(SomebodyElse(i, options.Writers)), new Random(chance.Next()), ledger);
            writers.Add(WriterOf(i, fleet, cookies[Writers[i % Writers.Length]], section, pen, new Random(chance.Next()), ledger));
        }

        var pens = writers.ConvertAll(writer => writer.Pen);
        var outsiders = new List<Outsider>();
        foreach (var name in Outsiders)
        {
            var own = await Participants.SectionAsync(fleet.Addresses[0], cookies[name], s => s.Id != section);
            outsiders.Add(new HubOutsider(fleet, cookies[name], section, pens, new Random(chance.Next())));
            outsiders.Add(new DoorOutsider(fleet, cookies[name], section, own, pens, new Random(chance.Next())));
        }

        var leaver = new Leaver(fleet, cookies[Leaving], section, chance.Next());
        var writing = writers.ConvertAll(writer => writer.RunAsync());
        List<Task> prying = [.. outsiders.Select(outsider => outsider.RunAsync()), leaver.RunAsync()];

        for (var i = 0; i < options.Kills; i++)
        {
            await RunningAsync(writing.Concat(prying), ledger.MoreAsync(chance.Next(1, MostBetweenFaults)));
            if (i == options.Kills / 2)
                await RunningAsync(writing.Concat(prying), leaver.LeaveAsync(cookies[Director], pens));
            await breakAsync(chance);
        }

        await RunningAsync(writing.Concat(prying), ledger.MoreAsync(MostBetweenFaults));
        await RunningAsync(writing.Concat(prying), ledger.PresenceSeenAsync());
        await RunningAsync(writing.Concat(prying), Task.WhenAll(outsiders.ConvertAll(outsider => outsider.TriedAgainAsync())));
        writers.ForEach(writer => writer.Rest());
        await Task.WhenAll(writing).WaitAsync(Deadline);
        outsiders.ForEach(outsider => outsider.Rest());
        leaver.Rest();
        await Task.WhenAll(prying).WaitAsync(Deadline);
        leaver.AssertNothingCameAfterwards();
        await CloseTheBooksAsync(fleet, cookies[Writers[0]], section, writers, outsiders, ledger);
        await AssertHistoryAsync(fleet.Addresses[0], cookies[Director], section);
        return ledger;
    }

    // A third at the doors, half of those at each.
    private static TokenWriter WriterOf(int writer, Fleet fleet, CookieContainer cookies, SectionId section, TokenPen pen, Random chance, Ledger ledger) =>
        (writer % 6) switch
        {
            1 => new DoorWriter(fleet, cookies, section, isCollab: true, pen, chance, ledger),
            5 => new DoorWriter(fleet, cookies, section, isCollab: false, pen, chance, ledger),
            _ => new HubWriter(fleet, cookies, section, pen, chance, ledger),
        };

    private static ulong ClientOf(int writer) => FirstClient + (ulong)writer;

    private static int SomebodyElse(int writer, int writers) =>
        Enumerable.Range(0, writers).First(other => other % Writers.Length != writer % Writers.Length);

    // An assertion that failed in a writer must not look like a deadline that passed here.
    private static async Task RunningAsync(IEnumerable<Task> running, Task awaited)
    {
        var ended = await Task.WhenAny([awaited, .. running]);
        await ended;
        await awaited;
    }

    private static async Task CloseTheBooksAsync(
        Fleet fleet, CookieContainer cookies, SectionId section, List<TokenWriter> writers, List<Outsider> outsiders, Ledger ledger)
    {
        var whole = await SettledAsync(fleet, cookies, section);
        await using (var table = await TableClient.ConnectAsync(fleet.Addresses[0], cookies))
        {
            foreach (var writer in writers)
                writer.Pen.Doc.ApplyUpdate((await table.OpenSectionAsync(section, writer.Pen.Doc.EncodeStateVector())).Update);
        }

        var reader = new Doc(1);
        reader.ApplyUpdate(whole);
        var kept = AllText(reader);
        Assert.All(writers, writer => Assert.Equal(kept, AllText(writer.Pen.Doc)));
        Assert.All(writers, writer => Assert.Equal(reader.EncodeStateAsUpdate(), writer.Pen.Doc.EncodeStateAsUpdate()));

        Assert.NotEmpty(ledger.Acknowledged);
        Assert.Equal(writers.SelectMany(writer => writer.Pen.Tokens).Order(StringComparer.Ordinal), ledger.Acknowledged.Order(StringComparer.Ordinal));
        Assert.All(ledger.Acknowledged, token => Assert.Equal(1, CountOf(kept, token)));
        Assert.True(ledger.Refusals > 0, "no hostile update was answered");
        Assert.All(ledger.Hostile, token => Assert.DoesNotContain(token, Encoding.UTF8.GetString(whole), StringComparison.Ordinal));

        var items = ItemsOf(reader, "[w");
        foreach (var outsider in outsiders)
        {
            var everything = outsider.Everything;
            Assert.DoesNotContain("[w", everything, StringComparison.Ordinal);
            Assert.DoesNotContain("<w", everything, StringComparison.Ordinal);
            Assert.DoesNotContain("\"target\":\"Updated\"", everything, StringComparison.Ordinal);
            Assert.DoesNotContain("\"target\":\"Presence\"", everything, StringComparison.Ordinal);
            Assert.All(items, item => Assert.DoesNotContain(item, everything, StringComparison.Ordinal));
        }
    }

    private static async Task AssertHistoryAsync(Uri address, CookieContainer director, SectionId section)
    {
        using var desk = Participants.At(address, director);
        var texts = new List<string>();
        long? before = null;
        long? newest = null;
        HistoryReply page;
        do
        {
            page = await (await desk.GetAsync($"/api/sections/{section}/history{(before is { } seq ? $"?before={seq}" : "")}")).ReadAsync<HistoryReply>();
            texts.AddRange(page.Steps.SelectMany(step => step.Items).Select(version => version.Item.Text));
            newest ??= page.Steps[0].Seq;
            before = page.Steps[^1].Seq;
        }
        while (page.HasEarlier);
        var last = await (await desk.GetAsync($"/api/sections/{section}/history/{newest}")).ReadAsync<ThenReply>();
        texts.AddRange(last.Items.Select(item => item.Text));

        Assert.Contains(texts, text => text.Contains("[w", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("<w", text, StringComparison.Ordinal));
    }

    /// <summary>What every server gives a newcomer, once they give the same.</summary>
    private static async Task<byte[]> SettledAsync(Fleet fleet, CookieContainer cookies, SectionId section)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (true)
        {
            var whole = new List<byte[]>();
            foreach (var address in fleet.Addresses)
            {
                await using var table = await TableClient.ConnectAsync(address, cookies);
                whole.Add((await table.OpenSectionAsync(section)).Update);
            }

            if (whole.TrueForAll(bytes => bytes.Length > 0 && bytes.AsSpan().SequenceEqual(whole[0])))
                return whole[0];
            Assert.False(late.IsCancellationRequested, $"the servers did not come to the same bytes within {Deadline}: {string.Join(", ", whole.Select(bytes => bytes.Length))}");
            await Task.Delay(Pause);
        }
    }

    private static string AllText(Doc doc) => string.Join('\n', doc.GetMap("items").Keys.Order(StringComparer.Ordinal).Select(key => TextOf(doc, key)));

    private static List<string> ItemsOf(Doc doc, string words) =>
        [.. doc.GetMap("items").Keys.Where(key => TextOf(doc, key).Contains(words, StringComparison.Ordinal))];

    private static string TextOf(Doc doc, string key)
    {
        Assert.True(doc.GetMap("items").TryGet<YMap>(key, out var item));
        Assert.True(item!.TryGet<YText>("text", out var text));
        return text!.ToString();
    }

    private static int CountOf(string text, string token)
    {
        var count = 0;
        for (var at = text.IndexOf(token, StringComparison.Ordinal); at >= 0; at = text.IndexOf(token, at + 1, StringComparison.Ordinal))
            count++;
        return count;
    }
}
