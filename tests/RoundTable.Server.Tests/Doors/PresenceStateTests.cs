using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Server.Doors.Presence;
using RoundTable.Server.Doors.Wire;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Tests.Doors;

public class PresenceStateTests
{
    private const string Item = "i-0123456789abcdef";

    [Fact]
    public void Read_TakesWhereAndTypingApartAndDropsWhoItSaysItIs()
    {
        var state = PresenceState.Read($$$"""{"\u0075ser":{"id":"x"},"item":"{{{Item}}}","typing":true,"cursor":{"anchor":1,"head":null}}""");

        Assert.Equal(new PresenceState(ItemId.From(Item), true, """{"cursor":{"anchor":1,"head":null}}"""), state);
    }

    [Theory]
    [InlineData("""{"name":"Ingrid Postema","color":"#000000","mood":"de oma woont aan de Lindelaan"}""")]
    [InlineData("""{"cursor":"Lindelaan"}""")]
    [InlineData("""{"cursor":["Lindelaan"]}""")]
    [InlineData("""{"cursor":{"Lindelaan":1}}""")]
    [InlineData("""{"cursor":{"anchor":"Lindelaan"}}""")]
    [InlineData("""{"cursor":{"anchor":{"type":null,"tname":"Lindelaan","item":null,"assoc":0}}}""")]
    [InlineData("""{"cursor":{"anchor":{"item":{"client":1,"clock":"Lindelaan"}}}}""")]
    [InlineData("""{"cursor":{"anchor":{"assoc":"Lindelaan"}}}""")]
    [InlineData("""{"selection":{"anchor":1.5}}""")]
    public void Read_WhatCouldCarryWords_GoesNowhere(string json) => Assert.Equal(PresenceState.Nowhere, PresenceState.Read(json));

    [Fact]
    public void Read_PositionsOfAnEditor_GoOnWithoutWhatStandsBesideThem()
    {
        var state = PresenceState.Read("""
            {"cursor":{"anchor":{"type":{"client":7,"clock":2,"text":"x"},"tname":null,"item":null,"assoc":-1,"note":"x"},"head":{"tname":"items","item":{"client":9007199254740991,"clock":5}},"label":"x"},
             "cursor":{"anchor":2},"selection":null}
            """);

        Assert.Equal(
            """{"cursor":{"anchor":{"type":{"client":7,"clock":2},"item":null,"tname":null,"assoc":-1},"head":{"item":{"client":9007199254740991,"clock":5},"tname":"items"}},"selection":null}""",
            state?.Fields);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":")]
    [InlineData("{} {}")]
    public void Read_WhatIsNoObject_IsRefused(string json) => Assert.Null(PresenceState.Read(json));

    [Fact]
    public void Read_NestedWithoutEnd_IsRefused() =>
        Assert.Null(PresenceState.Read($$"""{"a":{{new string('[', 500)}}{{new string(']', 500)}}}"""));

    [Fact]
    public void Write_TheIdentityIsTheServersAndStandsOnce()
    {
        var entry = new PresenceEntry("c", PersonId.From("p-1"), "Anna \"de\" Bie", ItemId.From(Item), false, 7, """{"cursor":{"anchor":1},"name":"Ingrid"}""", 1);

        var json = Encoding.UTF8.GetString(PresenceState.Write(entry));

        Assert.Matches("""^\{"user":\{"id":"p-1","name":"Anna .*","color":"#[0-9a-f]{6}"\},"item":"i-0123456789abcdef","typing":false,"cursor":\{"anchor":1\}\}$""", json);
    }

    [Fact]
    public void OwnClient_ManyStatesAtOnce_OnlyTheNewestIsRead()
    {
        var own = new OwnClient(new ReaderId("me"), 100);

        Assert.NotNull(own.Read(Update((1, "x"), (2, "{}")), out var refused));
        Assert.False(refused);
        Assert.Equal(2UL, own.Client);
        Assert.Null(own.Read(Update((2, "{}"), (2, "x")), out refused));
        Assert.True(refused);
        Assert.Equal(2UL, own.Client);
    }

    [Fact]
    public void OwnClient_StatesOfOthersThatComeBack_ArePassedOver()
    {
        var own = new OwnClient(new ReaderId("me"), 100);
        own.Told(new PresencePicture([], [Other("other", 5), Other("me", 9)], []));

        Assert.Null(own.Read(Update((5, "{}"), (5, "null")), out _));
        Assert.NotNull(own.Read(Update((5, "{}"), (9, "{}")), out _));
        Assert.Equal(9UL, own.Client);
        Assert.Equal(PresenceState.Nowhere, own.Read(Update((9, "null")), out _));
    }

    [Fact]
    public void OwnClient_AStateThatIsTooLarge_IsRefusedAlone()
    {
        var own = new OwnClient(new ReaderId("me"), 100);

        Assert.Null(own.Read(Update((9, $$"""{"a":"{{new string('x', 200)}}"}""")), out var refused));
        Assert.True(refused);
    }

    [Fact]
    public void OwnClient_BytesThatAreNoUpdate_AreMalformed()
    {
        var own = new OwnClient(new ReaderId("me"), 100);

        Assert.Throws<MalformedFrameException>(() => own.Read(new byte[] { 3, 1 }, out _));
        Assert.Throws<MalformedFrameException>(() => own.Read(new byte[] { 1, 1, 1, 2, 0xC0, 0x80 }, out _));
    }

    private static PresenceEntry Other(string id, ulong client) => new(id, PersonId.From("p-2"), "", null, false, client, null, 1);

    private static byte[] Update(params (ulong Client, string Json)[] entries)
    {
        var writer = new FrameWriter().Number((ulong)entries.Length);
        foreach (var (client, json) in entries)
            writer.Number(client).Number(1).Text(json);
        return writer.Done();
    }
}
