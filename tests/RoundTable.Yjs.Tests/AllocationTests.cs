namespace RoundTable.Yjs.Tests;

/// <summary>What the server's hottest path costs, counted, not timed.</summary>
public sealed class AllocationTests
{
    /// <summary>Bytes for one keystroke applied to a warm document that nobody listens to; buffers that grow are extra.</summary>
    private const long KeystrokeBytes = 620;

    [Fact]
    public void ApplyUpdate_KeystrokesOnWarmDocument_ConstantAllocation()
    {
        var updates = Keystrokes(4000);
        var doc = new Doc(2);
        for (var i = 0; i < 2000; i++)
        {
            doc.ApplyUpdate(updates[i]);
        }
        var costs = new List<long>();
        for (var i = 2000; i < updates.Count; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            doc.ApplyUpdate(updates[i]);
            costs.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }
        costs.Sort();

        Assert.InRange(costs[costs.Count / 2], 1, KeystrokeBytes);
        Assert.InRange(costs[(int)(costs.Count * 0.99)], 1, KeystrokeBytes);
    }

    [Fact]
    public void ApplyUpdate_DocumentTenTimesAsLong_SameAllocation()
    {
        Assert.Equal(MedianCost(1_000), MedianCost(10_000));
    }

    private static long MedianCost(int warm)
    {
        var updates = Keystrokes(warm + 201);
        var doc = new Doc(2);
        var costs = new List<long>();
        foreach (var update in updates)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            doc.ApplyUpdate(update);
            costs.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }
        costs = costs[warm..];
        costs.Sort();
        return costs[costs.Count / 2];
    }

    private static List<byte[]> Keystrokes(int count)
    {
        var author = new Doc(1);
        var updates = new List<byte[]>(count);
        author.Update += update => updates.Add(update.Bytes);
        var text = author.GetText("t");
        for (var i = 0; i < count; i++)
        {
            text.Insert(i, "abcdefgh"[i % 8].ToString());
        }
        return updates;
    }
}
