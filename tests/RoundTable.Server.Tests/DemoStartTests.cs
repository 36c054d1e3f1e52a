using System.Net;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Words;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class DemoStartTests
{
    [Fact]
    public async Task SecondStart_KeepsWhatPeopleDidAndTheirLinks()
    {
        await using var first = await DemoServer.StartAsync();
        var links = DemoServer.Links(first.Data);
        string item;
        await using (var mother = await Seat.TakeAsync(first, "Nadia"))
        {
            var section = mother.LiveSection();
            await section.OpenAsync();
            item = await section.AddAsync("Dit blijft staan.");
            await section.SavedAsync();
            var own = mother.Plan.Commitments.First(commitment => commitment.CanAnswer);
            await mother.DoAsync(new AnswerCommitment(own.Id, own.TextVersion, CommitmentAnswer.Agree, null));
        }

        await first.DisposeAsync();
        await using var second = await DemoServer.StartAsync(first.Data);

        Assert.Equal(
            links.Select(link => (link.Name, link.Code, DemoServer.TokenOf(link.Link))),
            DemoServer.Links(second.Data).Select(link => (link.Name, link.Code, DemoServer.TokenOf(link.Link))));
        await using var again = await Seat.TakeAsync(second, "Nadia");
        var kept = again.LiveSection();
        await kept.OpenAsync();
        Assert.Equal("Dit blijft staan.", kept.TextOf(item));
        Assert.Single(again.Plan.Commitments, commitment => commitment.Answer == CommitmentAnswer.Agree);
    }

    [Fact]
    public async Task Links_OfTheDemo_AreForTheServersUserOnly()
    {
        await using var server = await DemoServer.StartAsync();

        Assert.Equal(25, DemoServer.Links(server.Data).Count);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.Data, "demo-links.json")));
    }

    [Fact]
    public async Task Health_WhileTheServerRuns_IsLiveAndReady()
    {
        await using var server = await DemoServer.StartAsync();
        using var browser = server.Browse();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).StatusCode);
        await browser.UntilReadyIsAsync(HttpStatusCode.OK);
    }
}
