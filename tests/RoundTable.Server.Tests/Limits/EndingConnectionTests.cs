using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Subjects;
using RoundTable.Server.Hubs;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

/// <summary>Hub connections that are to end, on a line that takes nothing.</summary>
public sealed class EndingConnectionTests
{
    [Fact]
    public async Task SignedOut_OnALineThatTakesNothing_AsksNothingMoreAtOnceAndIsCutOffAfterAWhile()
    {
        await using var server = await DemoServer.StartAsync();
        var guest = await server.EnterAsync("Sanae");
        var time = new HandTime();
        var connections = ActivatorUtilities.CreateInstance<LiveConnections>(server.Services, time);
        var line = await BlockedLine.OfAsync(await VisitorAsync(server, guest));
        await connections.AddAsync(line);
        var connection = connections.Of(line);

        Assert.True((await guest.Browser.PostAsync("/api/sign-out")).IsSuccessStatusCode);

        await time.ArmedAsync(TimeSpan.FromSeconds(2));
        Assert.True(connection.IsOver);
        Assert.Throws<HubException>(() => connections.Of(line));
        Assert.False(line.ConnectionAborted.IsCancellationRequested);
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = line.ConnectionAborted.Register(cut.SetResult);
        time.Ring(TimeSpan.FromSeconds(2));
        await cut.Task.WaitAsync(Patience.Enough);
        await connections.RemoveAsync(line);
    }

    [Fact]
    public async Task Sections_MoreLostThanAnybodyHasOpen_EndTheConnection()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:OpenPerConnection"] = "3");
        var connections = ActivatorUtilities.CreateInstance<LiveConnections>(server.Services, new HandTime());
        var line = await BlockedLine.OfAsync(await VisitorAsync(server, await server.EnterAsync("Sanae")));
        await connections.AddAsync(line);
        var connection = connections.Of(line);

        for (var i = 0; i < 3; i++)
            connection.Resync(new SectionId($"s-{i}"));
        Assert.False(connection.IsOver);
        connection.Resync(new SectionId("s-3"));

        Assert.True(connection.IsOver);
        await connections.RemoveAsync(line);
    }

    [Fact]
    public async Task Connection_ThatCannotStart_CountsForNobody()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:ConnectionsPerPerson"] = "1");
        var connections = server.Services.GetRequiredService<LiveConnections>();
        var guest = await server.EnterAsync("Sanae");

        // Its session ran out while it connected.
        var late = await VisitorAsync(server, guest) with { ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(-1) };
        var line = await BlockedLine.OfAsync(late);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => connections.AddAsync(line));

        Assert.Equal(0, server.Services.GetRequiredService<ConnectionCounts>().People);
        await using var again = await guest.ConnectAsync();
        Assert.Null((await again.OpenPlanAsync(guest.Plan)).Refusal);
    }

    [Fact]
    public async Task Line_ThatFailed_StillLeavesWhatIsOpen()
    {
        await using var server = await DemoServer.StartAsync();
        var sanae = await server.EnterAsync("Sanae");
        await using var peter = await Seat.TakeAsync(server, "Peter");
        var section = peter.LiveSection();
        await section.OpenAsync();
        var connections = server.Services.GetRequiredService<LiveConnections>();
        var line = await BlockedLine.OfAsync(await VisitorAsync(server, sanae), new InvalidOperationException("on purpose"));
        await connections.AddAsync(line);
        Assert.Null((await connections.Of(line).OpenSectionAsync(new OpenSectionRequest(section.Section, section.Doc.EncodeStateVector()))).Refusal);
        await connections.Of(line).SetPresenceAsync(new SetPresenceRequest(section.Section, null, true));
        while (!IsThere(await peter.Table.NextAsync<PeopleShown>(_ => true)))
        {
        }

        await connections.RemoveAsync(line);

        Assert.False(IsThere(await peter.Table.NextAsync<PeopleShown>(_ => true)));
        Assert.Contains("could not be written to", server.Logs.All, StringComparison.Ordinal);

        bool IsThere(PeopleShown seen) => seen.People.Any(person => person.Person == sanae.Desk.Person);
    }

    private static async Task<Visitor> VisitorAsync(TableServer server, Guest guest)
    {
        var token = guest.Browser.Cookies.GetAllCookies()[SessionCookie.Name]!.Value;
        var (subject, session) = (await server.Services.GetRequiredService<SubjectCalls>().AuthenticateAsync(token))!.Value;
        return new(subject, session.Id, session.Scope, session.Landing, session.ExpiresAt);
    }

    /// <summary>A clock whose timers ring when the test says so.</summary>
    private sealed class HandTime : TimeProvider
    {
        private readonly Inbox _armed = new();
        private readonly List<(TimeSpan Due, Action Ring)> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_timers)
                _timers.Add((dueTime, () => callback(state)));
            _armed.Add(dueTime);
            return new Silent();
        }

        public Task ArmedAsync(TimeSpan due) => _armed.NextAsync<TimeSpan>(armed => armed == due);

        public void Ring(TimeSpan due)
        {
            lock (_timers)
                _timers.Single(timer => timer.Due == due).Ring();
        }

        private sealed class Silent : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
