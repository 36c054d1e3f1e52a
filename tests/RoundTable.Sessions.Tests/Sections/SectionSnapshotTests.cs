using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

public class SectionSnapshotTests
{
    private static readonly SectionSnapshot Snapshot = new(
        new Dictionary<ulong, PersonId> { [7] = PersonId.From(""), [9_007_199_254_740_991] = PersonId.From("p-anna") },
        new byte[] { 0, 0 });

    [Fact]
    public void Snapshot_WrittenAndRead_IsTheSame()
    {
        var read = SectionSnapshot.Read(Snapshot.Write(), SectionSnapshot.Version);

        Assert.Equal(Snapshot.Owners, read.Owners);
        Assert.True(read.Document.Span.SequenceEqual(Snapshot.Document.Span));
    }

    [Fact]
    public void Read_AnotherVersion_Fails() =>
        Assert.Throws<InvalidDataException>(() => SectionSnapshot.Read(Snapshot.Write(), SectionSnapshot.Version + 1));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(20)]
    public void Read_CutOff_Fails(int length) =>
        Assert.Throws<InvalidDataException>(() => SectionSnapshot.Read(Snapshot.Write().AsMemory(0, length), SectionSnapshot.Version));

    [Fact]
    public void Replay_ARecordThatIsNotTheNext_Fails()
    {
        var session = new SectionSession(TestSection.Id, SectionSettings.Nobody, 1);

        Assert.Throws<InvalidDataException>(() => session.Replay([new SectionRecord(2, SectionRecord.Pushed, "p-anna", new byte[] { 0, 0 })]));
    }

    [Fact]
    public void Replay_AnUnknownKind_Fails()
    {
        var session = new SectionSession(TestSection.Id, SectionSettings.Nobody, 1);

        Assert.Throws<InvalidDataException>(() => session.Replay([new SectionRecord(1, "other", "p-anna", new byte[] { 0, 0 })]));
    }
}
