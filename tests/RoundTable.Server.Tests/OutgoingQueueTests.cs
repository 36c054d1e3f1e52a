using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Hubs.Wire;

namespace RoundTable.Server.Tests;

public class OutgoingQueueTests
{
    private static readonly SectionId Table = new("table");
    private static readonly SectionId Other = new("other");

    [Fact]
    public async Task Queue_ThatOverflows_SendsOneResyncInPlaceOfTheSectionsFrames()
    {
        var queue = new OutgoingQueue(maxFrames: 3, maxBytes: 1000);
        queue.Add(Update(Other, 9));
        queue.Add(Update(Table, 1));
        queue.Add(Update(Table, 2));

        Assert.False(queue.Add(Update(Table, 3)));
        Assert.True(queue.Add(Update(Table, 4)));

        Assert.Equal(["other 9", "resync table"], await DrainAsync(queue));
    }

    [Fact]
    public async Task Queue_OverItsBytes_SendsAResync()
    {
        var queue = new OutgoingQueue(maxFrames: 100, maxBytes: 25);
        queue.Add(Update(Table, 1));
        queue.Add(Update(Table, 2));

        Assert.False(queue.Add(Update(Table, 3)));

        Assert.Equal(["resync table"], await DrainAsync(queue));
    }

    [Fact]
    public async Task Section_OpenedAgain_GetsFramesAgain()
    {
        var queue = new OutgoingQueue(maxFrames: 1, maxBytes: 1000);
        queue.Add(Update(Table, 1));
        queue.Add(Update(Table, 2));
        Assert.Equal("resync table", await NameAsync((await queue.TakeAsync(default))!));

        queue.Opened(Table);
        queue.Add(Update(Table, 3));

        Assert.Equal(["table 3"], await DrainAsync(queue));
    }

    [Fact]
    public async Task View_ThatIsNewer_ReplacesTheOneThatWaits()
    {
        var queue = new OutgoingQueue(maxFrames: 1, maxBytes: 1000);
        queue.Add(View("plan", 1));
        queue.Add(View("meeting", 2));
        queue.Add(View("plan", 3));

        Assert.Equal(["other 2", "other 3"], await DrainAsync(queue));
    }

    [Fact]
    public async Task Queue_Closed_SendsItsLastFrameAndNothingElse()
    {
        var queue = new OutgoingQueue(maxFrames: 10, maxBytes: 1000);
        queue.Add(Update(Table, 1));
        queue.Close(Update(Other, 2));
        queue.Add(Update(Table, 3));

        Assert.Equal("other 2", await NameAsync((await queue.TakeAsync(default))!));
        Assert.Null(await queue.TakeAsync(default));
    }

    private static Frame Update(SectionId section, long number) =>
        new(client => client.Acknowledged(new AcknowledgedEvent(section, number)), 10, section);

    private static Frame View(string slot, long number) =>
        new(client => client.Acknowledged(new AcknowledgedEvent(Other, number)), 10, Slot: slot);

    private static async Task<List<string>> DrainAsync(OutgoingQueue queue)
    {
        var names = new List<string>();
        using var none = new CancellationTokenSource();
        while (queue.TakeAsync(none.Token) is { IsCompleted: true } taken)
            names.Add(await NameAsync((await taken)!));
        return names;
    }

    private static async Task<string> NameAsync(Frame frame)
    {
        var client = new NamingClient();
        await frame.Send(client);
        return client.Last;
    }

    private sealed class NamingClient : ITableClient
    {
        public string Last { get; private set; } = "";

        public Task Updated(UpdatedEvent message) => throw new NotSupportedException();

        public Task Acknowledged(AcknowledgedEvent message) => Name($"{message.Section} {message.Number}");

        public Task Refused(RefusedEvent message) => throw new NotSupportedException();

        public Task Presence(PresenceEvent message) => throw new NotSupportedException();

        public Task Resync(ResyncEvent message) => Name($"resync {message.Section}");

        public Task SectionChanged(SectionChangedEvent message) => throw new NotSupportedException();

        public Task PlanChanged(Domain.Views.PlanView view) => throw new NotSupportedException();

        public Task MeetingChanged(Domain.Views.MeetingView view) => throw new NotSupportedException();

        public Task SignedOut(SignedOutEvent message) => throw new NotSupportedException();

        private Task Name(string name)
        {
            Last = name;
            return Task.CompletedTask;
        }
    }
}
