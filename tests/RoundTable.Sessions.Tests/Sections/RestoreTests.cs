using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

public class RestoreTests
{
    private const string Item = TestClient.ItemA;
    private readonly TestSection _section = new("p-anna", "p-bram");
    private readonly TestClient _anna;

    public RestoreTests()
    {
        _anna = _section.Join("p-anna", 100);
        _anna.MakeItem(Item, "Ik ben 😀 bang");
        _section.PushAll(_anna);
    }

    [Theory]
    [InlineData("Ik ben 😁 bang")]
    [InlineData("Ik ben bang")]
    [InlineData("")]
    [InlineData("😀😀")]
    [InlineData("Ik ben 😀 bang en boos")]
    public void Restore_AnItem_BringsBackWhatItWas(string now)
    {
        var before = _section.Session.Items();
        _anna.Text(Item).Delete(0, _anna.Text(Item).Length);
        _anna.Text(Item).Insert(0, now);
        _section.PushAll(_anna);

        var effects = Restore("p-bram", before);

        Assert.Null(Assert.Single(effects.OfType<SectionEffect.Written>()).Refusal);
        var update = Assert.Single(effects.OfType<SectionEffect.Broadcast>());
        Assert.Null(update.Except);
        Assert.Equal(("p-bram", 5_000UL), update.Update.Clients.Select(c => (c.Value.Value, c.Key)).DefaultIfEmpty(("p-bram", 5_000UL)).Single());
        _anna.Doc.ApplyUpdate(update.Update.Update.Span);
        Assert.Equal("Ik ben 😀 bang", _anna.Text(Item).ToString());
        _section.Crash();
        Assert.Equal("Ik ben 😀 bang", Assert.Single(_section.Session.Items()).Text);
    }

    [Fact]
    public void Restore_LettersOfTheRestorer_CannotBeForgedByAnother()
    {
        var before = _section.Session.Items();
        _anna.Text(Item).Delete(0, 3);
        _section.PushAll(_anna);
        _anna.Doc.ApplyUpdate(Assert.Single(Restore("p-bram", before).OfType<SectionEffect.Broadcast>()).Update.Update.Span);

        var forged = _anna.Forge(d => ((Yjs.YText)((Yjs.YMap)d.GetMap("items").Get(Item)!).Get("text")!).Insert(0, "x"), 5_000);
        var refused = _section.Handle(_anna.Numbered(forged)).OfType<SectionEffect.Refuse>().Single();

        Assert.Equal("section.foreign-client", refused.Refusal.Code);
        Assert.Equal("p-anna", Assert.Single(_section.Session.Items()).Author?.Value);
    }

    [Fact]
    public void Restore_WhatIsTheSame_WritesNothing()
    {
        var effects = Restore("p-bram", _section.Session.Items());

        Assert.Null(Assert.IsType<SectionEffect.Written>(Assert.Single(effects)).Refusal);
    }

    [Fact]
    public void Restore_BySomebodyWhoDoesNotType_IsRefused()
    {
        _section.Change(TestSection.Released("p-anna", "p-bram"));

        var effects = Restore("p-bram", []);

        Assert.Equal("section.read-only", Assert.IsType<SectionEffect.Written>(Assert.Single(effects)).Refusal?.Code);
    }

    [Fact]
    public void Restore_AnItemThatMovedToAnotherAudience_LeavesItAway()
    {
        var before = _section.Session.Items();
        _section.HandleAndFlush(new SectionInput.WithdrawItem(1, Callers.Of("p-anna"), before[0].Id, Erase: true));

        var effects = Restore("p-bram", before);

        Assert.Single(effects);
        Assert.Equal(("", true), _section.Session.Items().Select(i => (i.Text, i.Withdrawn)).Single());
    }

    [Fact]
    public void Restore_AWithdrawnItem_IsBackOnTheTable()
    {
        var before = _section.Session.Items();
        _anna.Item(Item).Set("status", "withdrawn");
        _anna.Item(Item).Set("order", 9);
        _section.PushAll(_anna);

        Restore("p-bram", before);

        var item = Assert.Single(_section.Session.Items());
        Assert.Equal((false, 1.0), (item.Withdrawn, item.Order));
    }

    private IReadOnlyList<SectionEffect> Restore(string person, IReadOnlyList<CardItem> items) =>
        _section.HandleAndFlush(new SectionInput.Restore(1, Callers.Of(person), 5_000, items, OthersWithdrawn: false));
}
