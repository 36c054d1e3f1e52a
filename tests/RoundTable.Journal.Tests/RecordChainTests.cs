namespace RoundTable.Journal.Tests;

public sealed class RecordChainTests
{
    // Computed outside this program, from the encoding as it is documented.
    private const string FirstHash = "31bff05bc6c4814f3507acefa31764a1690dac32fd723eaf35cb4e76132bbb41";
    private const string SecondHash = "f41c3029fcd13405d535d16811614720abb23521b2911ec1e0bf8294760009f1";

    [Fact]
    public void Hash_OfKnownRecords_IsTheDocumentedOne()
    {
        var stream = new StreamId("plan/p-1");
        var first = new JournalRecord(
            stream, 1, DateTimeOffset.UnixEpoch.AddMicroseconds(1_772_443_800_000_001), new Actor("pers-é", "director", ""),
            "note", 1, default, default, RecordChain.Start);
        Assert.Equal(FirstHash, Convert.ToHexStringLower(RecordChain.ComputeHash(first)));

        var second = new JournalRecord(
            stream, 2, DateTimeOffset.UnixEpoch.AddTicks(-1), new Actor("p", "r", "s"),
            "update", -2, new byte[] { 0, 255 }, default, Convert.FromHexString(FirstHash));
        Assert.Equal(SecondHash, Convert.ToHexStringLower(RecordChain.ComputeHash(second)));
    }
}
