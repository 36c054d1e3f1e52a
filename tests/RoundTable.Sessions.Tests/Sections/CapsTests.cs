using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>What an operator sets is what counts.</summary>
public class CapsTests
{
    private const string Item = TestClient.ItemA;
    private readonly TestClient _anna = new("p-anna", 100);

    [Fact]
    public void Text_LongerThanIsSet_IsRefused()
    {
        var session = Session(new SectionCaps { ItemLength = 10 });
        Assert.Null(Offer(session, () => _anna.MakeItem(Item, new string('x', 10))));

        Assert.Equal(RefusalCodes.SectionTooLarge, Offer(session, () => _anna.Text(Item).Insert(0, "y")));
    }

    [Fact]
    public void Text_AsLongAsIsSet_IsTaken() =>
        Assert.Null(Offer(Session(new SectionCaps { ItemLength = 20_000 }), () => _anna.MakeItem(Item, new string('\u20ac', 20_000))));

    [Fact]
    public void Text_OfMoreRunsThanIsSet_TakesNoMore()
    {
        var session = Session(new SectionCaps { ItemStructs = 5 });
        Assert.Null(Offer(session, () => _anna.MakeItem(Item)));

        var codes = Enumerable.Range(0, 6).Select(_ => Offer(session, () => _anna.Text(Item).Insert(0, "y"))).ToList();

        Assert.Equal([null, null, null, null, null, RefusalCodes.SectionTooLarge], codes);
    }

    [Fact]
    public void Update_OfMoreBytesThanIsSet_IsRefused() =>
        Assert.Equal(RefusalCodes.SectionTooLarge, Offer(Session(new SectionCaps { UpdateBytes = 100 }), () => _anna.MakeItem(Item)));

    [Fact]
    public void Update_OfMoreRunsThanIsSet_IsRefused() =>
        Assert.Equal(RefusalCodes.SectionTooLarge, Offer(Session(new SectionCaps { UpdateStructs = 3 }), () => _anna.MakeItem(Item)));

    [Fact]
    public void StateVector_LongerThanIsSet_GetsTheWholeDocument()
    {
        var (told, whole) = (Missing(SectionCaps.Default), Missing(new SectionCaps { StateVectorBytes = 1 }));

        Assert.Equal(2, told.Length);
        Assert.InRange(whole.Length, 20, 1_000);

        ReadOnlyMemory<byte> Missing(SectionCaps caps)
        {
            var mine = new TestClient("p-anna", 300);
            var session = Session(caps);
            session.Handle(mine.Opening());
            mine.MakeItem(Item, "Hallo");
            session.Handle(mine.Pushes.Dequeue());
            session.Handle(new SectionInput.Appended(1, 1));
            return session.Handle(mine.Opening()).OfType<SectionEffect.Opened>().Single().Reply.Update;
        }
    }

    [Fact]
    public void Edits_MoreThanIsSetToWaitForTheDisk_AreAskedToComeBackAndHearWhy()
    {
        var session = Session(new SectionCaps { UnsavedUpdates = 2 });
        Assert.Null(Offer(session, () => _anna.MakeItem(Item)));
        Assert.Null(Offer(session, () => _anna.Text(Item).Insert(0, "a")));
        _anna.Text(Item).Insert(0, "b");

        var asked = Assert.IsType<SectionEffect.Resync>(Assert.Single(session.Handle(_anna.Pushes.Dequeue())));

        Assert.Equal("section.too-much-unsaved", asked.Why?.Code);
    }

    [Fact]
    public void Bytes_MoreThanAreSetToWaitForTheDisk_AreAskedToComeBack()
    {
        var session = Session(new SectionCaps { UnsavedBytes = 100 });
        Assert.Null(Offer(session, () => _anna.MakeItem(Item)));
        _anna.Text(Item).Insert(0, "b");

        Assert.IsType<SectionEffect.Resync>(Assert.Single(session.Handle(_anna.Pushes.Dequeue())));
    }

    [Fact]
    public void Connections_OfOnePersonMoreThanAreSet_DoNotOpen()
    {
        var session = Session(new SectionCaps { ReadersPerPerson = 1 });

        var refused = session.Handle(new TestClient("p-anna", 101).Opening()).OfType<SectionEffect.OpenRefused>().Single();

        Assert.Equal(SessionCodes.SectionFull, refused.Refusal.Code);
    }

    private SectionSession Session(SectionCaps caps)
    {
        var session = new SectionSession(TestSection.Id, TestSection.Live("p-anna"), 9, caps);
        session.Handle(_anna.Opening());
        return session;
    }

    private string? Offer(SectionSession session, Action edit)
    {
        edit();
        return session.Handle(_anna.Numbered(Updates.Merge([.. Waiting()]))).OfType<SectionEffect.Refuse>().SingleOrDefault()?.Refusal.Code;
    }

    private IEnumerable<ReadOnlyMemory<byte>> Waiting()
    {
        while (_anna.Pushes.TryDequeue(out var push))
            yield return push.Update;
    }
}
