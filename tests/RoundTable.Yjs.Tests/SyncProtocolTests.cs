namespace RoundTable.Yjs.Tests;

public sealed class SyncProtocolTests
{
    [Fact]
    public void Handle_StepsBothWays_DocumentsBecomeEqual()
    {
        var a = new Doc(1);
        var b = new Doc(2);
        a.GetText("t").Insert(0, "a");
        b.GetText("t").Insert(0, "b");
        b.ApplyUpdate([0, 0]);

        var toA = SyncProtocol.Handle(b, SyncProtocol.Step1(a), null, out var kind);
        Assert.Equal(SyncMessageKind.Step1, kind);
        Assert.Null(SyncProtocol.Handle(a, toA!, "b", out kind));
        Assert.Equal(SyncMessageKind.Step2, kind);
        SyncProtocol.Handle(b, SyncProtocol.Update(a.EncodeStateAsUpdate(b.EncodeStateVector())), "a", out kind);
        Assert.Equal(SyncMessageKind.Update, kind);

        Assert.Equal("ab", a.GetText("t").ToString());
        Assert.Equal("ab", b.GetText("t").ToString());
    }

    [Fact]
    public void Read_UnknownKind_Malformed()
    {
        Assert.Throws<MalformedUpdateException>(static () => SyncProtocol.Read([3, 0], out _));
    }
}
