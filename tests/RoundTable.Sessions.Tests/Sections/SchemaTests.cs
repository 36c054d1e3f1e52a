using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>What an update may do to a section document, and all that it may not.</summary>
public class SchemaTests
{
    private const string Item = TestClient.ItemA;
    private readonly TestSection _section = new("p-anna", "p-bram");
    private readonly TestClient _anna;

    public SchemaTests()
    {
        _anna = _section.Join("p-anna", 100);
        _anna.MakeItem(Item, "Ik ben bang");
        _section.PushAll(_anna);
    }

    public static TheoryData<string, Action<YMap>> Refused => new()
    {
        { "another root map", m => m.Doc!.GetMap("other").Set("x", 1) },
        { "a root text", m => m.Doc!.GetText("items2").Insert(0, "x") },
        { "an item that is a text", m => m.Set("i-bbbbbbbbbbbbbbbb", "x") },
        { "an item that is an array", m => m.Set("i-bbbbbbbbbbbbbbbb", new YArray()) },
        { "an item without fields", m => m.Set("i-bbbbbbbbbbbbbbbb", new YMap()) },
        { "an item with a field missing", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(without: "order")) },
        { "an item without text", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(without: "text")) },
        { "an item with an unknown field", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("colour", "red"))) },
        { "an item with an unknown column", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("column", "gossip"))) },
        { "an item with an unknown kind", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("kind", "Fact"))) },
        { "an item with a speaker that is no id", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("speaker", "<b>"))) },
        { "an item with an endless order", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("order", double.PositiveInfinity))) },
        { "an item with an order in words", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("order", "1"))) },
        { "an item with an unknown status", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("status", "hidden"))) },
        { "an item with a plain text", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("text", "plain"))) },
        { "an item with an array for a text", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("text", new YArray()))) },
        { "an item id of another shape", m => m.Set("item-1", Made()) },
        { "an item id in capitals", m => m.Set("i-BBBBBBBBBBBBBBBB", Made()) },
        { "deleting an item", m => m.Delete(Item) },
        { "replacing an item", m => m.Set(Item, Made()) },
        { "replacing a text", m => Field(m).Set("text", new YText("x")) },
        { "deleting a text", m => Field(m).Delete("text") },
        { "deleting a field", m => Field(m).Delete("status") },
        { "another field", m => Field(m).Set("colour", "red") },
        { "a field that is a map", m => Field(m).Set("status", new YMap()) },
        { "a field that is nothing", m => Field(m).Set("status", null) },
        { "a field that is bytes", m => Field(m).Set("status", new byte[] { 1 }) },
        { "a wrong value", m => Field(m).Set("column", "gossip") },
        { "bold text", m => Text(m).Format(0, 2, new YObject { ["bold"] = true }) },
        { "text that is bold from the start", m => Text(m).Insert(0, "x", new YObject { ["bold"] = true }) },
        { "a picture", m => Text(m).InsertEmbed(0, new YObject { ["image"] = "x" }) },
        { "a type in the text", m => Text(m).InsertEmbed(0, new YMap()) },
    };

    public static TheoryData<string, Action<YMap>> Allowed => new()
    {
        { "another item", m => m.Set("i-bbbbbbbbbbbbbbbb", Made()) },
        { "an item with a speaker", m => m.Set("i-bbbbbbbbbbbbbbbb", Made(with: ("speaker", "p-anna"))) },
        { "setting a column", m => Field(m).Set("column", "stepWorked") },
        { "setting a kind", m => Field(m).Set("kind", "judgement") },
        { "setting a speaker", m => Field(m).Set("speaker", "p-anna") },
        { "setting an order", m => Field(m).Set("order", -0.5) },
        { "withdrawing", m => Field(m).Set("status", "withdrawn") },
        { "setting a field twice", m => SetTwice(Field(m)) },
        { "typing", m => Text(m).Insert(3, "heel ") },
        { "typing an emoji", m => Text(m).Insert(0, "😀") },
        { "deleting letters", m => Text(m).Delete(1, 4) },
        { "replacing all letters", m => Replace(Text(m)) },
        { "an item and its first changes", m => MakeAndChange(m) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Update_OutsideTheSchema_IsRefusedWhole(string what, Action<YMap> change)
    {
        var before = _section.Read("p-anna");
        var update = _anna.Forge(d => change(d.GetMap("items")));

        var effects = _section.HandleAndFlush(new SectionInput.Push(_anna.Reader, 1, update));

        var refused = Assert.Single(effects) as SectionEffect.Refuse;
        Assert.True(refused?.Refusal.Code == RefusalCodes.SectionSchema, $"{what}: {effects[0]}");
        Assert.Equal(before, _section.Read("p-anna"));
    }

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Update_InsideTheSchema_IsAccepted(string what, Action<YMap> change)
    {
        var update = _anna.Forge(d => change(d.GetMap("items")));

        var effects = _section.HandleAndFlush(new SectionInput.Push(_anna.Reader, 1, update));

        Assert.True(effects.OfType<SectionEffect.Acknowledge>().Any(), $"{what}: {effects[0]}");
        var expected = new Doc(1);
        expected.ApplyUpdate(_anna.Doc.EncodeStateAsUpdate());
        expected.ApplyUpdate(update);
        Assert.Equal(Json.Of(expected), _section.Read("p-anna"));
    }

    [Theory]
    [InlineData("column", "stepWorked")]
    [InlineData("kind", "judgement")]
    [InlineData("status", "onTable")]
    [InlineData("order", 3)]
    [InlineData("a text without letters", null)]
    [InlineData("an item", null)]
    public void Struct_OfWhichTheDocumentHasAPart_IsJudgedWhereTheRestGoes(string what, object? value)
    {
        if (value is not null)
            _anna.Item(Item).Set(what, value);
        else if (what == "an item")
            MakeItemOfTwoClients(_anna);
        else
            _anna.MakeItem("i-cccccccccccccccc");
        _section.PushAll(_anna);
        var before = _section.Read("p-anna");
        var client = what == "an item" ? OtherClient : _anna.Doc.ClientId;
        var last = (ulong)_section.Join("p-anna", 300).Doc.GetStateOf(client) - 1;

        // It claims to be behind the first letter of the text, of which the document has the first half.
        foreach (byte[] content in new byte[][] { [0x84, 100, 7, 2, (byte)'x', (byte)'y'], [0x81, 100, 7, 2] })
        {
            byte[] update = [1, 1, .. Varint(client), .. Varint(last), .. content, 0];
            var effects = _section.HandleAndFlush(_anna.Numbered(update));
            var refused = Assert.Single(effects) as SectionEffect.Refuse;
            Assert.True(refused?.Refusal.Code == RefusalCodes.SectionSchema, $"{what}: {effects[0]}");
        }

        Assert.Equal(before, _section.Read("p-anna"));
        Assert.NotEmpty(_section.Session.Items());
    }

    [Fact]
    public void Letters_OfWhichTheDocumentHasAPart_GoBehindThoseThatItHas()
    {
        _anna.MakeItem("i-cccccccccccccccc", "b");
        _section.PushAll(_anna);
        var last = (ulong)_anna.Doc.GetStateOf(100) - 1;

        var effects = _section.HandleAndFlush(_anna.Numbered([1, 1, .. Varint(100), .. Varint(last), 0x84, 100, 7, 2, (byte)'b', (byte)'y', 0]));

        Assert.Single(effects.OfType<SectionEffect.Acknowledge>());
        Assert.Equal(["Ik ben bang", "by"], _section.Session.Items().Select(i => i.Text));
    }

    private const ulong OtherClient = 101;

    private static byte[] Varint(ulong value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. Varint(value >> 7)];

    // The map is of one client, and all that is in it of another: so the map is what its client wrote last.
    private static void MakeItemOfTwoClients(TestClient anna)
    {
        var map = new Doc(OtherClient);
        map.ApplyUpdate(anna.Doc.EncodeStateAsUpdate());
        map.GetMap("items").Set("i-cccccccccccccccc", new YMap());
        var fields = new Doc(102);
        fields.ApplyUpdate(map.EncodeStateAsUpdate());
        fields.Transact(_ =>
        {
            var item = (YMap)fields.GetMap("items").Get("i-cccccccccccccccc")!;
            foreach (var (key, value) in new (string, object)[] { ("column", "danger"), ("kind", "fact"), ("speaker", ""), ("order", 1), ("status", "onTable"), ("text", new YText("")) })
                item.Set(key, value);
        });
        anna.Pushes.Enqueue(anna.Numbered(fields.EncodeStateAsUpdate(anna.Doc.EncodeStateVector())));
    }

    [Fact]
    public void Letter_TypedAndDeletedBeforeItWasSent_IsAccepted()
    {
        var update = _anna.Forge(d =>
        {
            Text(d.GetMap("items")).Insert(0, "x");
            Text(d.GetMap("items")).Delete(0, 1);
        });

        Assert.Contains(_section.HandleAndFlush(new SectionInput.Push(_anna.Reader, 1, update)), e => e is SectionEffect.Acknowledge);
    }

    [Fact]
    public void Text_OverItsLength_IsRefused()
    {
        var update = _anna.Forge(d => Text(d.GetMap("items")).Insert(0, new string('x', SectionCaps.Default.ItemLength - "Ik ben bang".Length + 1)));

        AssertRefused(update, RefusalCodes.SectionTooLarge);
    }

    [Fact]
    public void Update_WithMoreLettersThanFitOfWhichSomeAreGoneAgain_IsTaken()
    {
        var fits = SectionCaps.Default.ItemLength - "Ik ben bang".Length;
        _anna.Text(Item).Insert(0, new string('x', fits + 600));
        _anna.Text(Item).Delete(0, 600);
        var merged = Updates.Merge([.. _anna.Pushes.Select(p => p.Update.ToArray())]);

        var effects = _section.HandleAndFlush(_anna.Numbered(merged));

        Assert.Single(effects.OfType<SectionEffect.Acknowledge>());
        Assert.Equal(SectionCaps.Default.ItemLength, Assert.Single(_section.Session.Items()).Text.Length);
    }

    [Fact]
    public void Text_ReplacedByOneOfFullLength_IsAccepted()
    {
        var update = _anna.Forge(d =>
        {
            var text = Text(d.GetMap("items"));
            text.Delete(0, text.Length);
            text.Insert(0, new string('x', SectionCaps.Default.ItemLength));
        });

        Assert.Contains(_section.HandleAndFlush(new SectionInput.Push(_anna.Reader, 1, update)), e => e is SectionEffect.Acknowledge);
    }

    [Fact]
    public void NewItem_WithATextOverItsLength_IsRefused()
    {
        var update = _anna.Forge(d => d.GetMap("items").Set("i-bbbbbbbbbbbbbbbb", Made(with: ("text", new YText(new string('x', SectionCaps.Default.ItemLength + 1))))));

        AssertRefused(update, RefusalCodes.SectionTooLarge);
    }

    [Fact]
    public void Items_OverTheirNumber_AreRefused()
    {
        var bram = _section.Join("p-bram", 200);
        for (var n = 1; n < SectionCaps.Default.Items; n++)
        {
            (n % 2 == 0 ? _anna : bram).MakeItem($"i-{n:D16}");
        }

        _section.PushAll(_anna);
        _section.PushAll(bram);
        Assert.Equal(SectionCaps.Default.Items, _section.Session.Items().Count);

        AssertRefused(_anna.Forge(d => d.GetMap("items").Set("i-bbbbbbbbbbbbbbbb", Made())), RefusalCodes.SectionTooLarge);
    }

    [Fact]
    public void Item_MadeAndDeletedBeforeItWasSent_IsRefused()
    {
        var update = _anna.Forge(d =>
        {
            d.GetMap("items").Set("i-bbbbbbbbbbbbbbbb", Made());
            d.GetMap("items").Delete("i-bbbbbbbbbbbbbbbb");
        });

        AssertRefused(update, RefusalCodes.SectionSchema);
    }

    private static YMap Field(YMap items) => (YMap)items.Get(Item)!;

    private static YText Text(YMap items) => (YText)Field(items).Get("text")!;

    private static void SetTwice(YMap item)
    {
        item.Set("order", 2);
        item.Set("order", 3);
    }

    private static void Replace(YText text)
    {
        text.Delete(0, text.Length);
        text.Insert(0, "Anders");
    }

    private static void MakeAndChange(YMap items)
    {
        items.Set("i-bbbbbbbbbbbbbbbb", Made());
        var item = (YMap)items.Get("i-bbbbbbbbbbbbbbbb")!;
        item.Set("column", "strength");
        var text = (YText)item.Get("text")!;
        text.Insert(0, "abcdef");
        text.Delete(1, 2);
    }

    private static YMap Made(string? without = null, (string Key, object Value)? with = null)
    {
        var fields = new Dictionary<string, object>
        {
            ["column"] = "danger",
            ["kind"] = "fact",
            ["speaker"] = "",
            ["order"] = 1,
            ["status"] = "onTable",
            ["text"] = new YText("x"),
        };
        if (without is not null)
            fields.Remove(without);
        if (with is { } field)
            fields[field.Key] = field.Value;
        var item = new YMap();
        foreach (var (key, value) in fields)
        {
            item.Set(key, value);
        }

        return item;
    }

    private void AssertRefused(byte[] update, string code)
    {
        var before = _section.Read("p-anna");
        var effect = Assert.Single(_section.HandleAndFlush(new SectionInput.Push(_anna.Reader, 1, update)));
        Assert.Equal(code, Assert.IsType<SectionEffect.Refuse>(effect).Refusal.Code);
        Assert.Equal(before, _section.Read("p-anna"));
    }
}
