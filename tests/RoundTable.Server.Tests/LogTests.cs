using RoundTable.Domain.Commands;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class LogTests
{
    [Fact]
    public async Task Log_OfAWholeMeeting_HoldsNoNamesTextsSecretsOrAddresses()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia");
        await meeting.MoveAsync(MeetingPhase.Mapping);
        var section = meeting["Nadia"].LiveSection();
        await section.OpenAsync();
        await section.AddAsync("Een zin die nergens anders staat.");
        await section.SavedAsync();
        await meeting.Chair.TryAsync(new CloseMeeting(null, "Een reden die nergens anders staat."));
        using var browser = server.Browse();
        await browser.PostAsync("/api/way-in/enter", new EnterRequest("een-verkeerd-token", "987654"));
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting["Nadia"].ScoreAsync(4, "Een uitleg die nergens anders staat.");
        await meeting.Chair.TryAsync(new GiveScore(meeting.Chair.Meeting.Rooms[0].Id, 1, 5, null, "", "", ScoreInputMode.Self, ScoreVisibility.Everyone));
        await meeting.RevealAsync();
        await meeting.CloseAsync();
        await Mailbox.ArrivedAsync(server.Data, "joost.rademaker@post.example");

        var log = server.Logs.All;

        Assert.Contains("Sent deliver-minutes", log);
        var links = DemoServer.Links(server.Data);
        string[] secrets = [
            "nergens anders", "een-verkeerd-token", "987654", "@post.example",
            .. links.SelectMany(link => link.Name.Split(' ')).Where(part => part.Length > 5),
            .. links.Select(link => DemoServer.TokenOf(link.Link)),
            .. Mailbox.Mails(server.Data).Select(Mailbox.TokenIn),
            .. meeting.Chair.Plan.Commitments.Select(commitment => commitment.Text)];
        Assert.All(secrets, text => Assert.DoesNotContain(text, log, StringComparison.OrdinalIgnoreCase));
    }
}
