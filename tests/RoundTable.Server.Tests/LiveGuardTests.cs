using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>A worker who reads both sides types a protected word where the father reads along (G02).</summary>
public class LiveGuardTests
{
    [Fact]
    public async Task WordTypedOnTheWrongSide_IsStoppedBeforeItReachesTheFather()
    {
        await using var server = await DemoServer.StartAsync();
        await using var father = await Seat.TakeAsync(server, "Mark");
        await using var worker = await Seat.TakeAsync(server, "Hanneke");
        var open = father.LiveSection();
        await open.OpenAsync();
        var there = worker.Section(open.Section);
        await there.OpenAsync();
        var item = await there.AddAsync("Zij gaan naar school in Morgenste");
        await there.SavedAsync();

        await there.InsertAsync(item, 33, "de");
        var refused = await worker.Table.NextAsync<RefusedEvent>(e => e.Section == open.Section);
        Assert.Equal(("text.not-here", 0), (refused.Refusal.Code, refused.Refusal.About.Count));

        // What the father gets next is what the worker types after it, on what the server has.
        var again = new SectionClient(worker.Table, open.Section);
        await again.OpenAsync();
        await again.AddAsync("Zij gaan gewoon naar school.");
        await again.SavedAsync();
        while (!open.AllText.Contains("gewoon", StringComparison.Ordinal))
            await open.TakeUpdateAsync();
        Assert.DoesNotContain("Morgenstede", open.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Morgenstede", father.Table.Frames.Everything(), StringComparison.Ordinal);
    }
}
