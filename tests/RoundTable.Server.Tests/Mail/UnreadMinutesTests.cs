using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Mail;

/// <summary>Minutes that an organisation does not open: one reminder, then a task for the director to call (handbook 3.3, F13).</summary>
public class UnreadMinutesTests
{
    private const string Officer = "wijkagent.r.smeets@post.example";
    private const string Joost = "joost.rademaker@post.example";
    private const string Nadia = "nadia.el.amarti@post.example";
    private const string Loubna = "loubna.el.amarti@post.example";

    [Fact]
    public async Task Minutes_ThatAnOrganisationDoesNotOpen_BringOneReminderAndThenATaskToCall()
    {
        var time = new ShiftedTime();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<TimeProvider>(time));
        await server.ReadyAsync();
        await using (await new MeetingRun(server).HoldAsync(chairScores: true))
            await Mailbox.ArrivedAsync(server.Data, Officer, Joost, Nadia, Loubna);
        var director = await server.EnterAsync("Ingrid");
        var (minutes, sent) = await SentAsync(server, director.Plan);
        await OpenAsync(server, Mailbox.To(server.Data, Joost)[0]);

        time.AddHours((int)Math.Floor((UnreadMinutes.RemindAt(sent) - time.GetUtcNow()).TotalHours));
        await WholeRoundAsync(server, director.Plan, time);
        Assert.Single(Mailbox.To(server.Data, Officer));

        time.AddHours(1);
        await Patience.UntilAsync("the reminder arrived", () => Mailbox.To(server.Data, Officer).Count == 2);
        await using (var early = await Seat.TakeAsync(server, "Ingrid"))
        {
            var reminded = Sees(early.Plan) ? early.Plan : await early.Table.NextAsync<PlanView>(Sees);
            Assert.DoesNotContain(reminded.Tasks, task => task.Kind == TaskKind.CallRecipient);
        }

        // As after a crash: the mail went and was recorded, and its work was not put aside.
        await ScheduleAsync(server, new DueWork(PlanDue.RemindKind, sent.Id.Value, time.GetUtcNow(), Json(new DeliveryToMake(director.Plan, minutes, sent.Id, sent.Recipient))));
        await WholeRoundAsync(server, director.Plan, time);
        var first = Mailbox.TokenIn(Mailbox.To(server.Data, Officer).Single(mail => !IsReminder(mail)));
        var reminder = Mailbox.To(server.Data, Officer).Single(IsReminder);
        Assert.NotEqual(first, Mailbox.TokenIn(reminder));
        Assert.Single(Mailbox.To(server.Data, Joost));
        Assert.Single(Mailbox.To(server.Data, Nadia));

        time.AddHours((int)Math.Ceiling((DutchTime.Begin(UnreadMinutes.CallOn(sent)) - time.GetUtcNow()).TotalHours));
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var plan = chair.Plan.Tasks.Any(IsCall) ? chair.Plan : await chair.Table.NextAsync<PlanView>(view => view.Tasks.Any(IsCall));
        var call = Assert.Single(plan.Tasks, IsCall);
        Assert.Equal((sent.Recipient, true), (call.Person, call.CanFinish));
        var opened = plan.Deliveries.Single(d => d.State == DeliveryState.Opened);
        Assert.DoesNotContain(plan.Tasks, task => task.About == opened.Id.Value);
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        Assert.Empty(mother.Plan.Tasks);

        await OpenAsync(server, reminder);
        await chair.Table.NextAsync<PlanView>(view => !view.Tasks.Any(IsCall));
        await WholeRoundAsync(server, director.Plan, time);
        Assert.Equal(2, Mailbox.To(server.Data, Officer).Count);

