using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoundTable.Server.Health;
using RoundTable.Server.Hosting;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>How a server that goes sends its people to the others.</summary>
public class DepartureTests
{
    private static readonly TimeSpan Over = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData(1)]
    [InlineData(80)]
    [InlineData(1000)]
    public async Task Everybody_IsSentAwayInTheOrderInWhichTheyCame_EvenlyOverTheTime(int people)
    {
        var time = new HandClock();
        var departure = new Departure(time, NullLogger<Departure>.Instance);
        var gone = new List<int>();
        for (var i = 0; i < people; i++)
        {
            var person = i;
            Assert.NotNull(departure.TryAdd(() => gone.Add(person)));
        }

        var leaving = departure.BeginAsync(Over, default);

        for (var before = 0; before < people;)
        {
            var timer = await time.ArmedAsync();

            // 80 steps: nobody ever goes with more than their share of the others.
            Assert.InRange(gone.Count - before, 1, (people + 79) / 80);
            before = gone.Count;
            Assert.True(time.Elapsed < Over);
            timer.Ring();
        }

        Assert.Equal(Enumerable.Range(0, people), gone);
        Assert.True(people < 80 || time.Elapsed >= Over - TimeSpan.FromMilliseconds(100));
        await leaving.WaitAsync(Patience.Enough);
    }

    [Fact]
    public async Task WhoLeftBefore_IsNotSentAway_AndNobodyNewIsTakenIn()
    {
        var departure = new Departure(new HandClock(), NullLogger<Departure>.Instance);
        var gone = new List<string>();
        departure.TryAdd(() => gone.Add("left"))!.Dispose();
        departure.TryAdd(() => gone.Add("stayed"));

        await departure.BeginAsync(TimeSpan.Zero, default);

        Assert.Equal(["stayed"], gone);
        Assert.Null(departure.TryAdd(() => gone.Add("late")));
    }

    [Fact]
    public async Task OneThatCannotBeSentAway_IsLoggedAndCostsTheOthersNothing()
    {
        var logs = new LogCapture();
        var departure = new Departure(new HandClock(), new Logger<Departure>(new LoggerFactory([logs])));
        var gone = new List<string>();
        departure.TryAdd(() => gone.Add("first"));
        departure.TryAdd(() => throw new InvalidOperationException("the socket is half open"));
        departure.TryAdd(() => gone.Add("last"));

        await departure.BeginAsync(TimeSpan.Zero, default);

        Assert.Equal(["first", "last"], gone);
        Assert.Contains("the socket is half open", Assert.Single(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_ThatFails_IsLoggedAndStopsTheServerAllTheSame()
    {
        var logs = new LogCapture();
        await using var server = TableServer.Start();
        await server.ReadyAsync();
        var lifetime = server.Services.GetRequiredService<IHostApplicationLifetime>();
        var departure = new Departure(new BrokenClock(), NullLogger<Departure>.Instance);
        departure.TryAdd(() => { });
        var options = new RoundTableOptions { StopSpread = Over, Store = new StoreOptions { Postgres = "somewhere" } };
        using var stopping = new Stopping(
            lifetime, server.Services.GetRequiredService<Readiness>(), departure, Options.Create(options), TimeProvider.System, new Logger<Stopping>(new LoggerFactory([logs])));

        await stopping.LeaveAsync();

        Assert.True(lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Contains("the clock is broken", Assert.Single(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_AtEveryDoor_AreClosedInGoodOrderAndMayComeBackElsewhere()
    {
        await using var server = TableServer.Start(demo: true);
        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        await using var yjs = await DoorClient.ConnectAsync(await server.EnterAsync("Peter"), section);
        using var collab = await CollabSocket.ConnectAsync(server.Address);

        await server.Services.GetRequiredService<Departure>().BeginAsync(TimeSpan.Zero, default);

        Assert.Null((await sanae.Table.NextAsync<ClosedEvent>()).Error);
        await yjs.ClosedAsync();
        Assert.Equal((WebSocketCloseStatus)1001, yjs.CloseStatus);
        Assert.Equal("server.stopping", yjs.CloseReason);
        Assert.Equal("1001 server.stopping", await collab.ClosedAsync());
        using var late = await CollabSocket.ConnectAsync(server.Address);
        Assert.Equal("1001 server.stopping", await late.ClosedAsync());
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new InvalidOperationException("the clock is broken");
    }

    /// <summary>A clock that goes from timer to timer when the test says so.</summary>
    private sealed class HandClock : TimeProvider
    {
        private readonly Channel<Timer> _armed = Channel.CreateUnbounded<Timer>();

        public TimeSpan Elapsed { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(() =>
            {
                Elapsed += dueTime;
                callback(state);
            });
            Assert.True(_armed.Writer.TryWrite(timer));
            return timer;
        }

        /// <summary>The next timer, when it is armed.</summary>
        public async Task<Timer> ArmedAsync() => await _armed.Reader.ReadAsync().AsTask().WaitAsync(Patience.Enough);
    }

    private sealed record Timer(Action Ring) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
