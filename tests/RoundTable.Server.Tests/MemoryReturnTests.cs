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

        Assert.Equal(1, Enumerable.Range(0, 20).Count(_ => memory.Look(MemoryReturn.Worthwhile)));
        Assert.Equal(1, Enumerable.Range(0, 20).Count(_ => memory.Look(2 * MemoryReturn.Worthwhile)));
    }

    [Fact]
    public void Look_AfterLittleWork_IsNever()
    {
        using var memory = new MemoryReturn(TimeProvider.System);

        Assert.DoesNotContain(true, Enumerable.Range(0, 20).Select(_ => memory.Look(MemoryReturn.Worthwhile - 1)));
    }
}
