using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Mail;

/// <summary>Mail other than minutes that comes back: whoever directs is told, and nobody else.</summary>
public class BouncedMailTests
{
    private const string Joost = "joost.rademaker@post.example";
    private const string Mark = "mark.van.wolkeren@post.example";

    [Theory]
    [InlineData("Joost", Joost)]
    [InlineData("Mark", Mark)]
    public async Task Invitation_ThatIsRefused_IsATaskUntilTheNextOneWent(string name, string address)
    {
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<IMailTransport>(new RefusingTransport(address, times: 1)));
        await server.ReadyAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var guest = chair.Plan.People.Single(p => p.Name.StartsWith(name, StringComparison.Ordinal)).Id;
        var path = $"/api/plans/{chair.Plan.Id}/people/{guest}/invitation";

        (await chair.Guest.Browser.PostAsync(path)).EnsureSuccessStatusCode();

        var call = (await chair.Table.NextAsync<PlanView>(plan => plan.Tasks.Any(IsCall))).Tasks.Single(IsCall);
        Assert.Equal((guest, true), (call.Person, call.CanFinish));
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        Assert.Empty(mother.Plan.Tasks);
        (await chair.Guest.Browser.PostAsync(path)).EnsureSuccessStatusCode();
        await chair.Table.NextAsync<PlanView>(plan => !plan.Tasks.Any(IsCall));

        static bool IsCall(TaskView task) => task.Kind == TaskKind.CallInvited;
    }

    // As of another server, which gives up on an earlier one.
    [Fact]
    public async Task Invitation_ThatWent_EndsTheTaskThatCameWhileItWasOnItsWay()
    {
        var transport = new StuckTransport();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var guest = chair.Plan.People.Single(p => p.Name.StartsWith("Joost", StringComparison.Ordinal)).Id;
        (await chair.Guest.Browser.PostAsync($"/api/plans/{chair.Plan.Id}/people/{guest}/invitation")).EnsureSuccessStatusCode();
        Assert.Equal(Joost, (await transport.NextAsync()).To.Address);
        await server.Services.GetRequiredService<GrainHost>().Plan(chair.Plan.Id)
            .CallAsync(p => p.SetupAsync(Caller.Server(chair.Person), "bounced-elsewhere", new RecordBouncedMail(guest, BouncedMail.Invitation)));
        await chair.Table.NextAsync<PlanView>(plan => plan.Tasks.Any(IsCall));

        transport.Accept();

        await chair.Table.NextAsync<PlanView>(plan => !plan.Tasks.Any(IsCall));

        static bool IsCall(TaskView task) => task.Kind == TaskKind.CallInvited;
    }

    [Fact]
    public async Task EndOfAMeeting_ThatIsRefused_IsATaskToCall()
    {
        var transport = new RefusingTransport(Mark, times: 0);
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var father = chair.Plan.People.Single(p => p.Name.StartsWith("Mark", StringComparison.Ordinal)).Id;
        (await chair.Guest.Browser.PostAsync($"/api/plans/{chair.Plan.Id}/people/{father}/invitation")).EnsureSuccessStatusCode();
        await transport.NextAsync();
        transport.Refuse(1);

        await chair.DoAsync(new CallOffMeeting());

        var plan = await chair.Table.NextAsync<PlanView>(view => view.Tasks.Any(task => task.Kind == TaskKind.CallCalledOff));
        Assert.Equal(father, plan.Tasks.Single(task => task.Kind == TaskKind.CallCalledOff).Person);
    }
}
