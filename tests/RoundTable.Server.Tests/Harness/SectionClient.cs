using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Somebody's copy of a section, as the web client keeps it: edits here are pushed, and edits there are taken over.</summary>
internal sealed class SectionClient
{
    private static ulong Clients = 5_000_000;

    private readonly List<byte[]> _edits = [];

    public SectionClient(TableClient table, SectionId section, ulong? clientId = null)
    {
        Table = table;
        Section = section;
        Doc = new Doc(clientId ?? Interlocked.Increment(ref Clients));
        Doc.Update += update =>
        {
            if (update.Local)
                _edits.Add(update.Bytes);
        };
    }

    public TableClient Table { get; }

    public SectionId Section { get; }

    public Doc Doc { get; }

    public long Pushed { get; private set; }

    /// <summary>The numbers of the pushes that the server called durable.</summary>
    public long Acknowledged { get; private set; }

    public async Task<OpenSectionReply> OpenAsync()
    {
        var reply = await Table.OpenSectionAsync(Section, Doc.EncodeStateVector());
        Assert.Null(reply.Refusal);
        Doc.ApplyUpdate(reply.Update);
        return reply;
    }

    /// <summary>Makes an item and pushes it.</summary>
    public async Task<string> AddAsync(string text)
    {
        var id = $"i-{Guid.NewGuid().ToString("N")[..16]}";
        await EditAsync(() =>
        {
            var item = new YMap();
            var words = new YText();
            words.Insert(0, text);
            item.Set("column", "strength");
            item.Set("kind", "experience");
            item.Set("speaker", "");
            item.Set("order", 1);
            item.Set("status", "onTable");
            item.Set("text", words);
            Doc.GetMap("items").Set(id, item);
        });
        return id;
    }

    public Task InsertAsync(string item, int index, string text) => EditAsync(() => Words(item).Insert(index, text));

    /// <summary>Makes an edit and pushes what came of it.</summary>
    public async Task EditAsync(Action edit)
    {
        _edits.Clear();
        Doc.Transact(_ => edit());
        foreach (var update in _edits)
            await Table.PushAsync(Section, ++Pushed, update);
    }

    /// <summary>Waits until the last push is durable.</summary>
    public async Task SavedAsync()
    {
        while (Acknowledged < Pushed)
            Acknowledged = (await Table.NextAsync<AcknowledgedEvent>(e => e.Section == Section)).Number;
    }

    /// <summary>Opens it again, as soon as there is room, and brings what the server has not, until that is durable.</summary>
    public async Task BringAgainAsync()
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        OpenSectionReply reply;
        do
        {
            late.Token.ThrowIfCancellationRequested();
            reply = await Table.OpenSectionAsync(Section, Doc.EncodeStateVector());
        }
        while (reply.Refusal?.Code == "server.unavailable");
        Assert.Null(reply.Refusal);
        Doc.ApplyUpdate(reply.Update);
        await Table.PushAsync(Section, ++Pushed, Doc.EncodeStateAsUpdate(reply.StateVector));
        await SavedAsync();
    }

    public async Task TakeUpdateAsync() => Doc.ApplyUpdate((await Table.NextAsync<UpdatedEvent>(e => e.Section == Section)).Update);

    /// <summary>Takes updates until the copy is as it should be.</summary>
    public async Task UntilAsync(Func<SectionClient, bool> state)
    {
        while (!state(this))
            await TakeUpdateAsync();
    }

    public string TextOf(string item) => Words(item).ToString();

    public string AllText => string.Join('\n', Doc.GetMap("items").Keys.Select(TextOf));

    public bool Has(string item) => Doc.GetMap("items").Has(item);

    private YText Words(string item)
    {
        Assert.True(Doc.GetMap("items").TryGet<YMap>(item, out var map), $"no item {item}");
        Assert.True(map!.TryGet<YText>("text", out var text));
        return text!;
    }
}
