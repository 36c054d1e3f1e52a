namespace RoundTable.Yjs.Tests;

public class TwoBlocksTests
{
    // Two blocks of client 9: 9:0 = "x" in root t, then 9:0 = 1 under m.k with 9:1 = "y" right of it. Applying would take the
    // second block only, so the parent of 9:1 is not the one that an inspection may find.
    private static readonly byte[] Update =
    [
        2,
        1, 9, 0, 0x04, 1, 1, (byte)'t', 1, (byte)'x',
        2, 9, 0, 0x28, 1, 1, (byte)'m', 1, (byte)'k', 1, 0x7D, 1, 0x84, 9, 0, 1, (byte)'y',
        0,
    ];

    [Fact]
    public void ApplyUpdate_TwoBlocksOfOneClient_RefusesAndChangesNothing()
    {
        var doc = new Doc(1);

        Assert.Throws<MalformedUpdateException>(() => doc.ApplyUpdate(Update));
        Assert.Equal(0, doc.GetState(9));
        Assert.False(doc.HasPending);
    }

    [Fact]
    public void Inspect_TwoBlocksOfOneClient_Refuses() =>
        Assert.Throws<MalformedUpdateException>(() => new Doc(1).Inspect(Update).StructCount);
}
