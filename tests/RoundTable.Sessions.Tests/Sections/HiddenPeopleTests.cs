using System.Collections.Frozen;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>Everybody who reads a section gets the same bytes, so it names nobody of whom one of them may not know.</summary>
public class HiddenPeopleTests
{
    private readonly TestSection _section = new("p-anna", "p-bram");

    [Fact]
    public void Push_ThatNamesSomebodyHiddenAsSpeaker_IsRefusedAndReachesNobody()
    {
        Hide("p-clinic");
        var anna = _section.Join("p-anna", 100);
        anna.MakeItem(TestClient.ItemA, "Wat zij zei.");
        _section.PushAll(anna);

        var effects = _section.HandleAndFlush(anna.Numbered(anna.Forge(doc => ((Yjs.YMap)doc.GetMap("items").Get(TestClient.ItemA)!).Set("speaker", "p-clinic"))));

        Assert.Equal(RefusalCodes.TextNotHere, Assert.IsType<SectionEffect.Refuse>(Assert.Single(effects)).Refusal.Code);
        Assert.Null(_section.Session.Item(ItemId.From(TestClient.ItemA))!.Speaker);
    }

    [Fact]
    public void Push_ThatNamesNobodyOfThePlan_IsRefused()
    {
        var anna = _section.Join("p-anna", 100);
        anna.MakeItem(TestClient.ItemA, "Wat zij zei.");
        _section.PushAll(anna);

        var effects = _section.HandleAndFlush(anna.Numbered(anna.Forge(doc => ((Yjs.YMap)doc.GetMap("items").Get(TestClient.ItemA)!).Set("speaker", "blijfhuis-breda"))));

        Assert.Equal(RefusalCodes.TextNotHere, Assert.IsType<SectionEffect.Refuse>(Assert.Single(effects)).Refusal.Code);
    }

    [Fact]
    public void Push_ThatNamesSomebodyWhomAllKnow_IsTaken()
    {
        Hide("p-clinic");
        var anna = _section.Join("p-anna", 100);
        anna.MakeItem(TestClient.ItemA, "Wat zij zei.");
        _section.PushAll(anna);

        _section.HandleAndFlush(anna.Numbered(anna.Forge(doc => ((Yjs.YMap)doc.GetMap("items").Get(TestClient.ItemA)!).Set("speaker", "p-bram"))));

        Assert.Equal(PersonId.From("p-bram"), _section.Session.Item(ItemId.From(TestClient.ItemA))!.Speaker);
    }

    [Fact]
    public void Opening_WhereOneReaderMayNotKnowAnother_SaysNotWhoseClientsTheOthersAre()
    {
        var anna = _section.Join("p-anna", 100);
        var bram = _section.Join("p-bram", 200);
        anna.MakeItem(TestClient.ItemA, "Van Anna.");
        _section.PushAll(anna);
        bram.MakeItem("i-bbbbbbbbbbbbbbbb", "Van Bram.");
        _section.PushAll(bram);
        _section.Change(TestSection.Released("p-anna", "p-bram", "p-cees") with { Hidden = Set("p-anna") });

        var opened = _section.HandleAndFlush(new TestClient("p-cees", 300).Opening()).OfType<SectionEffect.Opened>().Single();

        Assert.Equal([PersonId.From("p-bram")], opened.Reply.Clients.Values);
    }

    private void Hide(string person) => _section.Change(TestSection.Live("p-anna", "p-bram") with { Hidden = Set(person) });

    private static FrozenSet<PersonId> Set(string person) => new[] { PersonId.From(person) }.ToFrozenSet();
}
