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
    [InlineData(Dropped.LateSeat)]
    public void Views_WithoutAGuard_AreFoundToLeak(Dropped guard) =>
        Assert.Contains(Enumerable.Range(1, 100), seed => Leaks.First(new World(new WorldSpec(seed, 7, 4, 120), guard)) is not null);

    [Fact]
    public void Worlds_OfTheProperty_HaveChildrenWithWhomOthersReadAndWrite()
    {
        var worlds = Enumerable.Range(1, 200).Select(seed => new World(new WorldSpec(seed, (byte)(seed % 7), 1, 120), Dropped.None)).ToList();
        var plans = worlds.ConvertAll(w => w.Plan);
        var readers = worlds.SelectMany(w => w.Plan.People.Where(p => p.BirthDate == World.YoungBirthDate)
            .SelectMany(child => Leaks.ReadTogether(w.Plan, w.Meeting, child.Id).Readers.Where(r => r != World.Director))).Count();

        Assert.True(readers > 0, "Nobody but the director ever reads together with a child.");
        Assert.Contains(plans, plan => plan.ChildWords.Exists(w => w.Helper is not null && w.Helper != World.Director));
        Assert.Contains(plans, plan => plan.ChildWords.Exists(w => w.Helper is not null && w.ReleasedTo.Count > 0));
    }

    private static Arbitrary<WorldSpec> Specs() => ArbMap.Default.ArbFor<WorldSpec>();
}
