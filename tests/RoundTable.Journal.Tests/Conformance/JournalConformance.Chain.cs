namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Chain_EveryRecord_LinksToTheOneBefore()
    {
        await Journal.AppendAsync(Notes("a", "b"), Cancel);
        await Journal.AppendAsync(Notes("c"), Cancel);

        var records = await ReadAllAsync(Stream);

        Assert.Equal(new byte[32], records[0].PreviousHash.ToArray());
        Assert.Equal(records[0].Hash.ToArray(), records[1].PreviousHash.ToArray());
        Assert.Equal(records[1].Hash.ToArray(), records[2].PreviousHash.ToArray());
        Assert.All(records, r => Assert.Equal(ReadsWhatIsStored, RecordChain.ComputeHash(r).AsSpan().SequenceEqual(r.Hash.Span)));
        var report = await Journal.VerifyAsync(Stream, Cancel);
        Assert.Equal((3L, ChainFault.None, null), (report.Head, report.Fault, report.FaultAt));
        Assert.Equal(records[2].Hash.ToArray(), report.HeadHash.ToArray());
    }

    [Theory]
    [InlineData("UPDATE record SET person = 'someone-else' WHERE seq = 2", ChainFault.Altered, 2)]
    [InlineData("UPDATE record SET time = time + 1 WHERE seq = 3", ChainFault.Altered, 3)]
    [InlineData("UPDATE record SET payload = (SELECT payload FROM record WHERE seq = 1) WHERE seq = 2", ChainFault.Altered, 2)]
    [InlineData("UPDATE record SET hash = (SELECT hash FROM record WHERE seq = 1) WHERE seq = 2", ChainFault.Altered, 2)]
    [InlineData("DELETE FROM record WHERE seq = 2", ChainFault.Gap, 2)]
    [InlineData("DELETE FROM record WHERE seq = 1", ChainFault.Gap, 1)]
    [InlineData("DELETE FROM record WHERE seq = 4", ChainFault.WrongHead, 4)]
    [InlineData("UPDATE stream SET head = 3", ChainFault.WrongHead, 3)]
    [InlineData("UPDATE stream SET hash = (SELECT hash FROM record WHERE seq = 1)", ChainFault.WrongHead, 4)]
    public async Task Verify_ChangedBehindTheJournal_NamesTheFirstFault(string sql, ChainFault fault, long at)
    {
        await Journal.AppendAsync(Notes("a", "b", "c", "d"), Cancel);

        await TamperAsync(sql);

        var report = await Journal.VerifyAsync(Stream, Cancel);
        Assert.Equal((fault, at), (report.Fault, report.FaultAt));
        Assert.False(report.Intact);
    }

    [Fact]
    public async Task Read_RecordMissing_IsAFaultNotASilentGap()
    {
        await Journal.AppendAsync(Notes("a", "b", "c"), Cancel);
        await TamperAsync("DELETE FROM record WHERE seq = 2");
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAllAsync(Stream));
    }
}
