namespace RoundTable.Grains.Tests.Properties;

/// <summary>
/// The projection property through the real grains, sessions and journal: whatever people type, release, move and withdraw, the
/// bytes that left for somebody hold nothing of a section that they do not read, and no word that is kept from them.
/// </summary>
public class ProjectionTests
{
    private const int Seeds = 25;

    [Fact]
    public async Task Bytes_ThatLeftForAnybody_HoldNothingThatTheyMayNotRead()
    {
        for (var seed = 1; seed <= Seeds; seed++)
            Assert.Null(await LiveWorld.LeakAsync(seed, Dropped.None));
    }

    [Theory]
    [InlineData(Dropped.LiveGuard)]
    [InlineData(Dropped.Audience)]
    [InlineData(Dropped.Ground)]
    [InlineData(Dropped.ChildRelease)]
    public async Task Bytes_WithoutAGuard_AreFoundToLeak(Dropped guard)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            if (await LiveWorld.LeakAsync(seed, guard) is not null)
                return;
        }

        Assert.Fail($"without {guard} nothing was found in {Seeds} worlds");
    }
}

/// <summary>A guard that a test takes away to see that the property notices.</summary>
public enum Dropped
{
    None,
    LiveGuard,
    Audience,
    Ground,
    ChildRelease,
}
