using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Tests;

public class OutgoingQueueTests
{
    private static readonly SectionId Table = new("table");
    private static readonly SectionId Other = new("other");

    [Fact]
    public void Queue_ThatOverflows_SendsOneResyncInPlaceOfTheSectionsFrames()
    {
        var queue = new OutgoingQueue(maxFrames: 3, maxBytes: 1000, maxLost: 64);
        queue.Add(Update(Other, 9));
        queue.Add(Update(Table, 1));
        queue.Add(Update(Table, 2));

        Assert.False(queue.Add(Update(Table, 3)));
        Assert.True(queue.Add(Update(Table, 4)));

        Assert.Equal(["other 9", "resync table"], Drain(queue));
    }

    [Fact]
    public void Queue_OverItsBytes_SendsAResync()
    {
        var queue = new OutgoingQueue(maxFrames: 100, maxBytes: 25, maxLost: 64);
        queue.Add(Update(Table, 1));
        queue.Add(Update(Table, 2));

        Assert.False(queue.Add(Update(Table, 3)));

        Assert.Equal(["resync table"], Drain(queue));
    }

    [Fact]
    public void View_ThatIsLarge_CountsAsLargeAsItIs()
    {
        var queue = new OutgoingQueue(maxFrames: 100, maxBytes: 64 * 1024, maxLost: 64);
        var large = new MeetingView(new MeetingId("m"), new PlanId("p"), default, default, [], [new string('x', 60_000)], false, null);
        queue.Add(Frame.Of(ClientMessages.MeetingChanged(large), new JsonHubProtocol(), "meeting/m"));

        Assert.InRange(queue.Waiting.Bytes, 60_000, 61_000);
    }

    [Fact]
    public void Section_OpenedAgain_GetsFramesAgain()
    {
        var queue = new OutgoingQueue(maxFrames: 1, maxBytes: 1000, maxLost: 64);
        queue.Add(Update(Table, 1));
        queue.Add(Update(Table, 2));
        Assert.Equal("resync table", Name(Take(queue)!));

        queue.Opened(Table);
        queue.Add(Update(Table, 3));

        Assert.Equal(["table 3"], Drain(queue));
    }

    [Fact]
    public void View_ThatIsNewer_ReplacesTheOneThatWaits()
    {
        var queue = new OutgoingQueue(maxFrames: 1, maxBytes: 1000, maxLost: 64);
        queue.Add(View("plan", 1));
        queue.Add(View("meeting", 2));
        queue.Add(View("plan", 3));

        Assert.Equal(["other 2", "other 3"], Drain(queue));
    }

    [Fact]
    public void Queue_Closed_SendsItsLastFrameAndNothingElse()
    {
        var queue = new OutgoingQueue(maxFrames: 10, maxBytes: 1000, maxLost: 64);
        queue.Add(Update(Table, 1));
        queue.Close(Update(Other, 2));
        queue.Add(Update(Table, 3));

        Assert.Equal("other 2", Name(Take(queue)!));
        Assert.Null(Take(queue));
    }

    [Fact]
    public void Queue_WithMoreSectionsLostThanMayBe_IsBeyondUntilOneIsOpenedAgain()
    {
        var queue = new OutgoingQueue(maxFrames: 10, maxBytes: 1000, maxLost: 1);
        queue.Lose(Table);
        Assert.False(queue.IsBeyond);

        queue.Lose(Other);
        Assert.True(queue.IsBeyond);

        queue.Opened(Other);
        Assert.False(queue.IsBeyond);
    }

    [Fact]
    public void Broadcast_ToManyConnections_IsOneMessage()
    {
        var updates = new SharedUpdates();
        var first = new SectionUpdate(Table, new byte[] { 0, 0 }, new Dictionary<ulong, PersonId>());
        var second = first with { Clients = new Dictionary<ulong, PersonId> { [7] = new("mother") } };

        Assert.Same(updates.Of(first), updates.Of(first));
        Assert.NotSame(updates.Of(first), updates.Of(second));
        Assert.Equal("mother", Sent<UpdatedEvent>(updates.Of(second)).Clients["7"].Value);
    }

    private static Frame Update(SectionId section, long number) =>
        new(ClientMessages.Acknowledged(new AcknowledgedEvent(section, number)), 10, section);

    private static Frame View(string slot, long number) =>
        new(ClientMessages.Acknowledged(new AcknowledgedEvent(Other, number)), 10, Slot: slot);

    private static List<string> Drain(OutgoingQueue queue)
    {
        var names = new List<string>();
        while (queue.TryTake(out var next))
            names.Add(Name(next!));
        return names;
    }

    private static Frame? Take(OutgoingQueue queue) =>
        queue.TryTake(out var next) ? next : throw new InvalidOperationException("Nothing waits.");

    private static string Name(Frame frame) => Call(frame.Message).Arguments[0] switch
    {
        AcknowledgedEvent acknowledged => $"{acknowledged.Section} {acknowledged.Number}",
        ResyncEvent resync => $"resync {resync.Section}",
        var other => throw new InvalidOperationException($"{other}"),
    };

    private static T Sent<T>(SerializedHubMessage message) => Assert.IsType<T>(Call(message).Arguments[0]);

    private static InvocationMessage Call(SerializedHubMessage message) => Assert.IsType<InvocationMessage>(message.Message);
}
