using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>An item that moves away, and one that moves in, while people type.</summary>
public class MovedTests
{
    private const string Item = TestClient.ItemA;
    private const string Other = "i-bbbbbbbbbbbbbbbb";
    private readonly TestSection _section = new("p-anna", "p-bram");
    private readonly TestClient _anna;

    public MovedTests()
    {
        _anna = _section.Join("p-anna", 100);
        _anna.MakeItem(Item, "Ik ben bang");
        _section.PushAll(_anna);
    }

    [Fact]
    public void Letters_ForAnItemThatMovedAway_AreRefusedAndNowhere()
    {
        Withdraw(erase: true);
        _anna.Text(Item).Insert(11, ", nog steeds");

        var effects = _section.PushAll(_anna);

        Assert.Equal("section.item-unknown", Assert.Single(effects.OfType<SectionEffect.Refuse>()).Refusal.Code);
        Assert.DoesNotContain("nog steeds", _section.Read("p-bram"), StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_ForAnItemThatWasTakenOffTheTable_AreKept()
    {
        Withdraw(erase: false);
        _anna.Text(Item).Insert(11, ", nog steeds");

        var effects = _section.PushAll(_anna);

        Assert.Empty(effects.OfType<SectionEffect.Refuse>());
        Assert.Equal("Ik ben bang, nog steeds", Assert.Single(_section.Session.Items()).Text);
    }

    [Fact]
    public void Letters_ForAnEmptyItemThatTheyPutBackOnTheTable_AreKept()
    {
        Catch(Withdraw(erase: true));
        _anna.Doc.Transact(_ =>
        {
            _anna.Text(Item).Insert(0, "Opnieuw");
            _anna.Item(Item).Set("status", "onTable");
        });

        var effects = _section.PushAll(_anna);

        Assert.Empty(effects.OfType<SectionEffect.Refuse>());
        Assert.Equal(("Opnieuw", false), _section.Session.Items().Select(i => (i.Text, i.Withdrawn)).Single());
    }

    [Fact]
    public void Letters_ForAnEmptyItemThatAPersonTookOffTheTable_AreKept()
    {
        _anna.Text(Item).Delete(0, 11);
        _anna.Item(Item).Set("status", "withdrawn");
        _section.PushAll(_anna);
        _anna.Text(Item).Insert(0, "Opnieuw");

        var effects = _section.PushAll(_anna);

        Assert.Empty(effects.OfType<SectionEffect.Refuse>());
        Assert.Equal("Opnieuw", Assert.Single(_section.Session.Items()).Text);
    }

    [Fact]
    public void Letters_ForAnItemThatWasTakenOffTheTableAndThenMovedAway_AreRefusedAfterACrashToo()
    {
        _anna.Item(Item).Set("status", "withdrawn");
        _section.PushAll(_anna);
        Withdraw(erase: true);
        _section.Crash();
        _section.HandleAndFlush(_anna.Opening());
        _anna.Text(Item).Insert(11, ", nog steeds");

        Assert.Equal("section.item-unknown", Assert.Single(_section.PushAll(_anna).OfType<SectionEffect.Refuse>()).Refusal.Code);
    }

    [Fact]
    public void Letters_ForAnEmptyItemThatIsOnTheTable_AreKept()
    {
        _anna.Text(Item).Delete(0, 11);
        _anna.Text(Item).Insert(0, "Opnieuw");

        var effects = _section.PushAll(_anna);

        Assert.Empty(effects.OfType<SectionEffect.Refuse>());
        Assert.Equal("Opnieuw", Assert.Single(_section.Session.Items()).Text);
    }

    [Theory]
    [InlineData("Zij is bang", null, true, "section.item-changed", "Ik ben bang")]
    [InlineData("Zij is bang", "Ik was bang", true, "section.item-changed", "Ik ben bang")]
    [InlineData("Zij is bang", "Ik ben bang", true, null, "Zij is bang")]
    [InlineData("Ik ben bang", null, true, null, "Ik ben bang")]
    [InlineData("", "Ik ben bang", true, "section.item-changed", "Ik ben bang")]
    [InlineData("Zij is bang", null, false, "section.item-changed", "Ik ben bang")]
    public void Item_ThatCrossesOver_IsNotWrittenOverWhatSomebodyTyped(string text, string? over, bool moved, string? refusal, string expected)
    {
        if (!moved)
            _section.Change(TestSection.Released("p-anna", "p-bram"));

        Assert.Equal(refusal, Write(text, over, moved));

        Assert.Equal(expected, Assert.Single(_section.Session.Items()).Text);
    }

    [Fact]
    public void Item_ThatIsReleasedAgain_IsBroughtUpToDate()
    {
        _section.Change(TestSection.Released("p-anna", "p-bram"));
        Assert.Null(Write("Zij is bang", null, moved: false, Other));

        Assert.Null(Write("Zij is niet bang", null, moved: false, Other));

        Assert.Contains(_section.Session.Items(), i => i.Id == ItemId.From(Other) && i.Text == "Zij is niet bang");
    }

    private string? Write(string text, string? over, bool moved, string item = Item) => Assert.Single(_section.HandleAndFlush(new SectionInput.WriteItem(
        2, Callers.Of("p-bram"), new CardItem(ItemId.From(item), CardColumn.Danger, ItemKind.Fact, null, null, 1, false, text), moved, over))
        .OfType<SectionEffect.Written>()).Refusal?.Code;

    private IReadOnlyList<SectionEffect> Withdraw(bool erase) =>
        _section.HandleAndFlush(new SectionInput.WithdrawItem(1, Callers.Of("p-bram"), ItemId.From(Item), erase));

    private void Catch(IReadOnlyList<SectionEffect> effects)
    {
        foreach (var told in effects.OfType<SectionEffect.Broadcast>())
        {
            _anna.Doc.ApplyUpdate(told.Update.Update.Span);
        }
    }
}
