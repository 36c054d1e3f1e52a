using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>
/// What a document is made of is bounded, not only its bytes and letters: traces of letters cost a byte or five, take memory, and
/// are walked past by everything that is written at the same spot.
/// </summary>
public class PartsTests
{
    private const string Item = TestClient.ItemA;
    private const string Another = "i-bbbbbbbbbbbbbbbb";
    private readonly TestSection _section = new("p-anna", "p-mark");
    private readonly TestClient _anna;
    private readonly TestClient _mark;

    public PartsTests()
    {
        _anna = _section.Join("p-anna", 100);
        _anna.MakeItem(Item, "XY");
        _anna.MakeItem(Another, "XY");
        _section.PushAll(_anna);
        _mark = _section.Join("p-mark", 50);
    }

    [Fact]
    public void Text_OfAsManyRunsAsItHolds_TakesNoMore()
    {
        Assert.IsType<SectionEffect.Acknowledge>(Push(Traces(51, 0, SectionCaps.Default.ItemStructs - 100, EndOf(Item)))[^1]);

        AssertRefused(Traces(51, SectionCaps.Default.ItemStructs - 100, 100, EndOf(Item)));
        AssertRefused(Traces(52, 0, 4_000, EndOf(Item)));
        Assert.IsType<SectionEffect.Acknowledge>(Push(Traces(51, SectionCaps.Default.ItemStructs - 100, 10, EndOf(Item)))[^1]);
    }

