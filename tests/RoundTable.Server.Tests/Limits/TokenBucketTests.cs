using RoundTable.Server.Limits;

namespace RoundTable.Server.Tests.Limits;

public class TokenBucketTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    [Fact]
    public void Take_WithinTheBurst_WaitsForNothing()
    {
        var bucket = new TokenBucket(10, 3);

        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero], Enumerable.Range(0, 3).Select(_ => bucket.Take(1, TimeSpan.Zero, Long)));
    }

    [Fact]
    public void Take_BeyondTheBurst_WaitsUntilItIsPaid()
    {
        var bucket = new TokenBucket(10, 3);
        bucket.Take(3, TimeSpan.Zero, Long);

        Assert.Equal(TimeSpan.FromSeconds(0.1), bucket.Take(1, TimeSpan.Zero, Long));
        Assert.Equal(TimeSpan.FromSeconds(0.2), bucket.Take(1, TimeSpan.Zero, Long));
        Assert.Equal(TimeSpan.FromSeconds(0.1), bucket.Take(1, TimeSpan.FromSeconds(0.2), Long));
        Assert.Equal(TimeSpan.Zero, bucket.Take(3, TimeSpan.FromSeconds(60), Long));
    }

    [Fact]
    public void Take_ThatWouldWaitTooLong_TakesNothing()
    {
        var bucket = new TokenBucket(1, 1);

        Assert.Null(bucket.Take(7, TimeSpan.Zero, Long));
        Assert.Equal(TimeSpan.Zero, bucket.Take(1, TimeSpan.Zero, Long));
    }

    [Fact]
    public void Buckets_OfManyWhoWereHereOnce_AreForgotten()
    {
        var buckets = new Buckets<int>(10, 3);
        for (var who = 0; who < 10_000; who++)
            buckets.Take(who, 1, TimeSpan.FromSeconds(who), Long);

        Assert.InRange(buckets.Count, 1, 1_001);
    }
}
