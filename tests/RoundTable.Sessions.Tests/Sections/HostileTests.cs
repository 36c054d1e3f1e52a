using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>Valid updates with bytes changed at random: whatever the section makes of them, every item stays whole, and replay works.</summary>
public class HostileTests
{
    private const int Updates = 300;
    private static readonly string[] Fields = ["column", "kind", "order", "speaker", "status", "text"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Update_ChangedAtRandom_LeavesEveryItemWhole(int seed)
    {
        var random = new Random(seed);
        var section = new TestSection("p-anna", "p-mark");
        var anna = section.Join("p-anna", 100);
        anna.MakeItem(TestClient.ItemA, "Ik ben bang");
        anna.MakeItem("i-bbbbbbbbbbbbbbbb", "Hij staat voor de deur");
        section.PushAll(anna);
        var made = anna.Doc.GetStateOf(100);
        var accepted = 0;

        for (var n = 0; n < Updates; n++)
        {
            var mark = section.Join("p-mark", (ulong)(1_000 + n));
            var update = mark.Forge(d => Change(d, random, n));
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                update[random.Next(update.Length)] = (byte)random.Next(256);
            }

            var effects = section.HandleAndFlush(new SectionInput.Push(mark.Reader, 1, update));
            accepted += effects.OfType<SectionEffect.Broadcast>().Count();
            section.Handle(new SectionInput.Leave(mark.Reader));
            AssertWhole(section, seed, n);
        }

        Assert.True(accepted > 0, $"seed {seed}: nothing got through, so nothing was tested");
        Assert.Equal(made, section.Document("p-anna").GetStateOf(100));
        var before = section.Read("p-anna");
        section.Crash();
        Assert.Equal(before, section.Read("p-anna"));
    }

    private static void Change(Doc doc, Random random, int n)
    {
        var items = doc.GetMap("items");
        var keys = items.Keys.ToList();
        var item = (YMap)items.Get(keys[random.Next(keys.Count)])!;
        var text = (YText)item.Get("text")!;
        switch (random.Next(5))
        {
            case 0:
                item.Set("order", random.Next(100));
                break;
            case 1:
                item.Set("status", "withdrawn");
                item.Set("status", "onTable");
                break;
            case 2:
                text.Delete(0, 2);
                text.Insert(0, "Nu ");
                break;
            case 3:
                var another = new YMap();
                foreach (var (key, value) in item.Entries.Where(e => e.Key != "text"))
                {
                    another.Set(key, value);
                }

                another.Set("text", new YText("x"));
                items.Set($"i-{n:D16}", another);
                break;
            default:
                text.Insert(random.Next(text.Length), "abc");
                break;
        }
    }

    private static void AssertWhole(TestSection section, int seed, int n)
    {
        foreach (var (key, value) in section.Document("p-anna").GetMap("items").Entries)
        {
            var item = Assert.IsType<YMap>(value);
            Assert.True(item.Keys.Order(StringComparer.Ordinal).SequenceEqual(Fields), $"seed {seed}, update {n}: {key} has {string.Join(",", item.Keys)}");
            Assert.True(item.TryGet<double>("order", out var order) && double.IsFinite(order), $"seed {seed}, update {n}: order");
            Assert.True(item.TryGet<string>("status", out var status) && status is "onTable" or "withdrawn", $"seed {seed}, update {n}: {status}");
            Assert.IsType<YText>(item.Get("text"));
        }

        Assert.NotEmpty(section.Session.Items());
    }
}
