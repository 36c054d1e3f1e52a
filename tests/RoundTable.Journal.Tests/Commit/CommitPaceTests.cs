namespace RoundTable.Journal.Tests;

public sealed class CommitPaceTests
{
    private readonly ManualTime _time = new();
    private readonly CommitPace _pace;

    public CommitPaceTests() => _pace = new CommitPace(_time);

    [Fact]
    public void After_FewRecords_NeverWaits()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(TimeSpan.Zero, Commit(records: 3, takes: 1));
        }
    }

    [Fact]
    public void After_OneFullTransactionInAQuietTime_DoesNotWait()
    {
        Pass(500);
        Assert.Equal(TimeSpan.Zero, Commit(records: 1000, takes: 5));
    }

    [Fact]
    public void After_ACrowd_WaitsUntilTheNextIsDue()
    {
        Crowd();
        Assert.Equal(CommitPace.Apart - TimeSpan.FromMilliseconds(4), Commit(records: 60, takes: 4));
    }

    [Theory]
    [InlineData(16, 32)]
    [InlineData(100, 48)]
    public void After_ALargerCrowd_WaitsLonger_ButNotWithoutEnd(int recordsEachMillisecond, int apart)
    {
        Crowd(recordsEachMillisecond);
        Assert.Equal(apart - 4, Commit(records: 60, takes: 4).TotalMilliseconds, 1.0);
    }

    [Fact]
    public void After_ACrowdOnASlowDisk_DoesNotWaitOnTop()
    {
        Crowd();
        Assert.Equal(TimeSpan.Zero, Commit(records: 200, takes: 40));
    }

    [Fact]
    public void After_TheCrowdHasLeft_DoesNotWaitLong()
    {
        Crowd();
        var waits = Enumerable.Range(0, 1000).Count(_ => Commit(records: 1, takes: 1) > TimeSpan.Zero);
        Assert.InRange(waits, 0, 200);
    }

    private void Crowd(int recordsEachMillisecond = 6)
    {
        for (var i = 0; i < 150; i++)
        {
            Commit(recordsEachMillisecond, takes: 1);
        }
    }

    private TimeSpan Commit(int records, int takes)
    {
        var begin = _time.GetTimestamp();
        Pass(takes);
        return _pace.After(records, begin);
    }

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
