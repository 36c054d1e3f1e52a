using RoundTable.Server.Doors;

namespace RoundTable.Server.Tests.Doors;

public class DoorQueueTests
{
    [Fact]
    public async Task Add_GivesFramesInOrder()
    {
        using var queue = new DoorQueue(3, 100);
        Assert.True(queue.Add(new byte[] { 1 }));
        Assert.True(queue.Add(new byte[] { 2 }));

        Assert.Equal(1, (await queue.TakeAsync())!.Value.Span[0]);
        Assert.Equal(2, (await queue.TakeAsync())!.Value.Span[0]);
    }

    [Fact]
    public void Add_BeyondTheBytesOrTheFrames_IsSaid()
    {
        using var bytes = new DoorQueue(10, 100);
        Assert.True(bytes.Add(new byte[60]));
        Assert.False(bytes.Add(new byte[60]));
        using var frames = new DoorQueue(1, 100);
        Assert.True(frames.Add(new byte[1]));
        Assert.False(frames.Add(new byte[1]));
    }

    [Fact]
    public async Task Add_OneFrameLargerThanTheQueue_FitsWhenNothingWaits()
    {
        using var queue = new DoorQueue(10, 100);

        Assert.True(queue.Add(new byte[500]));
        await queue.TakeAsync();

        Assert.True(queue.Add(new byte[500]));
    }

    [Fact]
    public async Task Close_DropsWhatWaitsGivesTheLastFramesAndEnds()
    {
        using var queue = new DoorQueue(10, 100);
        queue.Add(new byte[] { 1 });

        queue.Close([9]);
        queue.Add(new byte[] { 2 });

        Assert.Equal(9, (await queue.TakeAsync())!.Value.Span[0]);
        Assert.Null(await queue.TakeAsync());
    }
}
