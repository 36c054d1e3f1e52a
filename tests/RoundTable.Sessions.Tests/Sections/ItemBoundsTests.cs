using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>The bounds on items hold for what an update does: not for what it makes and takes back, nor for what is wrong elsewhere.</summary>
public class ItemBoundsTests
{
    private const string Item = TestClient.ItemA;
    private const string Another = "i-bbbbbbbbbbbbbbbb";
    private readonly TestClient _anna = new("p-anna", 100);

    [Fact]
    public void Items_MadeAndDeletedWithinOneUpdate_TakeNoPlace()
    {
        var session = Session(new SectionCaps { Items = 3, PersonShare = 1 });
        for (var n = 0; n < 5; n++)
        {
            _anna.MakeItem(Name(n), "toch niet");
            _anna.Items.Delete(Name(n));
            Assert.Empty(session.Handle(_anna.Numbered(Merged())).OfType<SectionEffect.Refuse>());
        }

        var codes = new List<string>();
        for (var n = 5; n < 9; n++)
        {
            _anna.MakeItem(Name(n), "wel");
            codes.AddRange(session.Handle(_anna.Pushes.Dequeue()).OfType<SectionEffect.Refuse>().Select(r => r.Refusal.Code));
        }

        Assert.Equal([RefusalCodes.SectionTooLarge], codes);
        Assert.Equal(3, session.Items().Count);
    }

    [Fact]
    public void Section_OfMoreItemsThanItMayHold_CanStillBeWrittenIn()
    {
        _anna.MakeItem(Item, "Een.");
        _anna.MakeItem(Another, "Twee.");
        var session = Session(new SectionCaps { Items = 1, PersonShare = 1 });
        _anna.Text(Another).Insert(0, "Stap ");

        Assert.IsType<SectionEffect.Append>(session.Handle(_anna.Pushes.Dequeue())[0]);
    }

    [Fact]
    public void Text_ThatGrewTooLongOnTwoServers_StopsNobodyElsewhere()
    {
        _anna.MakeItem(Item, new string('x', SectionCaps.Default.ItemLength - 50));
        var mark = new TestClient("p-mark", 50);
        mark.Doc.ApplyUpdate(_anna.Doc.EncodeStateAsUpdate());
        mark.Text(Item).Insert(0, new string('m', 40));
        _anna.Text(Item).Insert(0, new string('a', 40));
        _anna.Doc.ApplyUpdate(mark.Doc.EncodeStateAsUpdate());
        var session = Session(SectionCaps.Default, mark);
        Assert.Equal(SectionCaps.Default.ItemLength + 30, Assert.Single(session.Items()).Text.Length);

        _anna.MakeItem(Another, "Ik ben bang.");
        Assert.IsType<SectionEffect.Append>(session.Handle(_anna.Pushes.Dequeue())[0]);

        // Shorter is better, also when it is not short enough yet, and together with something else.
        _anna.Text(Item).Delete(0, 12);
        _anna.MakeItem(Name(1), "En boos.");
        _anna.Text(Item).Insert(0, "aa");
        Assert.IsType<SectionEffect.Append>(session.Handle(_anna.Numbered(Merged()))[0]);

        _anna.Text(Item).Insert(0, "a");
        Assert.Equal(RefusalCodes.SectionTooLarge, Assert.IsType<SectionEffect.Refuse>(Assert.Single(session.Handle(_anna.Pushes.Dequeue()))).Refusal.Code);
    }

    /// <summary>A session over what was typed until now, that Anna has open.</summary>
    private SectionSession Session(SectionCaps caps, params IEnumerable<TestClient> others)
    {
        var session = new SectionSession(TestSection.Id, TestSection.Live("p-anna", "p-mark"), 9, caps);
        var seq = 0L;
        foreach (var client in others.Prepend(_anna))
        {
            session.Replay([.. client.Pushes.Select(push => new SectionRecord(++seq, SectionRecord.Pushed, client.Caller.Person.Value, push.Update))]);
            client.Pushes.Clear();
        }

        session.Handle(_anna.Opening());
        return session;
    }

    private byte[] Merged()
    {
        var waiting = _anna.Pushes.Select(p => p.Update).ToArray();
        _anna.Pushes.Clear();
        return Updates.Merge(waiting);
    }

    private static string Name(int n) => $"i-{n:x16}";
}
