using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Somebody who types words into an own item of the mother's side, one after the other.</summary>
internal sealed class Typist : IAsyncDisposable
{
    private readonly Browser _browser;
    private readonly TableClient _table;
    private readonly SectionClient _section;
    private readonly string _name;
    private readonly Dictionary<long, string> _pushed = [];
    private readonly Lock _lock = new();
    private string _item = "";
    private Task? _typing;

    private Typist(Browser browser, TableClient table, SectionClient section, string name)
    {
        _browser = browser;
        _table = table;
        _section = section;
        _name = name;
    }

    public List<string> Acknowledged { get; } = [];

    public string Text => _section.AllText;

    public TableClient Table => _table;

    public SectionClient Section => _section;

    /// <summary>Takes updates until a word of somebody else is there.</summary>
    public Task UntilAsync(string word) => _section.UntilAsync(copy => copy.AllText.Contains(word, StringComparison.Ordinal));

    public static async Task<Typist> SitAsync(Uri address, string data, string name)
    {
        var link = DemoServer.LinkOf(data, name);
        var browser = new Browser(address);
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(link.Link), link.Code))).ReadAsync<EnterReply>();
        var me = await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>();
        var table = await TableClient.ConnectAsync(address, browser.Cookies);
        var plan = (await table.OpenPlanAsync(me.Plans.Single().Plan)).View!;
        var section = new SectionClient(table, plan.Sections.First(s => s.CanWrite && !s.Shielded).Id);
        await section.OpenAsync();
        return new(browser, table, section, name);
    }

    public Task TypeAsync(int edits) => _typing = TypeWordsAsync(edits);

    /// <summary>Waits until so many words are acknowledged.</summary>
    public Task SavedAsync(int count) => Patience.UntilAsync($"{_name} has {count} words acknowledged", () => CountOfAcknowledged() >= count, _typing);

    private async Task TypeWordsAsync(int edits)
    {
        try
        {
            _item = await _section.AddAsync($"{_name}:");
            for (var i = 0; i < edits; i++)
            {
                var word = $" {_name}-{i}.";
                lock (_lock)
                    _pushed[_section.Pushed + 1] = word;
                await _section.InsertAsync(_item, _section.TextOf(_item).Length, word);
                await TakeAsync(i + 1);
            }
        }
        catch (Exception e) when (e is not (Xunit.Sdk.XunitException or TimeoutException))
        {
            // The server is gone: what was not acknowledged until now does not count.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        _browser.Dispose();
    }

    private int CountOfAcknowledged()
    {
        lock (_lock)
            return Acknowledged.Count;
    }

    private async Task TakeAsync(long number)
    {
        var next = await _table.NextAsync<object>(happened => happened is AcknowledgedEvent or ClosedEvent);
        if (next is AcknowledgedEvent acknowledged)
        {
            lock (_lock)
            {
                if (_pushed.TryGetValue(acknowledged.Number, out var word))
                    Acknowledged.Add(word);
            }

            return;
        }

        throw new IOException($"The server is gone at {number}.");
    }
}
