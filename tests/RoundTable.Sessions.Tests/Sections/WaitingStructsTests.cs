using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>Structs that wait for each other never come in: they would be acknowledged, and no opening could ever read them again.</summary>
public class WaitingStructsTests
{
    private const string Item = TestClient.ItemA;
    private readonly TestSection _section = new("p-anna", "p-mark");
    private readonly TestClient _anna;
    private readonly TestClient _mark;

    public WaitingStructsTests()
    {
        _anna = _section.Join("p-anna", 100);
        _anna.MakeItem(Item, "Ik ben bang");
        _section.PushAll(_anna);
        _mark = _section.Join("p-mark", 50);
    }

    [Fact]
    public void Push_OfTwoThatWaitForEachOther_IsRefused()
    {
        var effect = Assert.Single(_section.HandleAndFlush(new SectionInput.Push(_mark.Reader, 1, Circle())));

        Assert.Equal(RefusalCodes.SectionMissingDependencies, Assert.IsType<SectionEffect.Refuse>(effect).Refusal.Code);
        var before = _section.Read("p-anna");
        _section.Crash();
        Assert.Equal(before, _section.Read("p-anna"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Records_WithTwoThatWaitForEachOther_GiveEverythingElse(bool oneByOne)
    {
        _anna.Text(Item).Insert(0, "Nu: ");
        IReadOnlyList<SectionRecord> records =
        [
            .. _section.Disk,
            new(2, SectionRecord.Pushed, "p-mark", Circle()),
            new(3, SectionRecord.Pushed, "p-anna", _anna.Pushes.Dequeue().Update),
            new(4, SectionRecord.Pushed, "p-mark", Released()),
        ];

        var session = Replayed(records, oneByOne);

        Assert.Equal([2L], session.Incomplete);
        Assert.Equal("Nu: Ik ben bangz", Assert.Single(session.Items()).Text);
        AssertHoldsNothingThatWaits(session);
    }

    [Fact]
    public void Snapshot_WithTwoThatWaitForEachOther_GivesEverythingElse()
    {
        var poisoned = new Doc(1);
        foreach (var record in _section.Disk)
        {
            poisoned.ApplyUpdate(record.Payload.Span);
        }

        poisoned.ApplyUpdate(Circle());
        var session = new SectionSession(TestSection.Id, TestSection.Live("p-anna"), 9);

        session.Restore(2, new SectionSnapshot(new Dictionary<ulong, Domain.Ids.PersonId>(), poisoned.EncodeStateAsUpdate()));
        session.Replay([new SectionRecord(3, SectionRecord.Pushed, "p-mark", Released())]);

        Assert.Equal([2L], session.Incomplete);
        Assert.Equal("Ik ben bangz", Assert.Single(session.Items()).Text);
        AssertHoldsNothingThatWaits(session);
    }

    private static SectionSession Replayed(IReadOnlyList<SectionRecord> records, bool oneByOne)
    {
        var session = new SectionSession(TestSection.Id, TestSection.Live("p-anna"), 9);
        foreach (var some in oneByOne ? records.Select(r => new[] { r }) : [records.ToArray()])
        {
            session.Replay(some);
        }

        return session;
    }

    private static void AssertHoldsNothingThatWaits(SectionSession session)
    {
        var again = new Doc(3);
        again.ApplyUpdate(SectionSnapshot.Read(session.LastSnapshot()!.Payload, SectionSnapshot.Version).Document.Span);

        Assert.False(again.HasPending);
        Assert.Equal(0, again.GetStateOf(52));
    }

    /// <summary>51:0 stands left of 52:0, which stands left of 51:0.</summary>
    private byte[] Circle() =>
    [
        2,
        1, 52, 0, 0xC4, .. Last(), 51, 0, 1, (byte)'y',
        1, 51, 0, 0xC4, .. Last(), 52, 0, 1, (byte)'x',
        0,
    ];

    /// <summary>A letter at 51:0, for which 52:0 would have waited.</summary>
    private byte[] Released() => [1, 1, 51, 0, 0x84, .. Last(), 1, (byte)'z', 0];

    /// <summary>The last letter of the item.</summary>
    private byte[] Last() => [100, (byte)(MadeUpTo - 1)];

    private long MadeUpTo => Updates.ParseMeta(_section.Disk[0].Payload.Span).To[100];
}
