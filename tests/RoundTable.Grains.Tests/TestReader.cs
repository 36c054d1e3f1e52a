using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Sections;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Grains.Tests;

internal sealed record Acknowledged(long Number, bool Told);

internal sealed record Refused(long Number, string Code);

internal sealed record PresenceShown(IReadOnlyList<PersonPresence> People);

internal sealed record Resync;

internal sealed record RightsChanged(bool CanWrite);

internal sealed record Shut(string Code);

/// <summary>A person's connection to a section, with a real Yjs document behind it.</summary>
internal sealed class TestReader : Inbox, ISectionObserver
{
    private const int MostDrops = 20;
    private readonly TestTable _table;
    private readonly Caller _caller;
    private readonly Queue<byte[]> _typed = new();
    private PeopleChange _people = new([], null);
    private PushLine? _line;
    private long _number;

    public TestReader(TestTable table, PersonId person, ulong clientId, Caller? caller = null)
    {
        _table = table;
        _caller = caller ?? TestFamily.As(person);
        Id = new ReaderId($"{person.Value}-{clientId}");
        Doc = new Doc(clientId);
        Doc.Update += made =>
        {
            if (made.Local)
                _typed.Enqueue(made.Bytes);
        };
    }

    public ReaderId Id { get; }

    /// <summary>Whether it breaks its word and throws when it is told of an update.</summary>
    public bool Throws { get; set; }

    /// <summary>Whether it breaks its word when it is told to open again.</summary>
    public bool ThrowsAtResync { get; set; }

    public Doc Doc { get; }

    public YMap Items => Doc.GetMap("items");

    public YText Text(string id) => (YText)((YMap)Items.Get(id)!).Get("text")!;

    /// <summary>Opens the section; again when it was dropped from memory at that moment, as the doors do.</summary>
    public async Task<OpenResult> OpenAsync(SectionKey section)
    {
        _line = _table.Get<SectionCalls>().Line(section, Id, this);
        var result = await ReachAsync(section);
        if (result.Opened is { } opened)
        {
            Doc.ApplyUpdate(opened.Update.Span);
            _typed.Clear();
            var missed = Doc.EncodeStateAsUpdate(opened.StateVector.Span);
            if (missed.Length > 2)
                _typed.Enqueue(missed);
        }

        return result;
    }

    private async Task<OpenResult> ReachAsync(SectionKey section)
    {
        for (var left = MostDrops; ; left--)
        {
            try
            {
                return await _table.Get<SectionCalls>().OpenAsync(section, _caller, Id, this, Doc.EncodeStateVector());
            }
            catch (SectionResyncException) when (left > 0)
            {
                await Task.Yield();
            }
        }
    }

    public void MakeItem(string id, string text, double order = 1, string speaker = "") => Doc.Transact(_ =>
    {
        var item = new YMap();
        item.Set("column", "danger");
        item.Set("kind", "fact");
        item.Set("speaker", speaker);
        item.Set("order", order);
        item.Set("status", "onTable");
        item.Set("text", new YText(text));
        Items.Set(id, item);
    });

    /// <summary>Pushes what was typed since; the number of the last update.</summary>
    public async Task<long> PushAsync()
    {
        while (_typed.TryDequeue(out var update))
        {
            Assert.True(await _line!.PushAsync(++_number, update), "not open");
        }

        return _number;
    }

    /// <summary>Pushes what was typed since, and waits until the last of it is on disk.</summary>
    public async Task PushToDiskAsync()
    {
        var last = await PushAsync();
        while ((await NextAsync<Acknowledged>()).Number < last)
        {
        }
    }

    public void Updated(SectionUpdate update)
    {
        if (Throws)
            throw new InvalidOperationException("The test says so.");
        Hear(update);
    }

    void ISectionObserver.Acknowledged(SectionId section, long number, bool told) => Hear(new Acknowledged(number, told));

    void ISectionObserver.Refused(SectionId section, long number, Refusal refusal) => Hear(new Refused(number, refusal.Code));

    void ISectionObserver.PresenceShown(SectionId section, PresencePicture picture)
    {
        _people = _people.Then(picture.Told.Without(_caller.Person));
        Hear(new PresenceShown(_people.People));
    }

    void ISectionObserver.TriedOut(SectionId section, int structs)
    {
    }

    void ISectionObserver.Resync(SectionId section, Refusal? why)
    {
        Hear(new Resync());
        if (ThrowsAtResync)
            throw new InvalidOperationException("The test says so.");
    }

    void ISectionObserver.RightsChanged(SectionId section, bool canWrite) => Hear(new RightsChanged(canWrite));

    void ISectionObserver.Shut(SectionId section, Refusal refusal) => Hear(new Shut(refusal.Code));
}
