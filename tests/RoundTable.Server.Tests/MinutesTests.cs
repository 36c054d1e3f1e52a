using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class MinutesTests
{
    private const string Joost = "joost.rademaker@post.example";

    [Fact]
    public async Task Minutes_OfAClosedMeeting_ReachWhoWasAbsentAndTheChairSeesTheReceipt()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);

        var mail = (await Mailbox.ArrivedAsync(server.Data, Joost))[0];
        using var reader = server.Browse();
        var token = Mailbox.TokenIn(mail);
        Assert.Equal(new LookReply("Joost", false), await (await reader.PostAsync("/api/way-in/look", new LookRequest(token))).ReadAsync<LookReply>());
        var landing = (await (await reader.PostAsync("/api/way-in/enter", new EnterRequest(token))).ReadAsync<EnterReply>()).Landing;
        var path = $"/api/minutes/{landing.Minutes}";
        var minutes = await (await reader.GetAsync(path)).ReadAsync<MinutesReply>();
        Assert.Matches("^[0-9a-f]{64}$", minutes.Hash);
        Assert.Null(minutes.AcknowledgedAt);
        Assert.Equal(HttpStatusCode.NoContent, (await reader.PostAsync($"{path}/acknowledgement")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await reader.PostAsync($"{path}/acknowledgement")).StatusCode);
        var reaction = new ReactionBody("Dank. Ik was verhinderd.", new OperationId("o-reaction"));
        Assert.Equal(HttpStatusCode.NoContent, (await reader.PostAsync($"{path}/reactions", reaction)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await reader.PostAsync($"{path}/reactions", reaction)).StatusCode);

        var recipient = meeting.Chair.Plan.People.Single(person => person.Name == "Joost Rademaker").Id;
        var plan = await meeting.Chair.Table.NextAsync<PlanView>(view =>
            view.Deliveries.Any(d => d.Recipient == recipient && d.State == DeliveryState.Acknowledged));
        Assert.True(plan.Deliveries.Single(d => d.Recipient == recipient).WasAbsent);
        var read = await (await reader.GetAsync(path)).ReadAsync<MinutesReply>();
        Assert.NotNull(read.AcknowledgedAt);
        Assert.Equal("Dank. Ik was verhinderd.", Assert.Single(read.Reactions).Text);
        Assert.Equal(minutes.Hash, read.Hash);

        var directors = await (await meeting.Chair.Guest.Browser.GetAsync(path)).ReadAsync<MinutesReply>();
        Assert.Equal(recipient, Assert.Single(directors.Reactions).By);
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        Assert.Empty((await (await mother.Guest.Browser.GetAsync(path)).ReadAsync<MinutesReply>()).Reactions);
    }

    [Fact]
    public async Task Mail_OfTheMinutes_SaysNothingAndGoesToOnePersonEach()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);
        await Mailbox.ArrivedAsync(server.Data, Joost, "nadia.el.amarti@post.example", "mark.van.wolkeren@post.example", "wijkagent.r.smeets@post.example");

        var names = meeting.Chair.Plan.People.SelectMany(person => person.Name.Split(' ')).Where(part => part.Length > 4).ToList();
        foreach (var mail in Mailbox.Mails(server.Data))
        {
            var body = mail[mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)..];
            Assert.All(names, name => Assert.DoesNotContain(name, body, StringComparison.OrdinalIgnoreCase));
            Assert.Single(mail.Split("\r\n"), line => line.StartsWith("To: ", StringComparison.Ordinal));
            Assert.DoesNotContain("Cc:", mail);
        }
    }

    [Fact]
    public async Task Link_InAMinutesMail_OpensTheseMinutesAndNothingElse()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);
        var mail = (await Mailbox.ArrivedAsync(server.Data, Joost))[0];
        using var reader = server.Browse();
        await reader.PostAsync("/api/way-in/enter", new EnterRequest(Mailbox.TokenIn(mail)));

        var me = await (await reader.GetAsync("/api/me")).ReadAsync<MeReply>();

        Assert.Equal(SessionScope.Minutes, me.Scope);
        Assert.False(me.CanOpenPlans);
        Assert.Empty(Assert.Single(me.Plans).Meetings);
        Assert.Equal((403, "session.forbidden"), await (await reader.GetAsync($"/api/plans/{meeting.Chair.Plan.Id}")).ProblemAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => TableClient.ConnectAsync(server.Address, reader.Cookies));
    }

    [Fact]
    public async Task Smtp_ThatFailsOnce_GetsTheSameMailAgainAndARefusalIsShown()
    {
        await using var smtp = new SmtpListener();
        smtp.RecipientAnswers.Enqueue("451 later");
        smtp.RecipientAnswers.Enqueue("550 nobody");
        await using var server = await DemoServer.StartAsync(settings: settings =>
        {
            settings["RoundTable:Mail:Host"] = "127.0.0.1";
            settings["RoundTable:Mail:Port"] = $"{smtp.Port}";
            settings["RoundTable:Mail:StartTls"] = "false";
            settings["RoundTable:Mail:RetryAfter"] = "00:00:00.050";
        });
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);

        var plan = await meeting.Chair.Table.NextAsync<PlanView>(view =>
            view.Deliveries.Count > 0 && view.Deliveries.All(d => d.State is DeliveryState.Sent or DeliveryState.Bounced or DeliveryState.Blocked));

        // A child has no mail address, and one recipient was refused.
        Assert.Equal(2, plan.Deliveries.Count(d => d.State == DeliveryState.Bounced));
        Assert.Equal(plan.Deliveries.Count(d => d.State == DeliveryState.Sent), smtp.Mails.Select(mail => mail.To).Distinct().Count());
        Assert.Empty(Directory.Exists(Path.Combine(server.Data, "mail")) ? Directory.GetFiles(Path.Combine(server.Data, "mail")) : []);
    }

    [Fact]
    public async Task Link_OfAMailThatIsSentTwice_WorksInBoth()
    {
        var transport = new FickleTransport(new IOException("The line broke after the mail was taken."));
        await using var server = TableServer.Start(
            demo: true,
            settings: settings => settings["RoundTable:Mail:RetryAfter"] = "00:00:00.050",
            services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);

        var first = await transport.NextAsync();
        var again = await transport.NextAsync();
        while (again.To.Address != first.To.Address)
            again = await transport.NextAsync();

        var tokens = new[] { Mailbox.TokenIn(first.Text), Mailbox.TokenIn(again.Text) };
        Assert.NotEqual(tokens[0], tokens[1]);
        using var reader = server.Browse();
        foreach (var token in tokens)
            await (await reader.PostAsync("/api/way-in/look", new LookRequest(token))).ReadAsync<LookReply>();
    }

    [Fact]
    public async Task Minutes_AreShownByThePlanAsItIsWhenTheyHaveBeenRead()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);
        await Mailbox.ArrivedAsync(server.Data, Joost);
        await using var father = await Seat.TakeAsync(server, "Mark");
        var therapist = await server.EnterAsync("Marijke");
        using var browser = therapist.Browser;
        var path = $"/api/minutes/{Assert.Single(therapist.Desk.Minutes).Id}";
        var consent = father.Plan.Consents.Single(c => c.To.Contains(therapist.Desk.Person));
        await (await browser.GetAsync(path)).ReadAsync<MinutesReply>();
        using var hold = journal.HoldReads("minutes/");

        var reading = browser.GetAsync(path);
        await Patience.UntilAsync("the minutes are being read", () => journal.Held > 0, reading);
        await father.DoAsync(new WithdrawConsent(consent.Id));
        hold.Release();

        Assert.Equal((403, "plan.no-basis"), await (await reading).ProblemAsync());
    }
}
