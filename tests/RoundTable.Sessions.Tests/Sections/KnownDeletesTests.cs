using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>Clients that synchronise send all that they know to be deleted: only what is new of it counts.</summary>
public class KnownDeletesTests
{
    private const int Items = 12;
    private const int Letters = 4_000;
    private readonly TestSection _section = new("p-anna", "p-bram");

    [Fact]
    public void Offer_OfOneLetterWithEverythingThatIsDeleted_IsSavedWithoutIt()
    {
        for (var i = 0; i < Items; i++)
            WriteAndDeleteEverySecond($"i-{i:d16}", 100 + (ulong)i);
        var client = _section.Join("p-bram", 200);
        client.MakeItem(TestClient.ItemA, "yz");
        _section.PushAll(client);
        client.Text(TestClient.ItemA).Insert(0, "x");
        client.Pushes.Clear();
        var offer = client.Doc.EncodeStateAsUpdate(_section.Document("p-anna").EncodeStateVector());
        Assert.InRange(offer.Length, SectionCaps.Default.UpdateBytes + 1, SectionLimits.OfferedBytes);

        var effects = _section.HandleAndFlush(client.Numbered(offer));

        Assert.Contains(effects, e => e is SectionEffect.Acknowledge);
        Assert.InRange(_section.Disk[^1].Payload.Length, 1, 100);
        Assert.Equal(Json.Of(client.Doc), _section.Read("p-anna"));
    }

    [Fact]
    public void Offer_OfKnownAndNewDeletes_KeepsTheNewOnes()
    {
        var anna = _section.Join("p-anna", 100);
        anna.MakeItem(TestClient.ItemA, "abcdef");
        _section.PushAll(anna);
        anna.Text(TestClient.ItemA).Delete(1, 1);
        _section.PushAll(anna);
        anna.Text(TestClient.ItemA).Delete(3, 1);
        anna.Pushes.Clear();

        var effects = _section.HandleAndFlush(anna.Numbered(anna.Doc.EncodeStateAsUpdate(_section.Document("p-bram").EncodeStateVector())));

        Assert.Contains(effects, e => e is SectionEffect.Acknowledge);
        Assert.Equal("acdf", ((YText)((YMap)_section.Document("p-bram").GetMap("items").Get(TestClient.ItemA)!).Get("text")!).ToString());
        Assert.Equal([0, 1, 100, 1, .. _section.Disk[^1].Payload[4..].ToArray()], _section.Disk[^1].Payload.ToArray());
    }

    [Fact]
    public void Offer_OfMoreStructsThanAnUpdateHolds_IsTooLarge()
    {
        var anna = _section.Join("p-anna", 100);
        for (var i = 0; i < 20; i++)
            anna.MakeItem($"i-{i:d16}", new string('a', Letters));

        var refused = Assert.IsType<SectionEffect.Refuse>(Assert.Single(_section.HandleAndFlush(anna.Numbered(anna.Doc.EncodeStateAsUpdate()))));

        Assert.Equal(RefusalCodes.SectionTooLarge, refused.Refusal.Code);
    }

    private void WriteAndDeleteEverySecond(string item, ulong clientId)
    {
        var anna = _section.Join("p-anna", clientId);
        anna.MakeItem(item, new string('a', Letters));
        _section.PushAll(anna);
        for (var from = 0; from < Letters / 2; from += Letters / 8)
        {
            var at = from;
            anna.Doc.Transact(_ =>
            {
                for (var i = at; i < at + (Letters / 8); i++)
                    anna.Text(item).Delete(i, 1);
            });
        }

        Assert.DoesNotContain(_section.PushAll(anna), e => e is SectionEffect.Refuse);
    }
}
