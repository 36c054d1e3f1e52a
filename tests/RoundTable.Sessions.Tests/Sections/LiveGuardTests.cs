using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>A protected word in the live section of those who are kept from it is stopped before it reaches anybody (G02).</summary>
public class LiveGuardTests
{
    private const string Item = TestClient.ItemA;
    private const string OtherItem = "i-bbbbbbbbbbbbbbbb";
    private readonly TestSection _section = new("p-worker", "p-father");
    private readonly TestClient _worker;
    private readonly TestClient _father;

    public LiveGuardTests()
    {
        _section.Change(Guarded("p-worker", "p-father"));
        _worker = _section.Join("p-worker", 100);
        _father = _section.Join("p-father", 200);
        _worker.MakeItem(Item, "Zij woont in ");
        _section.PushAll(_worker);
        _father.Take(_section.HandleAndFlush(_father.Opening()).OfType<SectionEffect.Opened>().Single().Reply);
        _father.Pushes.Clear();
    }

    [Fact]
    public void Push_OfTheLetterThatCompletesAWord_IsRefusedAndReachesNobody()
    {
        foreach (var letter in "Vlierda")
            Assert.DoesNotContain(Typed(_worker, letter), e => e is SectionEffect.Refuse);

        var effects = Typed(_worker, 'm');

        Assert.Equal(RefusalCodes.TextNotHere, Assert.IsType<SectionEffect.Refuse>(Assert.Single(effects)).Refusal.Code);
        Assert.Equal("Zij woont in Vlierda", TextIn(_section.Document("p-father")));
    }

    [Fact]
    public void Push_ThatClaimsAnotherPlaceThanItGoesTo_IsReadWhereItGoes()
    {
        _worker.MakeItem(OtherItem, "x");
        _section.PushAll(_worker);
        var last = (byte)(_worker.Doc.GetStateOf(100) - 1);

        // Behind a letter of the first item, it says; its "x" is the one in the other.
        var effects = _section.HandleAndFlush(_worker.Numbered([1, 1, 100, last, 0x84, 100, 7, 9, .. "xVlierdam"u8, 0]));

        Assert.Equal(RefusalCodes.TextNotHere, Assert.IsType<SectionEffect.Refuse>(Assert.Single(effects)).Refusal.Code);
        Assert.DoesNotContain("Vlierdam", _section.Read("p-father"), StringComparison.Ordinal);
    }

    [Fact]
    public void Push_AfterARefusal_GoesOnFromWhatTheServerHas()
    {
        _section.HandleAndFlush(_worker.Numbered(_worker.Forge(doc => Text(doc).Insert(13, "Vlierdam"))));

        var effects = _section.HandleAndFlush(_worker.Numbered(_worker.Forge(doc => Text(doc).Insert(13, "huis"))));

        Assert.Contains(effects, e => e is SectionEffect.Broadcast);
        Assert.Equal("Zij woont in huis", TextIn(_section.Document("p-father")));
    }

    [Fact]
    public void Push_OfAWholeItemWithAWord_IsRefused()
    {
        _worker.MakeItem(OtherItem, "V l i e r - d a m");

        Assert.IsType<SectionEffect.Refuse>(Assert.Single(_section.PushAll(_worker)));
        Assert.False(_section.Document("p-father").GetMap("items").Has(OtherItem));
    }

    [Fact]
    public void Restore_OfATextThatHoldsAWord_IsRefusedAndReachesNobody()
    {
        var then = Assert.Single(_section.Session.Items()) with { Text = "Zij woont in Vlierdam" };

        var effects = _section.HandleAndFlush(new SectionInput.Restore(1, Callers.Of("p-worker"), 5_000, [then], OthersWithdrawn: false));

        Assert.Equal(RefusalCodes.TextNotHere, Assert.IsType<SectionEffect.Written>(Assert.Single(effects)).Refusal?.Code);
        Assert.Equal("Zij woont in ", TextIn(_section.Document("p-father")));
    }

    [Fact]
    public void Restore_OfAMomentInWhichOneTextHoldsAWord_LeavesThatAloneAndBringsBackTheRest()
    {
        _worker.MakeItem(OtherItem, "Later.");
        _worker.MakeItem("i-cccccccccccccccc", "Later nog.");
        _worker.MakeItem("i-dddddddddddddddd", "Nieuw.");
        _section.PushAll(_worker);
        var now = _section.Session.Items();
        IReadOnlyList<CardItem> then =
        [
            now.Single(i => i.Id.Value == OtherItem) with { Text = "Eerder." },
            now.Single(i => i.Id.Value == Item) with { Text = "Zij woont in Vlierdam" },
            now.Single(i => i.Text == "Later nog.") with { Text = "Eerder nog." },
        ];

        var effects = _section.HandleAndFlush(new SectionInput.Restore(1, Callers.Of("p-worker"), 5_000, then, OthersWithdrawn: true));

        Assert.Null(effects.OfType<SectionEffect.Written>().Single().Refusal);
        Assert.Equal(
            ["Zij woont in ", "Eerder.", "Eerder nog.", "Nieuw."],
            _section.Session.Items().OrderBy(i => i.Id.Value, StringComparer.Ordinal).Select(i => i.Text));
        Assert.True(_section.Session.Items().Single(i => i.Text == "Nieuw.").Withdrawn);
    }

