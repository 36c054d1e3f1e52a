using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Events;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Mail;

/// <summary>Minutes for somebody of the family or network who has no code: a link would ask what nobody gave them (F11).</summary>
public class WithoutCodeTests
{
    private const string Loubna = "loubna.el.amarti@post.example";

    [Fact]
    public async Task Minutes_ForSomebodyWithoutACode_WaitForTheInvitationAndThenGoByThemselves()
    {
        await using var server = await DemoServer.StartAsync();
        var aunt = await WithoutCodeAsync(server);
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);
        var chair = meeting.Chair;
        var path = $"/api/plans/{chair.Plan.Id}";

        var plan = await chair.Table.NextAsync<PlanView>(view => view.Tasks.Any(IsForACode));
        Assert.Equal((aunt.Id, false), (plan.Tasks.Single(IsForACode).Person, plan.Tasks.Single(IsForACode).CanFinish));
        Assert.Equal(DeliveryState.NeedsCode, plan.Deliveries.Single(d => d.Recipient == aunt.Id).State);
        await Mailbox.ArrivedAsync(server.Data, "nadia.el.amarti@post.example");
        Assert.Empty(Mailbox.To(server.Data, Loubna));
        Assert.Equal([aunt.Id], (await (await chair.Guest.Browser.GetAsync($"{path}/without-code")).ReadAsync<WithoutCodeReply>()).People);
        Assert.Equal((403, "plan.not-director"), await (await meeting["Nadia"].Guest.Browser.GetAsync($"{path}/without-code")).ProblemAsync());

        var invitation = await (await chair.Guest.Browser.PostAsync($"{path}/people/{aunt.Id}/invitation")).ReadAsync<InvitationReply>();

        plan = await chair.Table.NextAsync<PlanView>(view => view.Deliveries.Single(d => d.Recipient == aunt.Id).State == DeliveryState.Sent);
        Assert.DoesNotContain(plan.Tasks, IsForACode);
        Assert.Empty((await (await chair.Guest.Browser.GetAsync($"{path}/without-code")).ReadAsync<WithoutCodeReply>()).People);
        Assert.Contains(
            plan.Deliveries[0].MinutesId,
            await Task.WhenAll((await Mailbox.ArrivedAsync(server.Data, Loubna, Loubna)).Select(mail => LandingOfAsync(server, mail, invitation.Code!))));

        static bool IsForACode(TaskView task) => task.Kind == TaskKind.GiveCode;
    }

    [Fact]
    public async Task Code_WhosePlanCannotBeWritten_IsGivenAndWhatWaitedForItGoesWithItsMail()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(
            demo: true,
            settings: settings => settings["RoundTable:Mail:RetryAfter"] = "00:00:00.050",
            services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        var aunt = await WithoutCodeAsync(server);
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);
        var chair = meeting.Chair;
        await chair.Table.NextAsync<PlanView>(view => view.Deliveries.Any(d => d.State == DeliveryState.NeedsCode));

        journal.RefusesPlans = true;
        var invitation = await (await chair.Guest.Browser.PostAsync($"/api/plans/{chair.Plan.Id}/people/{aunt.Id}/invitation")).ReadAsync<InvitationReply>();
        Assert.NotNull(invitation.Code);
        Assert.NotEqual(0, journal.Refused);
        journal.RefusesPlans = false;

        var plan = await chair.Table.NextAsync<PlanView>(view => view.Deliveries.Single(d => d.Recipient == aunt.Id).State == DeliveryState.Sent);
        Assert.Contains(
            plan.Deliveries[0].MinutesId,
            await Task.WhenAll((await Mailbox.ArrivedAsync(server.Data, Loubna, Loubna)).Select(mail => LandingOfAsync(server, mail, invitation.Code!))));
    }

    // As of a server that was stopped between the code and what waited for it.
    [Fact]
    public async Task Minutes_ThatAreTakenAgain_GoToWhoHasACodeByNow()
    {
        await using var server = await DemoServer.StartAsync();
        var aunt = await WithoutCodeAsync(server);
        await using var meeting = await new MeetingRun(server).HoldAsync(chairScores: true);
        var view = await meeting.Chair.Table.NextAsync<PlanView>(plan => plan.Deliveries.Any(d => d.State == DeliveryState.NeedsCode));
        var waits = view.Deliveries.Single(d => d.Recipient == aunt.Id);
        var grains = server.Services.GetRequiredService<GrainHost>();
        var plan = await grains.Plan(view.Id).CallAsync(p => p.StateAsync());
        await grains.Subject(aunt.Subject).CallAsync(s => s.MakeWayInAsync(Caller.Server(plan.Director), WaysIn.For(plan, aunt, TimeSpan.FromDays(1))));

        var due = new DeliveryToMake(view.Id, waits.MinutesId, waits.Id, aunt.Id);
        await server.Services.GetRequiredService<IJournal>().AppendAsync(new Append(new StreamId("server/test"), new Actor("", "", ""), [new NewRecord("scheduled", 1, default)])
        {
            Schedule = [new DueWork(MinutesStream.DeliverKind, waits.Id.Value, TimeProvider.System.GetUtcNow(), JsonSerializer.SerializeToUtf8Bytes(due, DomainJson.Options))],
        });

        await meeting.Chair.Table.NextAsync<PlanView>(p => p.Deliveries.Single(d => d.Id == waits.Id).State == DeliveryState.Sent);
        Assert.Single(Mailbox.To(server.Data, Loubna));
    }

    // Her link was closed, and she got no other.
    private static async Task<Person> WithoutCodeAsync(TableServer server)
    {
        using var director = (await server.EnterAsync("Ingrid")).Browser;
        var grains = server.Services.GetRequiredService<GrainHost>();
        var plan = await grains.Plan((await (await director.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans[0].Plan).CallAsync(p => p.StateAsync());
        var aunt = plan.People.Single(p => p.Email == Loubna);
        await grains.Subject(aunt.Subject).CallAsync(s => s.CloseWaysInAsync(Caller.Server(plan.Director)));
        return aunt;
    }

    private static async Task<Domain.Ids.MinutesId?> LandingOfAsync(TableServer server, string mail, string code)
    {
        using var browser = server.Browse();
        return (await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(Mailbox.TokenIn(mail), code))).ReadAsync<EnterReply>()).Landing.Minutes;
    }
}
