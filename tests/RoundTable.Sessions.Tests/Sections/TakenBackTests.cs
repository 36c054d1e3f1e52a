using System.Text;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>What one push both types and takes out again was never there: no letter of it goes to the disk or to the others (L9).</summary>
public class TakenBackTests
{
    private const string Word = "Vlierdam";
    private const string Item = TestClient.ItemA;
    private const string OtherItem = "i-bbbbbbbbbbbbbbbb";
    private readonly TestSection _section = new("p-worker", "p-father");
    private readonly TestClient _worker;
    private readonly TestClient _father;

    public TakenBackTests()
    {
        _section.Change(LiveGuardTests.Guarded("p-worker", "p-father"));
        _worker = _section.Join("p-worker", 100);
        _father = _section.Join("p-father", 200);
        _worker.MakeItem(Item, "Zij woont in ");
        Hear(_section.PushAll(_worker));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Push_OfAWordAndItsDeletion_HoldsNoLetterOfIt(bool guarded)
    {
        if (!guarded)
            _section.Change(TestSection.Live("p-worker", "p-father"));
        foreach (var letter in Word)
        {
            Type(letter.ToString());
        }

        _worker.Text(Item).Delete(13, Word.Length);

        Assert.DoesNotContain(PushedAsOne(), e => e is SectionEffect.Refuse);
        AssertNowhere("Vlier", "dam");
    }

    [Fact]
    public void Push_OfTheRestOfAWordAndTheDeletionOfAllOfIt_HoldsNoLetterOfTheRest()
    {
        Type("Vlier");
        PushedAsOne();
        Type("dam");
        _worker.Text(Item).Delete(13, Word.Length);

        Assert.DoesNotContain(PushedAsOne(), e => e is SectionEffect.Refuse);
        AssertNowhere("dam");
    }

    [Fact]
    public void Push_OfAnItemAndItsDeletion_HoldsNoLetterOfIt()
    {
        _worker.MakeItem(OtherItem, Word);
        _worker.Items.Delete(OtherItem);

        Assert.DoesNotContain(PushedAsOne(), e => e is SectionEffect.Refuse);
        AssertNowhere(Word);
    }

    [Fact]
    public void Push_OfAnItemWhoseTextIsPutInThePlaceOfAnother_HoldsNoLetterOfTheFirst()
    {
        _worker.MakeItem(OtherItem, Word);
        _worker.Item(OtherItem).Set("text", new YText("Elders"));

        Assert.DoesNotContain(PushedAsOne(), e => e is SectionEffect.Refuse);
        AssertNowhere(Word);
    }

    [Fact]
    public void Push_OfAnItemWhoseTextIsTakenOutByItsKey_IsRefusedOrHoldsNoLetterOfIt()
    {
        _worker.MakeItem(OtherItem, Word);
        _worker.Item(OtherItem).Delete("text");
        PushedAsOne();

        AssertNowhere(Word);
    }

    [Fact]
    public void Push_ThatDoesNotSayWhatGoesWithADeletedItem_HoldsNoLetterOfIt()
    {
        _worker.MakeItem(OtherItem, Word);
        var made = _worker.Pushes.Dequeue().Update;
        var deletes = _worker.Forge(doc => doc.GetMap("items").Delete(OtherItem));
        var item = _worker.Item(OtherItem).ItemId!.Value;

        // Of all that the deletion took along, only the item itself is named.
        byte[] alone = [0, 1, .. deletes.AsSpan(2, 1), 1, (byte)item.Clock, 1];
        Hear(_section.HandleAndFlush(_worker.Numbered(Updates.Merge([made, alone]))));

        AssertNowhere(Word);
    }

    [Fact]
    public void Push_AgainOfWhatWasTakenBack_IsAcknowledgedAsNothingNew()
    {
        Type(Word);
        _worker.Text(Item).Delete(13, Word.Length);
        var update = Merged();
        Hear(_section.HandleAndFlush(_worker.Numbered(update)));

        var again = _section.HandleAndFlush(_worker.Numbered(update));

        Assert.IsType<SectionEffect.Acknowledge>(Assert.Single(again));
        Assert.Equal(_worker.Doc.EncodeStateVector(), _section.Document("p-father").EncodeStateVector());
    }

    [Fact]
    public void Push_AfterWhatWasTakenBack_GoesOnNextToIt()
    {
        Type(Word);
        _worker.Text(Item).Delete(13, Word.Length);
        PushedAsOne();
        Type("Elders");

        Assert.DoesNotContain(PushedAsOne(), e => e is SectionEffect.Refuse);
        Assert.Equal("Zij woont in Elders", _father.Text(Item).ToString());
    }

    [Fact]
    public void Push_ThatTakesNothingOfItsOwnBack_IsKeptAsItCame()
    {
        Type("Ede");
        var update = Merged();

        var effects = _section.HandleAndFlush(_worker.Numbered(update));

        Assert.True(effects.OfType<SectionEffect.Append>().Single().Payload.Span.SequenceEqual(update));
        Assert.True(effects.OfType<SectionEffect.Broadcast>().Single().Update.Update.Span.SequenceEqual(update));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void History_OfMergedEdits_HoldsNothingThatItDeletesAndConverges(int seed)
    {
        var random = new Random(seed);
        _section.Change(TestSection.Live("p-worker", "p-father"));
        TestClient[] both = [_worker, _father];
        for (var step = 0; step < 120; step++)
        {
            var client = both[random.Next(2)];
            Edit(client, random, step);
            if (random.Next(5) == 0)
                Exchange(client);
        }

        Exchange(_worker);
        Exchange(_father);
        Exchange(_worker);

        var expected = Json.Of(_worker.Doc);
        Assert.True(Json.Of(_father.Doc) == expected, $"seed {seed}: the father holds\n{Json.Of(_father.Doc)}\nand the worker\n{expected}");
        Assert.True(_section.Read("p-worker") == expected, $"seed {seed}: the server holds another document");
        Assert.Equal(_worker.Doc.EncodeStateVector(), _section.Document("p-father").EncodeStateVector());
        Assert.All(_section.Disk, record => Assert.True(KeepsNothingDeleted(record.Payload), $"seed {seed}: record {record.Seq} holds what it deletes"));
        _section.Crash();
        Assert.True(_section.Read("p-worker") == expected, $"seed {seed}: replay gives another document");
    }

    private static void Edit(TestClient client, Random random, int step)
    {
        var text = client.Text(Item);
        switch (random.Next(7))
        {
            case 0:
                client.MakeItem($"i-{step:x16}", "nieuw");
                break;
            case 1:
                client.Item(Item).Set("order", (double)step);
                break;
            case 2 or 3 when text.Length > 0:
                var at = random.Next(text.Length);
                text.Delete(at, random.Next(1, Math.Min(6, text.Length - at) + 1));
                break;
            default:
                text.Insert(random.Next(text.Length + 1), $"w{step}");
                break;
        }
    }

    /// <summary>One comes back online: pushes what waited as one update, and takes what the others wrote.</summary>
    private void Exchange(TestClient client)
    {
        if (client.Pushes.Count > 0)
        {
            var effects = _section.HandleAndFlush(client.Numbered(Merged(client)));
            Assert.DoesNotContain(effects, e => e is SectionEffect.Refuse);
            Assert.All(effects.OfType<SectionEffect.Broadcast>(), told => Assert.True(KeepsNothingDeleted(told.Update.Update)));
        }

        client.Take(_section.HandleAndFlush(client.Opening()).OfType<SectionEffect.Opened>().Single().Reply);
        client.Pushes.Clear();
    }

    private void Type(string text) => _worker.Text(Item).Insert(_worker.Text(Item).Length, text);

    private byte[] Merged() => Merged(_worker);

    // As clients do with what waited: nothing is collected.
    private static byte[] Merged(TestClient client)
    {
        var waiting = client.Pushes.Select(p => p.Update).ToArray();
        client.Pushes.Clear();
        return Updates.Merge(waiting);
    }

    private IReadOnlyList<SectionEffect> PushedAsOne()
    {
        var effects = _section.HandleAndFlush(_worker.Numbered(Merged()));
        Hear(effects);
        return effects;
    }

    private void Hear(IReadOnlyList<SectionEffect> effects)
    {
        foreach (var told in effects.OfType<SectionEffect.Broadcast>())
        {
            Assert.True(KeepsNothingDeleted(told.Update.Update));
            _father.Doc.ApplyUpdate(told.Update.Update.Span);
        }
    }

    /// <summary>The letters are in no record and in no answer, and all hold the same.</summary>
    private void AssertNowhere(params string[] letters)
    {
        var reader = new TestClient("p-father", 300);
        var opened = _section.HandleAndFlush(reader.Opening()).OfType<SectionEffect.Opened>().Single().Reply;
        foreach (var part in letters)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            Assert.All(_section.Disk, record => Assert.Equal(-1, record.Payload.Span.IndexOf(bytes)));
            Assert.Equal(-1, opened.Update.Span.IndexOf(bytes));
        }

        reader.Take(opened);
        Assert.Equal(Json.Of(reader.Doc), Json.Of(_father.Doc));
        Assert.Equal(reader.Doc.EncodeStateVector(), _father.Doc.EncodeStateVector());
        _section.Crash();
        Assert.Equal(Json.Of(reader.Doc), _section.Read("p-father"));
    }

    private static bool KeepsNothingDeleted(ReadOnlyMemory<byte> update)
    {
        var inspection = new Doc(0).Inspect(update.Span);
        foreach (var made in inspection.Structs)
        {
            if (made.Kind != StructKind.String)
                continue;
            foreach (var deleted in inspection.Deletes)
            {
                if (deleted.Client == made.Client && deleted.Clock < made.Clock + made.Length && made.Clock < deleted.Clock + deleted.Length)
                    return false;
            }
        }

        return true;
    }
}
