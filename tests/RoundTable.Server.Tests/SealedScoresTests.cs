using RoundTable.Domain.Words;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class SealedScoresTests
{
    [Fact]
    public async Task Score_BeforeTheReveal_IsInNobodyElsesBytes()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia", "Sanae", "Peter");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        var scores = new Dictionary<string, string> { ["Nadia"] = "Ik kijk nog om me heen zzq1.", ["Sanae"] = "Rust, maar spanning zzq2.", ["Peter"] = "Ik weet te weinig zzq3." };

        foreach (var (name, why) in scores)
            await meeting[name].ScoreAsync(name.Length, why);
        await meeting.Chair.UntilAsync(room => room.Round?.Done.Count == 3);

        foreach (var seat in meeting.Seats)
        {
            var own = scores.GetValueOrDefault(seat.Plan.People.Single(p => p.Id == seat.Person).Name.Split(' ')[0]);
            var bytes = seat.Table.Frames.Everything();
            Assert.All(scores.Values.Where(why => why != own), why => Assert.DoesNotContain(why, bytes));
            Assert.DoesNotContain("\"nonce\":\"", bytes);
            Assert.DoesNotContain("\"revealed\":[", bytes);
            Assert.Equal(own is null ? 0 : 1, Values(bytes).Distinct().Count());
        }

        await meeting.RevealAsync();

        var shown = await meeting["Nadia"].UntilAsync(room => room.Round?.Revealed?.Count == 3);
        Assert.Equal([5, 5, 5], shown.Rooms[0].Round!.Revealed!.Select(score => score.Value));
        Assert.All(scores.Values, why => Assert.Contains(why, meeting["Peter"].Table.Frames.Everything()));
    }

    // Every score value anywhere in a frame, as the wire names it.
    private static IEnumerable<string> Values(string bytes) =>
        System.Text.RegularExpressions.Regex.Matches(bytes, "\"value\":\\s*([0-9]+)").Select(match => match.Value);
}