    [Fact]
    public void Push_OfTheLetterThatCompletesAWordAfterARest_IsRefused()
    {
        Typed(_worker, "Vlierda");
        _section.Session.Rest();

        var effects = Typed(_worker, 'm');

        Assert.Equal(RefusalCodes.TextNotHere, Assert.IsType<SectionEffect.Refuse>(Assert.Single(effects)).Refusal.Code);
    }

    [Fact]
    public void Push_OfADeletionThatJoinsAWord_IsRefused()
    {
        Typed(_worker, "Vlierxdam");

        _worker.Text(Item).Delete(18, 1);

        Assert.IsType<SectionEffect.Refuse>(Assert.Single(_section.PushAll(_worker)));
    }

    [Fact]
    public void Push_ByHimWhoIsKeptFromIt_IsNoAnswerToAGuess()
    {
        _father.Text(Item).Insert(13, "Vlierdam");

        Assert.Contains(_section.PushAll(_father), e => e is SectionEffect.Broadcast);
        Assert.Equal("Zij woont in Vlierdam", TextIn(_section.Document("p-worker")));
    }

    [Fact]
    public void Push_ThatTakesAWordOut_IsTaken()
    {
        _father.Text(Item).Insert(13, "Vlierdam");
        _section.PushAll(_father);
        _worker.Take(_section.HandleAndFlush(_worker.Opening()).OfType<SectionEffect.Opened>().Single().Reply);
        _worker.Pushes.Clear();

        _worker.Text(Item).Delete(13, 8);

        Assert.Contains(_section.PushAll(_worker), e => e is SectionEffect.Broadcast);
    }

    [Fact]
    public void Record_OfAnotherServer_ThatCompletesAWordWithWhatWaits_DropsTheMemory()
    {
        var elsewhere = new TestClient("p-worker", 300);
        elsewhere.Doc.ApplyUpdate(_worker.Doc.EncodeStateAsUpdate());
        var update = elsewhere.Forge(doc => Text(doc).Insert(Text(doc).Length, "m"));
        _worker.Text(Item).Insert(13, "Vlierda");
        _section.Handle(_worker.Pushes.Dequeue());

        var effects = Followed(update);

        Assert.IsType<SectionEffect.Close>(Assert.Single(effects));
    }

    [Fact]
    public void Record_OfAnotherServer_WithoutAWord_IsToldWhileLettersWait()
    {
        var elsewhere = new TestClient("p-worker", 300);
        elsewhere.Doc.ApplyUpdate(_worker.Doc.EncodeStateAsUpdate());
        var update = elsewhere.Forge(doc => Text(doc).Insert(Text(doc).Length, "huis"));
        _worker.Text(Item).Insert(13, "Vlierda");
        _section.Handle(_worker.Pushes.Dequeue());

        var effects = Followed(update);

        Assert.IsType<SectionEffect.Broadcast>(Assert.Single(effects));
    }

    private IReadOnlyList<SectionEffect> Followed(byte[] update) =>
        _section.Handle(new SectionInput.Foreign(new SectionRecord(_section.Disk.Count + 1, SectionRecord.Pushed, "p-worker", update)));

    /// <summary>A live section where the father is kept from "Vlierdam".</summary>
    internal static SectionSettings Guarded(params string[] people) =>
        TestSection.Live(people) with { Guard = LiveGuard.For(Plan(), [.. people.Select(PersonId.From)]) };

    private static FamilyPlan Plan()
    {
        var plan = FamilyPlan.Start;
        foreach (var name in new[] { "p-director", "p-worker", "p-father", "p-mother" })
        {
            plan = plan.Apply(new PersonAdded(new Person(
                PersonId.From(name), SubjectId.From(name), name, PersonRole.NetworkMember, null, null, null, [], [], null, null, null, null)));
        }

        return plan.Apply(new ProtectionSet(new ProtectionRelation(
            ProtectionId.From("r"), [PersonId.From("p-mother")], [PersonId.From("p-father")], [], "", ["Vlierdam"], "", null)));
    }

    private IReadOnlyList<SectionEffect> Typed(TestClient client, object text)
    {
        client.Text(Item).Insert(client.Text(Item).Length, text.ToString()!);
        return _section.PushAll(client);
    }

    private static YText Text(Doc doc) => (YText)((YMap)doc.GetMap("items").Get(Item)!).Get("text")!;

    private static string TextIn(Doc doc) => Text(doc).ToString();
}
