using RoundTable.Server.Hosting;

namespace RoundTable.Server.Tests;

public class MemoryReturnTests
{
    [Fact]
    public void Look_WhileThereIsWork_IsNever()
    {
        using var memory = new MemoryReturn(TimeProvider.System);
        for (var looks = 1; looks <= 100; looks++)
            Assert.False(memory.Look(looks * MemoryReturn.Quiet));
    }

    [Fact]
    public void Look_AfterWorkThatEnded_IsOnce()
    {
        using var memory = new MemoryReturn(TimeProvider.System);

        Assert.Equal(1, Enumerable.Range(0, 20).Count(_ => Look(memory, MemoryReturn.Worthwhile)));
        Assert.Equal(1, Enumerable.Range(0, 20).Count(_ => Look(memory, 2 * MemoryReturn.Worthwhile)));
    }

    [Fact]
    public void Look_WhenMuchIsInUse_WaitsForMoreWork()
    {
        using var memory = new MemoryReturn(TimeProvider.System);
        memory.Collected(0, inUse: 3 * MemoryReturn.WorthwhileShare * MemoryReturn.Worthwhile);

        Assert.DoesNotContain(true, Enumerable.Range(0, 20).Select(_ => memory.Look(3 * MemoryReturn.Worthwhile - 1)));
        Assert.True(memory.Look(3 * MemoryReturn.Worthwhile));
    }

    [Fact]
    public void Look_AfterLittleWork_IsNever()
    {
        using var memory = new MemoryReturn(TimeProvider.System);

        Assert.DoesNotContain(true, Enumerable.Range(0, 20).Select(_ => memory.Look(MemoryReturn.Worthwhile - 1)));
    }

    private static bool Look(MemoryReturn memory, long allocated)
    {
        var worthwhile = memory.Look(allocated);
        if (worthwhile)
            memory.Collected(allocated, inUse: 0);
        return worthwhile;
    }

    [Fact]
    public void FreedMemory_OnDebian_CanBeGivenBack() => Assert.True(FreedMemory.GiveBack());
}