    [Fact]
    public void Text_OfAsManyRunsAsItHolds_LetsGoOfLettersAndLeavesOthersRoom()
    {
        Push(Traces(51, 0, SectionCaps.Default.ItemStructs - 2, EndOf(Item)));
        _anna.Text(Item).Delete(0, 1);
        _anna.Text(Another).Insert(0, "Ik ben bang: ");

        var effects = _section.PushAll(_anna);

        Assert.Equal(2, effects.OfType<SectionEffect.Acknowledge>().Count());
        Assert.Equal(["Ik ben bang: XY", "Y"], _section.Session.Items().Select(i => i.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Update_OfMoreRunsThanOneMayAdd_IsRefused()
    {
        var each = SectionCaps.Default.UpdateStructs / 2;
        var most = Updates.Merge(Traces(51, 0, each, EndOf(Item)), Traces(52, 0, each, EndOf(Another)));
        var more = Updates.Merge(most, Traces(52, each, 1, EndOf(Another)));

        AssertRefused(more);
        Assert.IsType<SectionEffect.Acknowledge>(Push(most)[^1]);
    }

    [Fact]
    public void Document_OfAsManyRunsAsItHolds_TakesNoMoreAndStillOpens()
    {
        var caps = new SectionCaps { Structs = RunsOf(_section.Disk), PersonShare = 1 };
        Assert.Equal(2, Session(caps with { Structs = 1 }).Items().Count);
        var session = Session(caps);

        var refused = session.Handle(new SectionInput.Push(_mark.Reader, 1, Traces(51, 0, 1, EndOf(Item))));

        Assert.Equal(RefusalCodes.SectionTooLarge, Assert.IsType<SectionEffect.Refuse>(Assert.Single(refused)).Refusal.Code);
        _anna.Text(Item).Delete(0, 1);
        Assert.IsType<SectionEffect.Append>(session.Handle(new SectionInput.Push(_mark.Reader, 2, _anna.Pushes.Dequeue().Update))[0]);
    }

    [Fact]
    public void Letters_TypedOneByOneAndPushedTogether_CountAsTheRunThatTheyBecome()
    {
        Push(Traces(51, 0, SectionCaps.Default.ItemStructs - 1_000, EndOf(Item)));
        TypeOneByOne(1_500);

        var effects = Push(Merged(_mark));

        Assert.IsType<SectionEffect.Acknowledge>(effects[^1]);
        Assert.Contains(1_502, _section.Session.Items().Select(i => i.Text.Length));
    }

    [Fact]
    public void Letters_TypedOneByOneAndPushedTogether_FitInADocumentThatIsAlmostFull()
    {
        var session = Session(new SectionCaps { Structs = RunsOf(_section.Disk) + 10, PersonShare = 1 });
        TypeOneByOne(500);

        Assert.IsType<SectionEffect.Append>(session.Handle(new SectionInput.Push(_mark.Reader, 1, Merged(_mark)))[0]);
    }

    [Fact]
    public void Document_OfWhichEverySecondLetterIsDeleted_HoldsNoMoreRunsThanItMay()
    {
        var caps = new SectionCaps { Structs = 5_000, PersonShare = 1 };
        var session = Session(caps);
        string[] items = [Item, Another, "i-cccccccccccccccc"];
        _mark.MakeItem(items[2], "XY");
        foreach (var item in items)
        {
            _mark.Text(item).Insert(0, new string('x', SectionCaps.Default.ItemLength - 2));
        }

        var effects = PushAll(session, _mark);
        foreach (var item in items)
        {
            DeleteEverySecond(_mark.Text(item), SectionCaps.Default.ItemLength);
            effects.AddRange(session.Handle(_mark.Numbered(Merged(_mark))));
        }

        Assert.Equal([RefusalCodes.SectionTooLarge, RefusalCodes.SectionTooLarge], effects.OfType<SectionEffect.Refuse>().Select(r => r.Refusal.Code));
        Assert.InRange(RunsOf([.. _section.Disk, .. Records(effects)]), SectionCaps.Default.ItemStructs, caps.Structs);
    }

    [Fact]
    public void Document_OfWhichLettersAreDeletedOneByOne_HoldsTwiceAsManyRunsAtMost()
    {
        var session = Session(new SectionCaps { Structs = 100, PersonShare = 1 });
        _mark.Text(Item).Insert(0, new string('x', 1_000));
        DeleteEverySecond(_mark.Text(Item), 1_000);

        var effects = PushAll(session, _mark);

        Assert.Contains(effects, e => e is SectionEffect.Refuse);
        Assert.InRange(RunsOf([.. _section.Disk, .. Records(effects)]), 100, 200);
    }

    [Fact]
    public void Update_ThatCutsItsOwnLettersIntoMoreRunsThanATextHolds_IsRefused()
    {
        _mark.Text(Item).Insert(0, new string('x', 7_990));
        DeleteEverySecond(_mark.Text(Item), 7_990);

        AssertRefused(Merged(_mark));
    }

    [Fact]
    public void Update_WhoseLettersGoOnForEverBesideMany_IsRefused()
    {
        var many = Traces(52, 0, 2_500, EndOf(Item));

        AssertRefused(Together(Chain(51, 5_000, EndOf(Item)), many));
        Assert.IsType<SectionEffect.Acknowledge>(Push(Together(Chain(51, 3_000, EndOf(Item)), many))[^1]);
    }

    [Fact]
    public void Letters_TypedOneByOneByOneWhoWroteMuch_AreTaken()
    {
        Push(Traces(51, 0, 3_900, EndOf(Item)));
        Push(Traces(51, 3_900, 3_900, EndOf(Another)));
        Push(Traces(51, 7_800, 50, EndOf(Item)));

        Assert.IsType<SectionEffect.Acknowledge>(Push(Chain(51, 5_000, EndOf(Another), 7_850))[^1]);
    }

    [Fact]
    public void Update_ThatCutsLongTextsOfOneWhoWroteMuch_IsRefused()
    {
        string[] others = ["i-cccccccccccccccc", "i-dddddddddddddddd"];
        var first = _mark.Doc.GetStateOf(50);
        _mark.Text(Item).Insert(0, new string('x', 3_990));
        var second = _mark.Doc.GetStateOf(50);
        _mark.Text(Another).Insert(0, new string('x', 3_990));
        foreach (var item in others)
        {
            _anna.MakeItem(item, "XY");
        }

        _section.PushAll(_anna);
        _section.PushAll(_mark);
        foreach (var item in others)
        {
            Assert.IsType<SectionEffect.Acknowledge>(Push(Traces(50, (int)_section.Document("p-anna").GetStateOf(50), 3_900, EndOf(item)))[^1]);
        }

        AssertRefused(Together(Cuts(51, 1_990, first), Cuts(52, 1_990, second)));
        Assert.IsType<SectionEffect.Acknowledge>(Push(Cuts(51, 1_990, first))[^1]);
    }

    [Fact]
    public void Update_ThatWasForeseen_IsLookedOverAgainWhenOthersWroteMeanwhile()
    {
        _anna.Text(Item).Insert(0, new string('x', SectionCaps.Default.ItemLength - 3));
        _section.PushAll(_anna);
        _mark.Text(Item).Insert(0, "a");
        var update = Merged(_mark);
        Assert.True(_section.Session.WouldWrite(_mark.Reader, update));
        _anna.Text(Item).Insert(0, "b");
        _section.PushAll(_anna);

        AssertRefused(update);
    }

    [Fact]
    public void Update_WhoseKeptBytesAreMoreThanCame_CountsForWhatIsKept()
    {
        var session = Session(new SectionCaps { DocumentBytes = 20_000 });
        _mark.Text(Item).Insert(0, new string('x', 3_600));
        DeleteEverySecond(_mark.Text(Item), 3_600);
        var kept = Assert.IsType<SectionEffect.Append>(session.Handle(_mark.Numbered(Merged(_mark)))[0]).Payload.Length;
        _mark.Text(Another).Insert(0, "a");

        var refused = Assert.IsType<SectionEffect.Refuse>(Assert.Single(session.Handle(_mark.Numbered(Merged(_mark)))));

        Assert.InRange(kept, 20_000, int.MaxValue);
        Assert.Equal(RefusalCodes.SectionTooLarge, refused.Refusal.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Text_ThatTwoPeopleRewriteForYears_IsFarFromTheBound(int seed)
    {
        var random = new Random(seed);
        Doc[] people = [new(1), new(2)];
        for (var strokes = 0; strokes < 20_000;)
        {
            var doc = people[random.Next(2)];
            var text = doc.GetText("t");
            var at = random.Next(text.Length + 1);
            for (var letters = random.Next(1, 40); letters > 0; letters--, strokes++)
            {
                text.Insert(at++, "a");
                if (random.Next(12) == 0)
                    text.Delete(--at, 1);
            }

            if (text.Length > SectionCaps.Default.ItemLength - 100)
                text.Delete(random.Next(2_000), 1_500);
            doc = people[doc == people[0] ? 1 : 0];
            doc.ApplyUpdate(people[doc == people[0] ? 1 : 0].EncodeStateAsUpdate(doc.EncodeStateVector()));
        }

        Assert.InRange(people[0].GetText("t").PartCount, 100, SectionCaps.Default.ItemStructs * 3 / 4);
    }

    /// <summary>A session over what is on disk, with caps of its own, that Mark has open.</summary>
    private SectionSession Session(SectionCaps caps)
    {
        var session = new SectionSession(TestSection.Id, TestSection.Live("p-mark"), 9, caps);
        session.Replay(_section.Disk);
        session.Handle(_mark.Opening());
        return session;
    }

    private static int RunsOf(IEnumerable<SectionRecord> records)
    {
        var runs = new Doc(1);
        foreach (var record in records)
        {
            runs.ApplyUpdate(record.Payload.Span);
        }

        return runs.StructCount;
    }

    private static IEnumerable<SectionRecord> Records(IEnumerable<SectionEffect> effects) =>
        effects.OfType<SectionEffect.Append>().Select(a => new SectionRecord(0, a.Kind, a.Caller.Person.Value, a.Payload.ToArray()));

    private static List<SectionEffect> PushAll(SectionSession session, TestClient client)
    {
        var effects = new List<SectionEffect>();
        while (client.Pushes.TryDequeue(out var push))
        {
            effects.AddRange(session.Handle(push));
        }

        return effects;
    }

    private void TypeOneByOne(int letters)
    {
        for (var n = 0; n < letters; n++)
        {
            _mark.Text(Item).Insert(2 + n, "a");
        }
    }

    private static void DeleteEverySecond(YText text, int letters)
    {
        for (var at = letters - 1; at > 0; at -= 2)
        {
            text.Delete(at, 1);
        }
    }

    private static byte[] Merged(TestClient client)
    {
        var waiting = client.Pushes.Select(p => p.Update).ToArray();
        client.Pushes.Clear();
        return Updates.Merge(waiting);
    }

    private void AssertRefused(byte[] update)
    {
        var refused = Assert.IsType<SectionEffect.Refuse>(Assert.Single(Push(update)));

        Assert.Equal(RefusalCodes.SectionTooLarge, refused.Refusal.Code);
    }

    private IReadOnlyList<SectionEffect> Push(byte[] update) => _section.HandleAndFlush(new SectionInput.Push(_mark.Reader, 1, update));

    /// <summary>Updates of one client each, put side by side as they are.</summary>
    private static byte[] Together(byte[] one, byte[] other) => [2, .. one[1..^1], .. other[1..^1], 0];

    /// <summary>Traces of deleted letters that were typed one behind the other.</summary>
    private static byte[] Chain(ulong client, int count, Id behind, int clock = 0)
    {
        List<byte> bytes = [1, .. Number(count), (byte)client, .. Number(clock), 0x81, .. Number((long)behind.Client), .. Number(behind.Clock), 1];
        for (var n = 1; n < count; n++)
        {
            bytes.AddRange([0x81, (byte)client, .. Number(clock + n - 1), 1]);
        }

        return [.. bytes, 0];
    }

    /// <summary>Traces of deleted letters, each between two letters of Mark's that have one between them.</summary>
    private static byte[] Cuts(ulong client, int count, long from)
    {
        List<byte> bytes = [1, .. Number(count), (byte)client, 0];
        for (var n = 0; n < count; n++)
        {
            bytes.AddRange([0xC1, 50, .. Number(from + (2 * n)), 50, .. Number(from + (2 * n) + 2), 1]);
        }

        return [.. bytes, 0];
    }

    /// <summary>Traces of deleted letters, all written right behind the same one: five bytes each.</summary>
    private static byte[] Traces(ulong client, int clock, int count, Id behind)
    {
        List<byte> bytes = [1, .. Number(count), (byte)client, .. Number(clock)];
        for (var n = 0; n < count; n++)
        {
            bytes.AddRange([0x81, .. Number((long)behind.Client), .. Number(behind.Clock), 1]);
        }

        return [.. bytes, 0];
    }

    private static byte[] Number(long value)
    {
        List<byte> bytes = [];
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(128 | (value & 127)));
        }

        return [.. bytes, (byte)value];
    }

    /// <summary>The last letter that was made with an item.</summary>
    private Id EndOf(string item)
    {
        var last = -1L;
        foreach (var made in _anna.Doc.Inspect(_anna.Doc.EncodeStateAsUpdate()).Structs)
        {
            if (made.Kind == StructKind.String && made.Location.Parent!.Parent!.ParentKey == item)
                last = made.Clock + made.Length - 1;
        }

        return new Id(100, last);
    }
}
