using System.Collections.Frozen;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>One person fills half of a section at most: there is always room for the others.</summary>
public class ShareTests
{
    private readonly TestClient _anna = new("p-anna", 100);
    private readonly TestClient _bram = new("p-bram", 200);

    [Fact]
    public void Items_OfOnePerson_LeaveHalfToTheOthers()
    {
        var session = Session(new SectionCaps { Items = 5 });

        for (var n = 0; n < 3; n++)
        {
            Assert.Empty(Refusals(session, Make(_anna, n)));
        }

        Assert.Equal(["section.share-full"], Refusals(session, Make(_anna, 3)));
        Assert.Empty(Refusals(session, Make(_bram, 4)));
        Assert.Empty(Refusals(session, Make(_bram, 5)));
        Assert.Equal([RefusalCodes.SectionTooLarge], Refusals(session, Make(_bram, 6)));
    }

    [Fact]
    public void Items_FromSeveralPagesOfOnePerson_AreOfOnePerson()
    {
        var session = Session(new SectionCaps { Items = 4 });
        var elsewhere = new TestClient("p-anna", 101);
        session.Handle(elsewhere.Opening());

        Assert.Empty(Refusals(session, Make(_anna, 0)));
        Assert.Empty(Refusals(session, Make(elsewhere, 1)));

        Assert.Equal(["section.share-full"], Refusals(session, Make(elsewhere, 2)));
    }

    [Fact]
    public void Items_ThatTheServerWrites_AreNobodysAndTakeNobodysShare()
    {
        var session = Session(new SectionCaps { Items = 6 });
        for (var n = 0; n < 4; n++)
        {
            session.Handle(new SectionInput.WriteItem(n, Caller.Server(PersonId.From("p-anna")), Card(n)));
        }

        Assert.Empty(Refusals(session, Make(_anna, 4)));
        Assert.Empty(Refusals(session, Make(_anna, 5)));
        Assert.Equal(6, session.Items().Count);
    }

    [Fact]
    public void Items_ThatSomebodyMovesInOfTheirOwn_AreTheirsAndTakeTheirShare()
    {
        var section = new TestSection(new SectionCaps { Items = 4 }, "p-anna", "p-bram");
        section.Handle(_anna.Opening());
        section.Handle(_bram.Opening());
        Assert.Null(Move(section, 0));
        Assert.Null(Move(section, 1));
        Assert.Null(Move(section, 1));

        Assert.Equal("section.share-full", Move(section, 2));

        section.Crash();
        section.Handle(_anna.Opening());
        section.Handle(_bram.Opening());
        Assert.Equal("section.share-full", Move(section, 2));
        Assert.Equal(["section.share-full"], Refusals(section.Session, Make(_anna, 3)));
        Assert.Empty(Refusals(section.Session, Make(_bram, 4)));
        Assert.Equal(["p-anna", "p-anna", "p-bram"], section.Session.Items().OrderBy(i => i.Id.Value, StringComparer.Ordinal).Select(i => i.Author?.Value));
        Assert.Equal([PersonId.From("")], section.Session.Standing().Single(s => s.Id == ItemId.From(Name(0))).Writers);
    }

    [Fact]
    public void Items_WhereOnlyOnePersonTypes_AreAllTheirs()
    {
        var session = Session(new SectionCaps { Items = 4 }, writers: "p-anna");
        for (var n = 0; n < 4; n++)
        {
            Assert.Empty(Refusals(session, Make(_anna, n)));
        }

        Assert.Equal([RefusalCodes.SectionTooLarge], Refusals(session, Make(_anna, 4)));
    }

    [Fact]
    public void Runs_WhereOnlyOnePersonTypes_AreAllTheirs()
    {
        var session = Session(new SectionCaps { Structs = 60 }, writers: "p-anna");
        Assert.Empty(Refusals(session, Make(_anna, 0)));

        Assert.Equal(RefusalCodes.SectionTooLarge, UntilRefused(session, _anna).Code);
    }

