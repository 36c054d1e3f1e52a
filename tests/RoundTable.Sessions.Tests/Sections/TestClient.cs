using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>A person at a screen: a real Yjs document that pushes what is typed in it.</summary>
internal sealed class TestClient
{
    public const string ItemA = "i-aaaaaaaaaaaaaaaa";
    private readonly Dictionary<long, long> _clockAfter = [];
    private long _number;

    public TestClient(string person, ulong clientId)
    {
        Caller = Callers.Of(person);
        Reader = new ReaderId($"{person}-{clientId}");
        Doc = new Doc(clientId);
        Doc.Update += made =>
        {
            if (made.Local)
                Pushes.Enqueue(Numbered(made.Bytes));
        };
    }

    public Caller Caller { get; }

    public ReaderId Reader { get; }

    public Doc Doc { get; }

    /// <summary>What was typed and not yet given to the network.</summary>
    public Queue<SectionInput.Push> Pushes { get; } = new();

    /// <summary>The client's own clock up to which everything is acknowledged.</summary>
    public long AcknowledgedClock { get; private set; }

    public YMap Items => Doc.GetMap("items");

    public YMap Item(string id) => (YMap)Items.Get(id)!;

    public YText Text(string id) => (YText)Item(id).Get("text")!;

    public void MakeItem(string id, string text = "") => Doc.Transact(_ =>
    {
        var item = new YMap();
        item.Set("column", "danger");
        item.Set("kind", "fact");
        item.Set("speaker", "");
        item.Set("order", 1);
        item.Set("status", "onTable");
        item.Set("text", new YText(text));
        Items.Set(id, item);
    });

    /// <summary>An update of this client's that is not in its own document.</summary>
    public byte[] Forge(Action<Doc> change, ulong? clientId = null)
    {
        var copy = new Doc(clientId ?? Doc.ClientId);
        copy.ApplyUpdate(Doc.EncodeStateAsUpdate());
        byte[] update = [];
        copy.Update += made => update = made.Bytes;
        copy.Transact(_ => change(copy));
        return update;
    }

    public SectionInput.Push Numbered(byte[] update)
    {
        _clockAfter[++_number] = Updates.ParseMeta(update).To.GetValueOrDefault(Doc.ClientId);
        return new SectionInput.Push(Reader, _number, update);
    }

    public SectionInput.Open Opening() => new(Reader, Caller, Doc.EncodeStateVector());

    public void Acknowledge(long number) => AcknowledgedClock = Math.Max(AcknowledgedClock, _clockAfter[number]);

    /// <summary>Takes the answer to an opening, and pushes what the server misses.</summary>
    public void Take(SectionOpened opened)
    {
        Doc.ApplyUpdate(opened.Update.Span);
        Pushes.Clear();
        Pushes.Enqueue(Numbered(Doc.EncodeStateAsUpdate(opened.StateVector.Span)));
    }
}

internal static class Callers
{
    public static Caller Of(string person) => new(PersonId.From(person), PersonRole.NetworkMember, SubjectId.From($"s-{person}"), $"session-{person}");
}

internal static class DocExtensions
{
    public static long GetStateOf(this Doc doc, ulong client) => (long)doc.GetState(client);
}
