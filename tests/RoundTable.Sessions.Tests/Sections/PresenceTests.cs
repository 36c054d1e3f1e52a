using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

public class PresenceTests
{
    private readonly TestSection _section = new("p-anna", "p-bram", "p-cees");
    private readonly TestClient _anna;
    private readonly TestClient _bram;

    public PresenceTests()
    {
        _anna = _section.Join("p-anna", 100);
        _bram = _section.Join("p-bram", 200);
        _anna.MakeItem(TestClient.ItemA);
        _section.PushAll(_anna);
        Tick();
    }

    [Fact]
    public void Move_ManyInOneTick_AsksForOneTickAndShowsTheLast()
    {
        Assert.IsType<SectionEffect.Schedule>(Assert.Single(Move(_anna, TestClient.ItemA, true)));
        Assert.Empty(Move(_anna, null, false));
        Assert.Empty(Move(_anna, TestClient.ItemA, false));

        var shown = Assert.Single(Tick());

        Assert.Equal(_bram.Reader, shown.Reader);
        Assert.Equal([new PersonPresence(Anna, Item, false)], shown.People);
    }

    [Fact]
    public void Move_ToAnItemOfAnotherSection_IsPassedOver() => Assert.Empty(Move(_anna, "i-zzzzzzzzzzzzzzzz", true));

    [Fact]
    public void Move_BackBeforeTheTick_ShowsNothing()
    {
        Move(_anna, TestClient.ItemA, true);
        Move(_anna, null, false);

        Assert.Empty(Tick());
    }

    [Fact]
    public void Person_OnTwoDevices_IsSeenOnceWhereTheyMovedLast()
    {
        var phone = _section.Join("p-anna", 101);
        Move(_anna, TestClient.ItemA, true);
        Move(phone, null, true);

        Assert.Equal([new PersonPresence(Anna, null, true)], Tick().Single(s => s.Reader == _bram.Reader).People);
    }

    [Fact]
    public void Person_NeverSeesThemselves()
    {
        var phone = _section.Join("p-anna", 101);
        Move(_anna, TestClient.ItemA, true);

        Assert.All(Tick(), s => Assert.DoesNotContain(s.People, p => p.Person == Anna && s.Reader != _bram.Reader));
        Assert.NotEqual(phone.Reader, _anna.Reader);
    }

    [Fact]
    public void Leave_TheLastDevice_IsSeenGone()
    {
        _section.Handle(new SectionInput.Leave(_anna.Reader));

        Assert.Empty(Assert.Single(Tick()).People);
    }

    [Fact]
    public void NoLongerLive_NobodyIsSeen()
    {
        var effects = _section.Change(TestSection.Released("p-anna", "p-bram")).OfType<SectionEffect.ShowPresence>();

        Assert.All(effects, s => Assert.Empty(s.People));
        Assert.Equal(2, effects.Count());
        Assert.Empty(Move(_anna, TestClient.ItemA, true));
        Assert.Empty(Tick());
    }

    [Fact]
    public void LiveAgain_ThoseWhoStayedAreSeen()
    {
        _section.Change(TestSection.Released("p-anna", "p-bram"));
        _section.Change(TestSection.Live("p-anna", "p-bram"));

        Assert.Equal(2, Tick().Count);
    }

    private static PersonId Anna => PersonId.From("p-anna");

    private static ItemId Item => ItemId.From(TestClient.ItemA);

    private IReadOnlyList<SectionEffect> Move(TestClient client, string? item, bool typing) =>
        _section.Handle(new SectionInput.SetPresence(client.Reader, item is null ? null : ItemId.From(item), typing));

    private List<SectionEffect.ShowPresence> Tick() => [.. _section.Handle(new SectionInput.Tick()).OfType<SectionEffect.ShowPresence>()];
}