    [Fact]
    public void Runs_OfOnePerson_LeaveHalfToTheOthers()
    {
        var session = Session(new SectionCaps { Structs = 60 });
        Assert.Empty(Refusals(session, Make(_anna, 0)));
        _bram.Doc.ApplyUpdate(_anna.Doc.EncodeStateAsUpdate());

        Assert.Equal("section.share-full", UntilRefused(session, _anna).Code);

        var (letters, code) = UntilRefused(session, _bram);
        Assert.Equal((30, RefusalCodes.SectionTooLarge), (letters, code));
    }

    [Fact]
    public void Runs_ThatOnePersonCutsByDeleting_AreTheirsToo()
    {
        var session = WrittenByAnna();

        Cut(_anna, 40);

        Assert.Equal(["section.share-full"], Refusals(session, _anna.Pushes.Dequeue()));
        Assert.Empty(Refusals(session, InFront(_bram)));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(11)]
    public void Runs_ThatOnePersonCutsInWhatAnotherWrote_AreNotTheOthers(int cuts)
    {
        var session = WrittenByAnna();

        Cut(_bram, cuts);

        Assert.Equal(["section.cuts-others"], Refusals(session, _bram.Pushes.Dequeue()));
        Assert.Empty(Refusals(session, InFront(_anna)));
    }

    [Fact]
    public void Update_ThatIsTriedOut_IsToldWithWhatThatCost_AndTypingIsNot()
    {
        var session = Session(SectionCaps.Default);

        IReadOnlyList<SectionEffect> made = [.. session.Handle(Make(_anna, 0))];
        var typed = session.Handle(InFront(_anna));

        var tried = Assert.Single(made.OfType<SectionEffect.TriedOut>());
        Assert.Equal(_anna.Reader, tried.Reader);
        Assert.InRange(tried.Structs, 1, 20);
        Assert.Empty(typed.OfType<SectionEffect.TriedOut>());
    }

    private SectionSession Session(SectionCaps caps, params string[] writers)
    {
        var settings = TestSection.Live("p-anna", "p-bram");
        if (writers.Length > 0)
            settings = settings with { Writers = writers.Select(PersonId.From).ToFrozenSet() };
        var session = new SectionSession(TestSection.Id, settings, 9, caps);
        session.Handle(_anna.Opening());
        session.Handle(_bram.Opening());
        return session;
    }

    // One item of hers with a hundred letters, which both know.
    private SectionSession WrittenByAnna()
    {
        var session = Session(new SectionCaps { Structs = 60 });
        Assert.Empty(Refusals(session, Make(_anna, 0)));
        _anna.Text(Name(0)).Insert(0, new string('a', 100));
        Assert.Empty(Refusals(session, _anna.Pushes.Dequeue()));
        _bram.Doc.ApplyUpdate(_anna.Doc.EncodeStateAsUpdate());
        return session;
    }

    private static void Cut(TestClient client, int places) => client.Doc.Transact(_ =>
    {
        for (var letter = places; letter > 0; letter--)
            client.Text(Name(0)).Delete(2 * letter, 1);
    });

    private static SectionInput.Push Make(TestClient client, int n)
    {
        client.MakeItem(Name(n), "XY");
        return client.Pushes.Dequeue();
    }

    private string? Move(TestSection section, int n) => Assert.Single(section.HandleAndFlush(
        new SectionInput.WriteItem(n, _anna.Caller, Card(n), Moved: true, Client: 5_000UL + (ulong)n)).OfType<SectionEffect.Written>()).Refusal?.Code;

    private static SectionInput.Push InFront(TestClient client)
    {
        client.Text(Name(0)).Insert(0, "x");
        return client.Pushes.Dequeue();
    }

    private static (int Letters, string Code) UntilRefused(SectionSession session, TestClient client)
    {
        for (var letters = 0; ; letters++)
        {
            if (Refusals(session, InFront(client)) is [var code])
                return (letters, code);
        }
    }

    private static List<string> Refusals(SectionSession session, SectionInput.Push push) =>
        [.. session.Handle(push).OfType<SectionEffect.Refuse>().Select(refuse => refuse.Refusal.Code)];

    private static CardItem Card(int n) => new(ItemId.From(Name(n)), CardColumn.Harm, ItemKind.Fact, null, null, n, false, "Van de server.");

    private static string Name(int n) => $"i-{n:d16}";
}
