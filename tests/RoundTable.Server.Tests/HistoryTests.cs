using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public sealed class HistoryTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private readonly TableServer _server = demo.Server;

    [Fact]
    public async Task History_OfTheDirector_ShowsWhoWroteAndBringsBackForEverybody()
    {
        await using var pair = await Pair.OpenAsync(_server);
        var (sanae, mine, his) = (pair.One, pair.Here, pair.There);
        var item = await his.AddAsync("Peter leest elke avond voor.");
        await his.SavedAsync();
        await mine.TakeUpdateAsync();
        var director = await DirectorOfAsync(sanae);
        await NoContentAsync(director.PostAsync($"/api/sections/{mine.Section}/moments", new NameMomentBody("Voor het wijzigen")));
        await his.EditAsync(() => Words(his, item).Delete(0, 6));
        await his.SavedAsync();

        var history = await (await director.GetAsync($"/api/sections/{mine.Section}/history?item={item}")).ReadAsync<HistoryReply>();
        var moment = Assert.Single(history.Moments, m => m.Name == "Voor het wijzigen");
        var then = await (await director.GetAsync($"/api/sections/{mine.Section}/history/{moment.Seq}")).ReadAsync<ThenReply>();
        await NoContentAsync(director.PostAsync($"/api/sections/{mine.Section}/history/{moment.Seq}/restore", new RestoreBody(item)));

        Assert.Equal(["leest elke avond voor.", "Peter leest elke avond voor."], history.Steps.Select(s => Assert.Single(s.Items).Item.Text));
        Assert.All(history.Steps, s => Assert.Equal([pair.Other.Person], Assert.Single(s.Items).By));
        Assert.Equal("Peter leest elke avond voor.", Assert.Single(then.Items, i => i.Id.Value == item).Text);
        while (his.TextOf(item) != "Peter leest elke avond voor.")
            await his.TakeUpdateAsync();
        Assert.Equal("Peter leest elke avond voor.", his.TextOf(item));
    }

    [Fact]
    public async Task History_OfAnybodyElse_TellsNothing()
    {
        await using var peter = await Seat.TakeAsync(_server, "Peter");
        using var stranger = (await _server.EnterAsync("Priscilla")).Browser;
        var section = peter.LiveSection();
        await section.OpenAsync();
        await section.AddAsync("Dit was een vergissing van Peter.");
        await section.SavedAsync();
        var path = $"/api/sections/{section.Section}";

        foreach (var (browser, expected) in new[] { (peter.Guest.Browser, (403, "plan.not-director")), (stranger, (404, "section.not-a-reader")) })
        {
            Assert.Equal(expected, await (await browser.GetAsync($"{path}/history")).ProblemAsync());
            Assert.Equal(expected, await (await browser.GetAsync($"{path}/history/1")).ProblemAsync());
            Assert.Equal(expected, await (await browser.PostAsync($"{path}/history/1/restore", new RestoreBody())).ProblemAsync());
            Assert.Equal(expected, await (await browser.PostAsync($"{path}/moments", new NameMomentBody("x"))).ProblemAsync());
            Assert.DoesNotContain("vergissing", browser.Received, StringComparison.Ordinal);
        }

        Assert.Equal((404, "section.not-a-reader"), await (await stranger.GetAsync("/api/sections/nowhere/history")).ProblemAsync());
    }

    [Theory]
    [InlineData("history/0", 404)]
    [InlineData("history/999999", 404)]
    [InlineData("history/x", 404)]
    public async Task History_OfNoMoment_IsNotFound(string path, int status)
    {
        await using var sanae = await Seat.TakeAsync(_server, "Sanae");
        var director = await DirectorOfAsync(sanae);

        Assert.Equal(status, (int)(await director.GetAsync($"/api/sections/{sanae.LiveSection().Section}/{path}")).StatusCode);
    }

    private static Yjs.YText Words(SectionClient section, string item) =>
        (Yjs.YText)((Yjs.YMap)section.Doc.GetMap("items").Get(item)!).Get("text")!;

    private static async Task NoContentAsync(Task<HttpResponseMessage> response) => Assert.Equal(204, (int)(await response).StatusCode);

    /// <summary>The director of this seat's plan, by their own link.</summary>
    private async Task<Browser> DirectorOfAsync(Seat seat)
    {
        var name = seat.Plan.Director!.Name;
        return (await _server.EnterAsync(name)).Browser;
    }
}
