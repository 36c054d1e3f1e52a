using RoundTable.Server.Doors;

namespace RoundTable.Server.Tests.Doors;

public class DoorQueueTests
{
    [Fact]
    public void Add_GivesFramesInOrder()
    {
        var queue = new DoorQueue(3, 100);
        Assert.True(queue.Add(new byte[] { 1 }));
        Assert.True(queue.Add(new byte[] { 2 }));

        Assert.Equal(1, Take(queue)!.Value.Span[0]);
        Assert.Equal(2, Take(queue)!.Value.Span[0]);
    }

    [Fact]
    public void Add_BeyondTheBytesOrTheFrames_IsSaid()
    {
        var bytes = new DoorQueue(10, 100);
        Assert.True(bytes.Add(new byte[60]));
        Assert.False(bytes.Add(new byte[60]));
        var frames = new DoorQueue(1, 100);
        Assert.True(frames.Add(new byte[1]));
        Assert.False(frames.Add(new byte[1]));
    }

    [Fact]
    public void Add_OneFrameLargerThanTheQueue_FitsWhenNothingWaits()
    {
        var queue = new DoorQueue(10, 100);

        Assert.True(queue.Add(new byte[500]));
        Take(queue);

        Assert.True(queue.Add(new byte[500]));
    }

    [Fact]
    public void Close_DropsWhatWaitsGivesTheLastFramesAndEnds()
    {
        var queue = new DoorQueue(10, 100);
        queue.Add(new byte[] { 1 });

        queue.Close([9]);
        queue.Add(new byte[] { 2 });

        Assert.Equal(9, Take(queue)!.Value.Span[0]);
        Assert.Null(Take(queue));
    }

    [Fact]
    public void Begin_IsForOneAtATimeAndAgainWhenNothingWaits()
    {
        var queue = new DoorQueue(10, 100);
        Assert.False(queue.TryBegin());
        queue.Add(new byte[] { 1 });

        Assert.True(queue.TryBegin());
        queue.Add(new byte[] { 2 });
        Assert.False(queue.TryBegin());
        Assert.True(queue.TryTake(out _));
        Assert.True(queue.TryTake(out _));
        Assert.False(queue.TryTake(out _));

        queue.Add(new byte[] { 3 });
        Assert.True(queue.TryBegin());
    }

    [Fact]
    public void Begin_AfterTheEnd_IsForNobody()
    {
        var queue = new DoorQueue(10, 100);
        queue.Close();

        Assert.True(queue.TryBegin());
        Assert.Null(Take(queue));
        Assert.False(queue.TryBegin());
    }

    private static ReadOnlyMemory<byte>? Take(DoorQueue queue) =>
        queue.TryTake(out var next) ? next : throw new InvalidOperationException("Nothing waits.");
}