        bool Sees(PlanView view) => view.Deliveries.Single(d => d.Id == sent.Id).RemindedAt is not null;
        bool IsCall(TaskView task) => task.Kind == TaskKind.CallRecipient && task.About == sent.Id.Value;
    }

    [Fact]
    public async Task Minutes_ThatDidNotArrive_ReachAnOrganisationWhenTheDirectorSendsThemAgain()
    {
        var transport = new RefusingTransport(Officer, times: 2);
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);
        var chair = meeting.Chair;
        var plan = await chair.Table.NextAsync<PlanView>(view => view.Tasks.Any(IsCall));
        var first = plan.Deliveries.Single(d => d.Id.Value == plan.Tasks.Single(IsCall).About);
        Assert.Equal(DeliveryState.Bounced, first.State);

        // It comes back once more, and then it does not.
        (await chair.Guest.Browser.PostAsync($"/api/plans/{plan.Id}/deliveries/{first.Id}/sent-again", null)).EnsureSuccessStatusCode();
        await chair.Table.NextAsync<PlanView>(view => view.Deliveries.Single(d => d.Id == first.Id) is { State: DeliveryState.Bounced } again && again.At > first.At);
        (await chair.Guest.Browser.PostAsync($"/api/plans/{plan.Id}/deliveries/{first.Id}/sent-again", null)).EnsureSuccessStatusCode();

        plan = await chair.Table.NextAsync<PlanView>(view => view.Deliveries.Single(d => d.Id == first.Id).State == DeliveryState.Sent);
        Assert.DoesNotContain(plan.Tasks, IsCall);
        var mail = await transport.NextAsync();
        while (mail.To.Address != Officer)
            mail = await transport.NextAsync();
        using var reader = server.Browse();
        (await reader.PostAsync("/api/way-in/enter", new EnterRequest(Mailbox.TokenIn(mail.Text)))).EnsureSuccessStatusCode();

        bool IsCall(TaskView task) => task.Kind == TaskKind.CallRecipient;
    }

    private static bool IsReminder(string mail) => mail.Contains("U heeft het nog niet gelezen.", StringComparison.Ordinal);

    private static async Task<(MinutesId Minutes, Delivery Sent)> SentAsync(TableServer server, PlanId plan)
    {
        (MinutesId, Delivery)? sent = null;
        using var late = new CancellationTokenSource(Patience.Enough);
        while (sent is null)
        {
            await Task.Delay(10, late.Token);
            var state = await StateAsync(server, plan);
            var officer = state.People.Single(person => person.Email == Officer).Id;
            var minutes = Assert.Single(state.Minutes);
            sent = minutes.Deliveries.Where(d => d.Recipient == officer && d.State == DeliveryState.Sent).Select(d => ((MinutesId, Delivery)?)(minutes.Id, d)).FirstOrDefault();
        }

        return sent.Value;
    }

    private static Task<FamilyPlan> StateAsync(TableServer server, PlanId plan) =>
        server.Services.GetRequiredService<GrainHost>().Plan(plan).CallAsync(p => p.StateAsync());

    private static async Task OpenAsync(TableServer server, string mail)
    {
        using var reader = server.Browse();
        var landing = (await (await reader.PostAsync("/api/way-in/enter", new EnterRequest(Mailbox.TokenIn(mail)))).ReadAsync<EnterReply>()).Landing;
        await (await reader.GetAsync($"/api/minutes/{landing.Minutes}")).ReadAsync<MinutesReply>();
    }

    // Mail that was asked for after other mail had gone: in between all kinds of mail had their turn.
    private static async Task WholeRoundAsync(TableServer server, PlanId plan, TimeProvider time)
    {
        var guest = (await StateAsync(server, plan)).People.Single(person => person.Email == Loubna).Id;
        for (var i = 0; i < 2; i++)
        {
            var before = Mailbox.To(server.Data, Loubna).Count;
            await ScheduleAsync(server, new DueWork(Outbox.InvitationKind, $"marker-{before}", time.GetUtcNow(), Json(new InvitationToMail(plan, guest, "http://localhost/in#abc"))));
            await Patience.UntilAsync("the next mail arrived", () => Mailbox.To(server.Data, Loubna).Count > before);
        }
    }

    private static byte[] Json<T>(T work) => JsonSerializer.SerializeToUtf8Bytes(work, DomainJson.Options);

    private static async Task ScheduleAsync(TableServer server, DueWork work) =>
        await server.Services.GetRequiredService<IJournal>().AppendAsync(
            new Append(new StreamId("server/test"), new Actor("", "", ""), [new NewRecord("scheduled", 1, default)]) { Schedule = [work] });
}
