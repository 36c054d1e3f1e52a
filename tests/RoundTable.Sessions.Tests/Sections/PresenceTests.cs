using System.Collections.Frozen;
using RoundTable.Domain.Commands;
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

        Assert.Null(shown.Only);
        Assert.Equal([new PersonPresence(Anna, Item, false)], shown.Picture.Others(Bram));
        Assert.Equal(Anna, Assert.Single(shown.Picture.Changed).Person);
        Assert.Empty(shown.Picture.Gone);
    }

    [Fact]
    public void Presence_IsGatheredAsLongAsTheOperatorSays()
    {
        var tick = TimeSpan.FromMilliseconds(200);
        var session = new SectionSession(TestSection.Id, TestSection.Live("p-anna"), TestSection.ServerClient, new SectionCaps { PresenceTick = tick });

        var effects = session.Handle(new TestClient("p-anna", 100).Opening());

        Assert.Equal(tick, Assert.Single(effects.OfType<SectionEffect.Schedule>()).After);
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

        Assert.Equal([new PersonPresence(Anna, null, true)], Tick().Single(s => s.Only is null).Picture.Others(Bram));
    }

    [Fact]
    public void Person_NeverSeesThemselves()
    {
        _section.Join("p-anna", 101);
        Move(_anna, TestClient.ItemA, true);

        Assert.All(Tick(), s => Assert.DoesNotContain(s.Picture.Others(Anna), p => p.Person == Anna));
    }

    [Fact]
    public void Newcomer_IsShownWhoMoved_AndIsSeenByNobodyUntilMovingToo()
    {
        Show(_anna, _bram);
        Tick();
        var cees = _section.Join("p-cees", 300);

        var shown = Assert.Single(Tick());

        Assert.Equal(cees.Reader, shown.Only);
        Assert.Equal([Anna, Bram], shown.Picture.Changed.Select(e => e.Person).OrderBy(p => p.Value, StringComparer.Ordinal));
        Show(cees);
        Assert.Equal(PersonId.From("p-cees"), Assert.Single(Assert.Single(Tick()).Picture.Changed).Person);
    }

    [Fact]
    public void Move_OutOfEveryItem_IsSeenGone()
    {
        Move(_anna, TestClient.ItemA, true);
        Tick();
        Move(_anna, null, false);

        Assert.Single(Assert.Single(Tick()).Picture.Gone);
    }

    [Fact]
    public void OpensAgain_StaysWhereItWas()
    {
        Move(_anna, TestClient.ItemA, true);
        Tick();
        _section.Handle(_anna.Opening());

        Assert.Equal(Item, Assert.Single(Tick(), s => s.Only == _anna.Reader).Picture.Everybody.Single(e => e.Person == Anna).Item);
    }

    [Fact]
    public void Leave_TheLastDevice_IsSeenGone()
    {
        var client = Tick(_section.Handle(new SectionInput.SetPresence(_anna.Reader, null, false, 100))).Picture.Changed.Single().Client;
        _section.Handle(new SectionInput.Leave(_anna.Reader));

        var picture = Assert.Single(Tick()).Picture;

        Assert.Empty(picture.Others(Bram));
        Assert.Equal([client], picture.Gone);
        Assert.Equal(100UL, client);
    }

    [Fact]
    public void Client_OfSomebodyElse_IsPassedOver()
    {
        // Anna wrote under 100; Bram shows himself under 200.
        _section.Handle(new SectionInput.SetPresence(_bram.Reader, null, true, 200));
        Tick();

        Assert.Empty(_section.Handle(new SectionInput.SetPresence(_bram.Reader, null, true, 100)));
        Assert.Empty(_section.Handle(new SectionInput.SetPresence(_anna.Reader, null, true, 200)));
    }

    [Fact]
    public void Client_OfSomebodyWhoIsHereAndHasNotTyped_IsNotTakenByAnother()
    {
        _section.Handle(new SectionInput.SetPresence(_bram.Reader, null, true, 200));
        Tick();

        var taken = _section.HandleAndFlush(_anna.Numbered(_anna.Forge(d => ((Yjs.YMap)d.GetMap("items").Get(TestClient.ItemA)!).Set("order", 5), 200)));
        _bram.Take(_section.HandleAndFlush(_bram.Opening()).OfType<SectionEffect.Opened>().Single().Reply);
        _bram.Text(TestClient.ItemA).Insert(0, "Van mij");

        Assert.Equal(RefusalCodes.SectionForeignClient, Assert.IsType<SectionEffect.Refuse>(Assert.Single(taken)).Refusal.Code);
        Assert.DoesNotContain(_section.PushAll(_bram), e => e is SectionEffect.Refuse);
        Assert.Equal("Van mij", Assert.Single(_section.Session.Items()).Text);
    }

    [Fact]
    public void Client_OnANewConnectionOfTheSamePerson_IsTakenOver()
    {
        _section.Handle(new SectionInput.SetPresence(_anna.Reader, null, true, 100));
        Tick();
        var again = _section.Join("p-anna", 101);
        _section.Handle(new SectionInput.SetPresence(again.Reader, null, false, 100, "{\"cursor\":1}"));

        var everybody = Tick().First(s => s.Only is null).Picture.Everybody;

        Assert.Equal(again.Reader.Value, Assert.Single(everybody, e => e.Client == 100).Id);
    }

    [Fact]
    public void Elsewhere_IsShownHere_UntilThatServerSaysNobody()
    {
        var there = new PresenceEntry("c-1", PersonId.From("p-cees"), "forged", null, true, 900, null, 1);
        Assert.NotEmpty(_section.Handle(new SectionInput.PresenceElsewhere("s-2", [there])));

        var shown = Assert.Single(Tick());
        Assert.Equal([there with { Name = "" }], shown.Picture.Changed);

        _section.Handle(new SectionInput.PresenceElsewhere("s-2", []));
        Assert.Equal([900UL], Assert.Single(Tick()).Picture.Gone);
    }

    [Fact]
    public void Elsewhere_SomebodyWhoMayNotReadHere_IsNotShown()
    {
        var stranger = new PresenceEntry("c-1", PersonId.From("p-dora"), "Dora", null, true, 900, null, 1);
        _section.Handle(new SectionInput.PresenceElsewhere("s-2", [stranger]));

        Assert.Empty(Tick());
    }

    [Fact]
    public void Elsewhere_SomebodyWhoMayNoLongerReadHere_IsSeenGone()
    {
        var there = new PresenceEntry("c-1", PersonId.From("p-cees"), "", null, true, 900, null, 1);
        _section.Handle(new SectionInput.PresenceElsewhere("s-2", [there]));
        Tick();

        var picture = Tick(_section.Change(TestSection.Live("p-anna", "p-bram"))).Picture;

        Assert.Equal([900UL], picture.Gone);
        Assert.DoesNotContain(picture.Everybody, e => e.Person == there.Person);
    }

    [Fact]
    public void Name_ThatMayNotBeReadAnyLonger_IsReplacedAtOnce()
    {
        var settings = TestSection.Live("p-anna", "p-bram", "p-cees");
        Show(_anna);
        Tick();
        Tick(_section.Change(settings with { Names = new Dictionary<PersonId, string> { [Anna] = "Anna" }.ToFrozenDictionary() }));

        var picture = Tick(_section.Change(settings with { Names = new Dictionary<PersonId, string> { [Anna] = "De melder" }.ToFrozenDictionary() })).Picture;

        Assert.Equal("De melder", Assert.Single(picture.Changed).Name);
    }

    [Fact]
    public void MoveHere_IsSharedWithOtherServersOncePerTick()
    {
        Move(_anna, TestClient.ItemA, true);
        Move(_anna, TestClient.ItemA, false);

        var shared = Assert.Single(_section.Handle(new SectionInput.Tick()).OfType<SectionEffect.SharePresence>());

        Assert.Equal([Item, null], shared.Here.Select(e => e.Item));
        Assert.Empty(_section.Handle(new SectionInput.Tick()));
    }

    [Fact]
    public void Gathered_IsShownAsItWas_AndWhatChangedSinceWithTheTickAfterIt()
    {
        Show(_bram);
        Tick();
        Move(_anna, TestClient.ItemA, true);
        _section.Handle(new SectionInput.GatherPresence());
        Assert.Empty(Move(_anna, null, false));
        Assert.Empty(_section.Handle(new SectionInput.Leave(_bram.Reader)));

        var effects = _section.Handle(new SectionInput.Tick()).ToList();

        Assert.Single(effects.OfType<SectionEffect.Schedule>());
        Assert.Equal([new PersonPresence(Anna, Item, true)], Assert.Single(Shows(effects)).Picture.Others(Bram));
        var after = Assert.Single(Tick()).Picture;
        Assert.Empty(after.Everybody);
        Assert.Equal(2, after.Gone.Count);
        Assert.Empty(Tick());
    }

    [Fact]
    public void Gathered_Again_IsShownAsItWasThen()
    {
        Move(_anna, TestClient.ItemA, true);
        _section.Handle(new SectionInput.GatherPresence());
        Move(_anna, TestClient.ItemA, false);
        _section.Handle(new SectionInput.GatherPresence());

        var effects = _section.Handle(new SectionInput.Tick()).ToList();

        Assert.Empty(effects.OfType<SectionEffect.Schedule>());
        Assert.Equal([new PersonPresence(Anna, Item, false)], Assert.Single(Shows(effects)).Picture.Others(Bram));
    }

    [Fact]
    public void Gathered_IsShownByTheAudienceAtTheTick()
    {
        Show(_anna, _bram);
        Tick();
        Move(_anna, TestClient.ItemA, true);
        _section.Handle(new SectionInput.GatherPresence());
        _section.Change(TestSection.Live("p-bram", "p-cees"));

        var picture = Assert.Single(Tick()).Picture;

        Assert.Equal([Bram], picture.Everybody.Select(e => e.Person));
        Assert.Single(picture.Gone);
    }

    [Fact]
    public void Gathered_BeforeTheSectionWasNotLiveForAMoment_IsNotShown()
    {
        Move(_anna, TestClient.ItemA, true);
        _section.Handle(new SectionInput.GatherPresence());
        _section.Change(TestSection.Released("p-anna", "p-bram"));
        _section.Change(TestSection.Live("p-anna", "p-bram"));

        Assert.All(Tick(), shown => Assert.Empty(shown.Picture.Everybody));
        Show(_anna, _bram);
        Assert.Equal(2, Assert.Single(Tick()).Picture.Changed.Count);
    }

    [Fact]
    public void Hidden_NobodyIsSeen_UntilTheTickThatShowsAllAnew()
    {
        Show(_anna, _bram);
        Tick();
        var cees = _section.Join("p-cees", 300);

        var hidden = Assert.Single(Shows(_section.Handle(new SectionInput.HidePresence())));

        Assert.Null(hidden.Only);
        Assert.Empty(hidden.Picture.Everybody);
        Assert.Equal(2, hidden.Picture.Gone.Count);
        Assert.Empty(_section.Handle(new SectionInput.HidePresence()));
        _section.Handle(new SectionInput.Leave(_bram.Reader));
        var shown = Tick();
        Assert.Equal([null, cees.Reader], shown.Select(s => s.Only));
        Assert.All(shown, s => Assert.Equal(Anna, Assert.Single(s.Picture.Changed).Person));
    }

    [Fact]
    public void NoLongerLive_NobodyIsSeen()
    {
        Show(_anna, _bram);
        Tick();
        var picture = Assert.Single(_section.Change(TestSection.Released("p-anna", "p-bram")).OfType<SectionEffect.ShowPresence>()).Picture;

        Assert.Empty(picture.Everybody);
        Assert.Equal(2, picture.Gone.Count);
        Assert.Empty(Move(_anna, TestClient.ItemA, true));
        Assert.Empty(_section.Handle(new SectionInput.PresenceElsewhere("s-2", [new PresenceEntry("c-1", Anna, "", null, true, 900, null, 1)])));
        Assert.Empty(Tick());
    }

    [Fact]
    public void LiveAgain_ThoseWhoStayedAreSeenWhenTheyMove()
    {
        Show(_anna, _bram);
        _section.Change(TestSection.Released("p-anna", "p-bram"));
        _section.Change(TestSection.Live("p-anna", "p-bram"));

        Assert.DoesNotContain(Tick(), s => s.Only is null);
        Show(_anna);
        Assert.Equal(Anna, Assert.Single(Assert.Single(Tick()).Picture.Changed).Person);
    }

    [Fact]
    public void LiveAgain_ThoseWhoStayedElsewhereAreSeen_AndWhoCameElsewhereMeanwhile()
    {
        var cees = new PresenceEntry("c-1", PersonId.From("p-cees"), "", null, false, 900, null, 1);
        var bram = new PresenceEntry("c-2", Bram, "", null, false, 901, null, 1);
        _section.Handle(new SectionInput.PresenceElsewhere("s-2", [cees]));
        Tick();
        _section.Change(TestSection.Released("p-anna", "p-bram", "p-cees"));
        Assert.Empty(_section.Handle(new SectionInput.PresenceElsewhere("s-3", [bram])));
        Assert.Empty(Tick());

        _section.Change(TestSection.Live("p-anna", "p-bram", "p-cees"));

        Assert.Superset(new HashSet<ulong> { 900, 901 }, Tick().First(s => s.Only is null).Picture.Changed.Select(e => e.Client).ToHashSet());
    }

    [Fact]
    public void OneOfManyWhoMoves_IsTheOnlyOneThatIsToldOf()
    {
        string[] people = [.. Enumerable.Range(0, 200).Select(n => $"p-{n:d3}")];
        var section = new TestSection(people);
        var clients = people.Select((person, n) => section.Join(person, 1_000UL + (ulong)n)).ToList();
        foreach (var client in clients)
            section.Handle(new SectionInput.SetPresence(client.Reader, null, true));
        var first = Shows(section.Handle(new SectionInput.Tick())).Where(s => s.Only is not null).Select(s => s.Picture.Told).ToList();
        Assert.Equal(200, first.Count);
        Assert.All(first.Select(told => (told.People.Count, told.IsWhole)), told => Assert.Equal((200, true), told));
        section.Handle(new SectionInput.SetPresence(clients[7].Reader, null, false, 1_007));

        var told = Assert.Single(Shows(section.Handle(new SectionInput.Tick()))).Picture.Told;

        Assert.Equal([new PersonPresence(PersonId.From("p-007"), null, false)], told.People);
        Assert.Empty(told.Gone!);
    }

    [Fact]
    public void Newcomer_IsToldOfAll_AndTheOthersOfWhoMoved()
    {
        Show(_anna, _bram);
        Tick();
        var cees = _section.Join("p-cees", 300);
        Move(_anna, null, true);

        var shown = Tick();

        Assert.Equal([Anna, Bram], shown.Single(s => s.Only == cees.Reader).Picture.Told.People.Select(p => p.Person));
        Assert.True(shown.Single(s => s.Only == cees.Reader).Picture.Told.IsWhole);
        Assert.Equal([new PersonPresence(Anna, null, true)], shown.Single(s => s.Only is null).Picture.Told.People);
    }

    [Fact]
    public void SomebodyWhoMayNoLongerBeSeen_IsNotNamedAsGone_ButEverybodyElseAsThere()
    {
        var cees = _section.Join("p-cees", 300);
        Show(_anna, _bram, cees);
        Tick();
        Move(cees, null, false);
        Assert.Equal([PersonId.From("p-cees")], Assert.Single(Tick()).Picture.Told.Gone!);

        // Who still waits for that hears it no more, whenever the next one moves.
        _section.Change(TestSection.Live("p-anna", "p-bram"));
        Tick();
        Move(_bram, null, true);

        var told = Assert.Single(Tick()).Picture.Told;
        Assert.True(told.IsWhole);
        Assert.Equal([new PersonPresence(Anna, Item, false), new PersonPresence(Bram, null, true)], told.People);
        Move(_bram, null, false);
        Assert.Equal([Bram], Assert.Single(Tick()).Picture.Told.Gone!);
    }

    [Fact]
    public void Person_OnTwoDevices_WhoMovesAndReturnsOnTheOther_IsSeenThere()
    {
        var phone = _section.Join("p-anna", 101);
        Move(_anna, TestClient.ItemA, false);
        Move(phone, null, true);
        Tick();
        Move(_anna, null, false);
        Move(_anna, TestClient.ItemA, false);

        Assert.Equal([new PersonPresence(Anna, Item, false)], Assert.Single(Tick()).Picture.Told.People);
    }

    [Fact]
    public void Hidden_AndNoLongerLive_IsToldAsNobodyWithoutANameInIt()
    {
        Show(_anna, _bram);
        Tick();
        AssertNobody(Assert.Single(Shows(_section.Handle(new SectionInput.HidePresence()))).Picture.Told);
        Assert.Equal(2, Assert.Single(Tick()).Picture.Told.People.Count);

        AssertNobody(Assert.Single(Shows(_section.Change(TestSection.Released("p-anna", "p-bram")))).Picture.Told);
    }

    [Fact]
    public void Hidden_InTwoSections_IsNotTheSameChange()
    {
        var other = new TestSection("p-anna", "p-bram", "p-cees");
        var anna = other.Join("p-anna", 100);
        Show(_anna, _bram);
        Tick();
        other.Handle(new SectionInput.SetPresence(anna.Reader, null, true));
        other.Handle(new SectionInput.Tick());

        Assert.NotSame(
            Assert.Single(Shows(_section.Handle(new SectionInput.HidePresence()))).Picture.Told,
            Assert.Single(Shows(other.Handle(new SectionInput.HidePresence()))).Picture.Told);
    }

    private static void AssertNobody(PeopleChange told) => Assert.True(told is { IsWhole: true, People.Count: 0 });

    private static PersonId Anna => PersonId.From("p-anna");

    private static PersonId Bram => PersonId.From("p-bram");

    private static ItemId Item => ItemId.From(TestClient.ItemA);

    private IReadOnlyList<SectionEffect> Move(TestClient client, string? item, bool typing) =>
        _section.Handle(new SectionInput.SetPresence(client.Reader, item is null ? null : ItemId.From(item), typing));

    private void Show(params ReadOnlySpan<TestClient> clients)
    {
        foreach (var client in clients)
            Move(client, TestClient.ItemA, false);
    }

    private Shown Tick(IReadOnlyList<SectionEffect> asked)
    {
        Assert.IsType<SectionEffect.Schedule>(Assert.Single(asked));
        return Assert.Single(Tick());
    }

    private List<Shown> Tick() => Shows(_section.Handle(new SectionInput.Tick()));

    private static List<Shown> Shows(IReadOnlyList<SectionEffect> effects)
    {
        var shown = new List<Shown>();
        foreach (var effect in effects.OfType<SectionEffect.ShowPresence>())
        {
            if (!effect.Picture.IsSame)
                shown.Add(new Shown(effect.Picture, null));
            shown.AddRange(effect.Newcomers.Select(reader => new Shown(effect.Picture.Whole, reader)));
        }

        return shown;
    }

    private sealed record Shown(PresencePicture Picture, ReaderId? Only);
}
