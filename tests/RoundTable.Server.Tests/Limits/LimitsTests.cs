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
