using FsCheck;
using FsCheck.Fluent;

namespace RoundTable.Domain.Tests.Properties;

public class VisibilityTests
{
    [Fact]
    public void Views_OfEverybodyInAnyWorld_HoldNothingThatTheyMayNotRead() =>
        Prop.ForAll(Specs(), spec => Leaks.First(new World(spec, Dropped.None)) is { } leak ? throw new InvalidOperationException(leak) : true)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Theory]
    [InlineData(Dropped.Audience)]
    [InlineData(Dropped.Shield)]
    [InlineData(Dropped.Hiding)]
    [InlineData(Dropped.LeakGuard)]
    [InlineData(Dropped.Seal)]
    [InlineData(Dropped.Rooms)]
    [InlineData(Dropped.Withholding)]
    [InlineData(Dropped.ChildRelease)]
    [InlineData(Dropped.ConsentCircle)]
    [InlineData(Dropped.Category)]
    [InlineData(Dropped.TreatmentDecision)]
    public void Views_WithoutAGuard_AreFoundToLeak(Dropped guard) =>
        Assert.Contains(Enumerable.Range(1, 100), seed => Leaks.First(new World(new WorldSpec(seed, 7, 4, 120), guard)) is not null);

    private static Arbitrary<WorldSpec> Specs() => ArbMap.Default.ArbFor<WorldSpec>();
}
