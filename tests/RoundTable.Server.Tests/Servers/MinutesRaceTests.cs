using RoundTable.Domain.Words;
using RoundTable.Journal.Tests;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Servers;

/// <summary>Two servers that publish the minutes of one meeting at the same moment.</summary>
[Collection<PostgresCollection>]
public sealed class MinutesRaceTests(PostgresServer postgres)
{
    [Fact]
    public async Task Minutes_PublishedByTwoServersAtTheSameMoment_ReachEachRecipientOnce()
    {
        var race = new RacingJournal.Race();
        await using var shared = await SharedDatabase.StartAsync(postgres, 2, services: services => RacingJournal.Before(services, race));
        await using var meeting = new MeetingRun(shared.Servers);
        await meeting.BeginAsync("Nadia", "Mark");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting["Nadia"].ScoreAsync(4, "Het is rustig.");
        await meeting["Mark"].ScoreAsync(7, "Het gaat goed.");
        await meeting.RevealAsync();

        await meeting.CloseAsync();

        var view = await meeting.Chair.Table.NextAsync<Domain.Views.PlanView>(view =>
            view.Deliveries.Count > 0 && view.Deliveries.All(d => d.State is not DeliveryState.Queued));
        Assert.Equal(2, race.Publishing);
        Assert.Equal(view.Deliveries.Count, view.Deliveries.Select(d => d.Recipient).Distinct().Count());
        Assert.Equal(view.Deliveries.Count(d => d.State == DeliveryState.Sent), Mailbox.Mails(shared[0].Data).Count);
        var recipients = Mailbox.Mails(shared[0].Data).Select(mail => mail.Split('\n').First(line => line.StartsWith("To:", StringComparison.Ordinal)));
        Assert.Equal(recipients.Distinct().Count(), recipients.Count());
    }
}
