using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Events;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Mail;

public class OutboxTests
{
    private const string Joost = "joost.rademaker@post.example";
    private const string Ingrid = "ingrid.postema@post.example";
    private const string Tom = "tom.haverkort@post.example";

    [Fact]
    public async Task Work_ThatNobodyCanRead_IsGivenUpAndItsNeighbourGoesOut()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Mail:Attempts"] = "1");
        var now = TimeProvider.System.GetUtcNow();

        await ScheduleAsync(
            server,
            new DueWork(Outbox.InvitationKind, "unreadable", now.AddMinutes(-1), "x"u8.ToArray()),
            new DueWork(Outbox.InvitationKind, "readable", now, await InvitationAsync(server)));

        await Mailbox.ArrivedAsync(server.Data, Joost);
        Assert.Contains("Gave up on mail-invitation unreadable after attempt 1.", server.Logs.All);
    }

    [Fact]
    public async Task Sending_ThatIsCancelledBySomebodyElse_IsTriedAgain()
    {
        var transport = new FickleTransport(new OperationCanceledException("Somebody gave up waiting."));
        await using var server = TableServer.Start(
            demo: true,
            settings: settings => settings["RoundTable:Mail:RetryAfter"] = "00:00:00.050",
            services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();

        await ScheduleAsync(server, new DueWork(Outbox.InvitationKind, "readable", TimeProvider.System.GetUtcNow(), await InvitationAsync(server)));

        Assert.Equal(Joost, (await transport.NextAsync()).To.Address);
        Assert.Equal(Joost, (await transport.NextAsync()).To.Address);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("1")]
    public async Task Invitation_WhoseLinkALaterOneTookThePlaceOf_IsNeitherSentNorACall(string attempts)
    {
        var transport = new StuckTransport();
        await using var server = TableServer.Start(
            demo: true,
            settings: settings =>
            {
                settings["RoundTable:Mail:RetryAfter"] = "00:00:00.050";
                settings["RoundTable:Mail:Attempts"] = attempts;
            },
            services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();
        using var meter = new MeterInbox(server);
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var mark = chair.Plan.People.Single(p => p.Name.StartsWith("Mark", StringComparison.Ordinal)).Id;
        var path = $"/api/plans/{chair.Plan.Id}/people/{mark}/invitation";
        (await chair.Guest.Browser.PostAsync(path)).EnsureSuccessStatusCode();
        var first = await transport.NextAsync();
        (await chair.Guest.Browser.PostAsync(path)).EnsureSuccessStatusCode();

        transport.Break();

        var second = await transport.NextAsync();
        Assert.NotEqual(first.MessageId, second.MessageId);
        var done = attempts == "1" ? "given-up" : "not-needed";
        await Patience.UntilAsync("the first is done with", () => meter.Tags("roundtable.mails") is var tags && tags.Contains(done) && tags.Contains("sent"));
        Assert.Single(meter.Tags("roundtable.mails"), "sent");
        await foreach (var record in server.Services.GetRequiredService<IJournal>().ReadAsync(new StreamId($"plan/{chair.Plan.Id}"), 1))
            Assert.DoesNotContain("Bounced", Encoding.UTF8.GetString(record.Payload.Span), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task MailServer_ThatSaysNothing_HoldsUpNeitherTheMinutesNorAnAlert()
    {
        var transport = new StuckTransport();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();
        var invitation = await InvitationAsync(server);
        await ScheduleAsync(server, new DueWork(Outbox.InvitationKind, "first", TimeProvider.System.GetUtcNow(), invitation));
        Assert.Equal(Joost, (await transport.NextAsync()).To.Address);
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia", "Mark", "Tom");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting.RevealAsync();

        await meeting.CloseAsync();

        await meeting.Chair.Table.NextAsync<PlanView>(view => view.Deliveries.Count > 0);
        (await meeting["Tom"].Guest.Browser.PostAsync($"/api/plans/{meeting.Chair.Plan.Id}/emergency", new EmergencyBody("Zij neemt niet op."))).EnsureSuccessStatusCode();
        Assert.Equal(Ingrid, (await transport.NextAsync()).To.Address);
    }

    [Fact]
    public async Task MailServer_ThatSaysNothingToASignIn_HoldsUpNoAlert()
    {
        var transport = new StuckTransport();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();
        var tom = await server.EnterAsync("Tom");
        using var browser = tom.Browser;
        var signIn = JsonSerializer.SerializeToUtf8Bytes(new SignInToMail(Tom), DomainJson.Options);
        await ScheduleAsync(server, new DueWork(Outbox.SignInKind, "first", TimeProvider.System.GetUtcNow(), signIn));
        Assert.Equal(Tom, (await transport.NextAsync()).To.Address);

        (await browser.PostAsync($"/api/plans/{tom.Plan}/emergency", new EmergencyBody("Zij neemt niet op."))).EnsureSuccessStatusCode();

        Assert.Equal(Ingrid, (await transport.NextAsync()).To.Address);
    }

    [Fact]
    public async Task Mail_InTheHandsOfAServerThatStops_IsAnothersAtOnceButForTheOneThatWent()
    {
        var data = TempFolders.Next();
        var transport = new LastMailTransport();
        await using (var server = TableServer.Start(data, demo: true, services: services => services.AddSingleton<IMailTransport>(transport)))
        {
            await server.ReadyAsync();
            var (now, invitation) = (TimeProvider.System.GetUtcNow(), await InvitationAsync(server));
            await ScheduleAsync(server, [.. Enumerable.Range(1, 3).Select(n => new DueWork(Outbox.InvitationKind, $"{n}", now.AddSeconds(n - 10), invitation))]);
            await transport.Taken;
        }

        await using var next = TableServer.Start(data, settings: settings => settings["RoundTable:Mail:Interval"] = "01:00:00");
        await next.ReadyAsync();
        var journal = next.Services.GetRequiredService<IJournal>();
        Assert.Equal(["2", "3"], await TakeAsync(TimeProvider.System.GetUtcNow()));
        Assert.Empty(await TakeAsync(TimeProvider.System.GetUtcNow().AddMinutes(30)));

        async Task<IEnumerable<string>> TakeAsync(DateTimeOffset now) =>
            (await journal.TakeDueAsync(Outbox.InvitationKind, now, TimeSpan.FromHours(3), 8)).Select(work => work.Work.Key);
    }

    [Fact]
    public async Task Work_WhoseLeaseEndedBehindASlowNeighbour_IsLeftToTheServerThatTookItOver()
    {
        var transport = new StuckTransport();
        var time = new ShiftedTime();
        await using var server = TableServer.Start(
            demo: true, services: services => services.AddSingleton<IMailTransport>(transport).AddSingleton<TimeProvider>(time));
        await server.ReadyAsync();
        var invitation = await InvitationAsync(server);
        var toTom = await InvitationAsync(server, "Tom Haverkort");
        var now = time.GetUtcNow();
        await ScheduleAsync(
            server,
            new DueWork(Outbox.InvitationKind, "slow", now.AddMinutes(-1), invitation),
            new DueWork(Outbox.InvitationKind, "neighbour", now, invitation));
        await transport.NextAsync();

        time.AddHours(1);
        var elsewhere = await server.Services.GetRequiredService<IJournal>().TakeDueAsync(Outbox.InvitationKind, time.GetUtcNow(), TimeSpan.FromHours(3), 8);
        Assert.Equal(["neighbour", "slow"], elsewhere.Select(work => work.Work.Key).Order(StringComparer.Ordinal));
        transport.Break();
        await ScheduleAsync(server, new DueWork(Outbox.InvitationKind, "later", time.GetUtcNow(), toTom));

        Assert.Equal(Tom, (await transport.NextAsync()).To.Address);
    }

    [Fact]
    public async Task Mail_WhoseLeaseEndedWhileItWasMade_IsNotSent()
    {
        await using var server = await DemoServer.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var late = new LeasedWork(new DueWork(Outbox.InvitationKind, "late", now, await InvitationAsync(server)), 1, now, 1);

        await Assert.ThrowsAsync<LeaseEndedException>(() => server.Services.GetRequiredService<Postman>().InviteAsync(late, default));
    }

    [Fact]
    public async Task SignIn_ForAnAddressThatNobodyHas_IsNoMailThatWasSent()
    {
        await using var server = await DemoServer.StartAsync();
        using var meter = new MeterInbox(server);
        var signIn = JsonSerializer.SerializeToUtf8Bytes(new SignInToMail("niemand@post.example"), DomainJson.Options);

        await ScheduleAsync(server, new DueWork(Outbox.SignInKind, "first", TimeProvider.System.GetUtcNow(), signIn));

        await Patience.UntilAsync("it was looked at", () => meter.Tags("roundtable.mails").Count > 0);
        Assert.Equal(["not-needed"], meter.Tags("roundtable.mails"));
        Assert.DoesNotContain("Sent mail-sign-in", server.Logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_BehindAQueueForAddressesThatNobodyHas_GoesOutInTheSameRound()
    {
        // With eight in a round it would be the twenty-sixth.
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Mail:Interval"] = "00:00:05");
        var now = TimeProvider.System.GetUtcNow();
        var nobody = JsonSerializer.SerializeToUtf8Bytes(new SignInToMail("niemand@post.example"), DomainJson.Options);
        var tom = JsonSerializer.SerializeToUtf8Bytes(new SignInToMail(Tom), DomainJson.Options);

        await ScheduleAsync(
            server,
            [
                .. Enumerable.Range(0, 200).Select(i => new DueWork(Outbox.SignInKind, $"nobody-{i}", now.AddMinutes(-1), nobody)),
                new DueWork(Outbox.SignInKind, "tom", now, tom),
            ]);

        await Mailbox.ArrivedAsync(server.Data, Tom);
    }

    [Fact]
    public async Task Mail_WhoseLastTryFailedOnTheStore_IsNotGivenUp()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(
            demo: true,
            settings: settings =>
            {
                settings["RoundTable:Mail:RetryAfter"] = "00:00:00.050";
                settings["RoundTable:Mail:Attempts"] = "1";
            },
            services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        using var meter = new MeterInbox(server);
        var signIn = JsonSerializer.SerializeToUtf8Bytes(new SignInToMail(Tom), DomainJson.Options);

        // Nothing is mailed without a link.
        journal.RefusesSubjects = true;
        await ScheduleAsync(server, new DueWork(Outbox.SignInKind, "first", TimeProvider.System.GetUtcNow(), signIn));
        await Patience.UntilAsync("it failed", () => meter.Tags("roundtable.mails").Count > 0);
        journal.RefusesSubjects = false;

        Assert.Equal("postponed", meter.Tags("roundtable.mails")[0]);
        await Mailbox.ArrivedAsync(server.Data, Tom);
    }

    [Fact]
    public async Task Alert_ThatCannotBeSentHoweverOftenItIsTried_IsAnErrorAndCounts()
    {
        await using var server = TableServer.Start(
            demo: true,
            settings: settings =>
            {
                settings["RoundTable:Mail:RetryAfter"] = "00:00:00.050";
                settings["RoundTable:Mail:Attempts"] = "2";
            },
            services: services => services.AddSingleton<IMailTransport>(new BrokenTransport()));
        await server.ReadyAsync();
        using var meter = new MeterInbox(server);
        var tom = await server.EnterAsync("Tom");
        using var browser = tom.Browser;

        (await browser.PostAsync($"/api/plans/{tom.Plan}/emergency", new EmergencyBody("Zij neemt niet op."))).EnsureSuccessStatusCode();

        await Patience.UntilAsync("it was given up", () => meter.Tags("roundtable.mails").Count > 1);
        Assert.Equal(["postponed", "given-up"], meter.Tags("roundtable.mails"));
        await Patience.UntilAsync("it was written down", () => server.Logs.All.Contains("Gave up on mail-alert", StringComparison.Ordinal));
    }

    private static async Task<byte[]> InvitationAsync(TableServer server, string name = "Joost Rademaker")
    {
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var guest = chair.Plan.People.Single(person => person.Name == name).Id;
        return JsonSerializer.SerializeToUtf8Bytes(
            new InvitationToMail(chair.Guest.Plan, guest, "http://localhost/in#abc"), DomainJson.Options);
    }

    private static async Task ScheduleAsync(TableServer server, params DueWork[] work) =>
        await server.Services.GetRequiredService<IJournal>().AppendAsync(
            new Append(new StreamId("access/test"), new Actor("", "", ""), [new NewRecord("test", 1, default)]) { Schedule = work });

    private sealed class BrokenTransport : IMailTransport
    {
        public Task SendAsync(OutgoingMail mail, CancellationToken ct) => Task.FromException(new IOException("The mail server is away."));
    }
}
