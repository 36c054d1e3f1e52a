using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

public sealed class LimitsTests
{
    // At a rate that a slow and busy machine is still faster than.
    [Fact]
    public async Task Edits_FasterThanTheRate_AllComeThroughAndNobodyElseWaits()
    {
        const int Edits = 8;
        await using var server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:Limits:PersonEditsPerSecond"] = "2";
            settings["RoundTable:Limits:PersonEditBurst"] = "2";
        });
        using var meter = new MeterInbox(server);
        await using var pair = await Pair.OpenAsync(server);
        var (fast, calm) = (pair.Here, pair.There);
        var item = await fast.AddAsync("");
        await fast.SavedAsync();
        await calm.TakeUpdateAsync();

        for (var i = 0; i < Edits; i++)
            await fast.InsertAsync(item, i, "x");
        await calm.AddAsync("Rustig.");
        await calm.SavedAsync();
        await fast.SavedAsync();

        Assert.Equal(Edits, fast.TextOf(item).Length);
        while (calm.TextOf(item).Length < Edits)
            await calm.TakeUpdateAsync();
        Assert.Contains(meter.Tags("roundtable.limits.wait"), tag => tag == "person");
        Assert.Equal(0, meter.Sum("roundtable.resyncs"));
    }

    [Fact]
    public async Task Connections_MoreThanAPersonMayHave_AreTurnedAwayWithAReason()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:ConnectionsPerPerson"] = "2");
        using var meter = new MeterInbox(server);
        var guest = await server.EnterAsync("Sanae");
        using var browser = guest.Browser;
        var first = await guest.ConnectAsync();
        await using var second = await guest.ConnectAsync();
        Assert.Null((await first.OpenPlanAsync(guest.Plan)).Refusal);
        Assert.Null((await second.OpenPlanAsync(guest.Plan)).Refusal);

        await using (var third = await guest.ConnectAsync())
            Assert.Contains("request.too-many-connections", (await third.NextAsync<ClosedEvent>()).Error?.Message, StringComparison.Ordinal);

        Assert.Null((await second.OpenPlanAsync(guest.Plan)).Refusal);
        Assert.Contains("request.too-many-connections", meter.Tags("roundtable.refusals"));
        await first.DisposeAsync();
        await AssertConnectsAsync(guest);
    }

    [Fact]
    public async Task Pushes_IntoASectionThatIsNotOpen_AreAnsweredNoFasterThanMoves()
    {
        await using var server = await StrictServer.StartAsync("Move", burst: 5);
        using var meter = new MeterInbox(server);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;

        for (var i = 7001; i <= 7003; i++)
            await sanae.Table.PushAsync(section, i, [0, 0]);
        await sanae.Table.CommandAsync(sanae.Meeting.Id, new EnterRoom(sanae.Room));

        Assert.Contains("section.too-fast", meter.Tags("roundtable.refusals"));
        for (var i = 7001; i <= 7002; i++)
            Assert.Equal(RefusalCodes.SectionNotAReader, (await sanae.Table.NextAsync<RefusedEvent>(e => e.Number == i)).Refusal.Code);
        Assert.DoesNotContain("\"number\":7003", sanae.Table.Frames.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tries_AtAnotherPlan_FillItsLogNoFasterThanMoves()
    {
        await using var server = await StrictServer.StartAsync("Move", burst: 9);
        var mother = await server.EnterAsync("Nadia");
        await using var stranger = await Seat.TakeAsync(server, "Miriam");

        Assert.Equal(RefusalCodes.MeetingNotInRoom, (await stranger.Table.OpenMeetingAsync(mother.Meeting)).Refusal?.Code);
        Assert.Equal(RefusalCodes.PlanNotAMember, (await stranger.Table.OpenPlanAsync(mother.Plan)).Refusal?.Code);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Guest.Browser.GetAsync($"/api/plans/{mother.Plan}")).StatusCode);
        foreach (var meeting in new[] { mother.Meeting, new MeetingId("m-there-is-none-0") })
            Assert.Equal("section.too-fast", (await stranger.Table.OpenMeetingAsync(meeting)).Refusal?.Code);
        Assert.Equal(
            (429, "section.too-fast"), await (await stranger.Guest.Browser.PostAsync("/api/minutes/min-there-is-none/acknowledgement")).ProblemAsync());

        var lines = await server.Services.GetRequiredService<IJournal>().HeadAsync(new StreamId($"access/{mother.Plan}"));
        Assert.Equal(2, lines);
    }

    [Fact]
    public async Task Looks_OfSomebodyInAPlan_FillItsLogNoFasterThanMoves()
    {
        await using var server = await StrictServer.StartAsync("Move", burst: 5);
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var (plan, meeting, browser) = (sanae.Plan.Id, sanae.Meeting.Id, sanae.Guest.Browser);
        Assert.Null((await sanae.Table.OpenMeetingAsync(meeting)).Refusal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/api/plans/{plan}")).StatusCode);

        Assert.Equal("section.too-fast", (await sanae.Table.OpenPlanAsync(plan)).Refusal?.Code);
        Assert.Equal("section.too-fast", (await sanae.Table.OpenMeetingAsync(meeting)).Refusal?.Code);
        foreach (var path in new[] { "me", "sessions", $"plans/{plan}", $"plans/{plan}/access", $"meetings/{meeting}/calendar", $"sections/{sanae.LiveSection().Section}/history" })
            Assert.Equal((429, "section.too-fast"), await (await browser.GetAsync($"/api/{path}")).ProblemAsync());

        var lines = await server.Services.GetRequiredService<IJournal>().HeadAsync(new StreamId($"access/{plan}"));
        Assert.Equal(2, lines);
    }

    [Fact]
    public async Task Looks_AtOnesOwnDesk_LeavePlacesInThePlanForOthers()
    {
        await using var server = await DemoServer.StartAsync();
        var guest = await server.EnterAsync("Sanae");
        using var browser = guest.Browser;
        using var busy = new Hold(() => { });
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var turn = server.Services.GetRequiredService<GrainHost>().Plan(guest.Plan).CallAsync(_ =>
        {
            begun.SetResult();
            return busy.Gate;
        });
        await begun.Task.WaitAsync(Patience.Enough);

        var looks = Enumerable.Range(0, 37).Select(_ => browser.GetAsync("/api/me")).ToList();
        var turnedAway = await (await Task.WhenAny(looks).WaitAsync(Patience.Enough));
        busy.Release();

        Assert.Equal((429, "request.too-many"), await turnedAway.ProblemAsync());
        Assert.Equal(36, (await Task.WhenAll(looks)).Count(look => look.StatusCode == HttpStatusCode.OK));
        await turn;
    }

    [Fact]
    public async Task Commands_FasterThanTheRate_AreRefusedByTheSameCodeAtTheHubAndOverHttp()
    {
        await using var server = await StrictServer.StartAsync("Command", burst: 3);
        using var meter = new MeterInbox(server);
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        var (plan, section) = (chair.Plan.Id, mother.LiveSection().Section);
        var room = mother.Room;
        var unknown = new AnswerCommitment(new CommitmentId("c-none"), 1, CommitmentAnswer.Agree, null);

        Assert.Null(await mother.TryAsync(new EnterRoom(room)));
        Assert.Equal(RefusalCodes.CommitmentUnknown, (await mother.Table.CommandAsync(plan, unknown))?.Code);
        Assert.Null(await mother.TryAsync(new EnterRoom(room)));

        Assert.Equal("section.too-fast", (await mother.TryAsync(new EnterRoom(room)))?.Code);
        Assert.Equal("section.too-fast", (await mother.Table.CommandAsync(plan, unknown))?.Code);
        Assert.Equal("section.too-fast", (await mother.Table.ReleaseAsync(plan, section, ItemId.From("i-0000000000000000"), section))?.Code);
        for (var i = 0; i < 3; i++)
            Assert.Equal((404, RefusalCodes.TaskUnknown), await FinishAsync());
        Assert.Equal((429, "section.too-fast"), await FinishAsync());
        Assert.Equal(4, meter.Tags("roundtable.refusals").Count(code => code == "section.too-fast"));

        async Task<(int, string)> FinishAsync() => await (await chair.Guest.Browser.PostAsync($"/api/plans/{plan}/tasks/none/done")).ProblemAsync();
    }

    [Fact]
    public async Task Section_ThatCouldNotBeOpenedAgain_IsToBeOpenedOnceMore()
    {
        await using var server = await DemoServer.StartAsync();
        await using var pair = await Pair.OpenAsync(server);
        var section = server.Services.GetRequiredService<GrainHost>().Section(new SectionKey(pair.One.Plan.Id, pair.Here.Section));
        using var busy = new Hold(() => { });
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = new List<Task>
        {
            section.CallAsync(_ =>
            {
                begun.SetResult();
                return busy.Gate;
            }),
        };

        // From here on no place becomes free.
        await begun.Task.WaitAsync(Patience.Enough);
        while (!calls.Exists(call => call.IsFaulted))
            calls.Add(section.CallAsync(_ => Task.CompletedTask));

        var reply = await pair.There.Table.OpenSectionAsync(pair.There.Section);
        busy.Release();

        Assert.Equal("server.unavailable", reply.Refusal!.Code);
        await pair.There.Table.NextAsync<ResyncEvent>(e => e.Section == pair.There.Section);
        await Assert.ThrowsAsync<GrainOverloadedException>(() => Task.WhenAll(calls));
        await pair.There.OpenAsync();
    }

    /// <summary>The server hears of the end of a connection a moment after the client.</summary>
    private static async Task AssertConnectsAsync(Guest guest)
    {
        using var deadline = new CancellationTokenSource(Patience.Enough);
        while (true)
        {
            Assert.False(deadline.IsCancellationRequested, "the place of a closed connection did not become free");
            await using var again = await guest.ConnectAsync();
            try
            {
                if ((await again.OpenPlanAsync(guest.Plan)).Refusal is null)
                    return;
            }
            catch (Exception e) when (e is Microsoft.AspNetCore.SignalR.HubException or InvalidOperationException or OperationCanceledException or IOException)
            {
                // Turned away: the other one is still going.
            }
        }
    }
}
