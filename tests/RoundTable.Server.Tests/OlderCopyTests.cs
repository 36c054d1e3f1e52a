using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Mail;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;
using RoundTable.Server.Tests.Oracle;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests;

/// <summary>An older copy of the store that is put back, before anybody comes in (ops/backup.md).</summary>
public sealed class OlderCopyTests
{
    private const string Guest = "Joost Rademaker";

    [Fact]
    public async Task AfterRestore_EndsSessionsAndOneTimeLinks_AndHoldsMailUntilItIsReleased()
    {
        var data = TempFolders.Next();
        Browser before;
        string link;
        await using (var server = await DemoServer.StartAsync(data))
        {
            var mother = await server.EnterAsync("Nadia");
            before = mother.Browser;
            link = await OneTimeLinkAsync(server, mother.Plan);
            Assert.Equal(HttpStatusCode.OK, (await before.GetAsync("/api/me")).StatusCode);
        }

        var prepared = await ServerRun.ToItsEndAsync("after-restore", "--data", data);

        Assert.Equal((0, ""), (prepared.ExitCode, prepared.Errors));
        Assert.Matches("[1-9][0-9]* sessions ended and [1-9][0-9]* one-time links closed", prepared.Output);
        FickleJournal journal = null!;
        await using var next = TableServer.Start(data, services: services => journal = FickleJournal.Before(services));
        await next.ReadyAsync();
        using var browser = Participants.At(next.Address, before.Cookies);
        Assert.Equal((401, "session.required"), await (await browser.GetAsync("/api/me")).ProblemAsync());
        Assert.Equal((410, "wayin.expired"), await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(link))).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await (await next.EnterAsync("Nadia")).Browser.GetAsync("/api/me")).StatusCode);

        var invited = await InviteAsync(next);
        var asked = journal.MailAsked;
        await Patience.UntilAsync("two more rounds of mail", () => journal.MailAsked >= asked + 2);
        await SignInMailedAsync(next);
        Assert.Empty(Mailbox.To(data, invited));
        Assert.Contains("waits since an older copy was put back", next.Logs.All, StringComparison.Ordinal);
        Assert.Equal(0, (await ServerRun.ToItsEndAsync("release-mail", "--data", data)).ExitCode);
        await Mailbox.ArrivedAsync(data, invited);
    }

    [Fact]
    public async Task AfterRestore_WhereNoJournalIs_MakesNone()
    {
        var data = TempFolders.Next();

        var run = await ServerRun.ToItsEndAsync("after-restore", "--data", data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no journal", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(data, "journal.db")));
    }

    private static async Task<string> OneTimeLinkAsync(TableServer server, PlanId plan)
    {
        var grains = server.Services.GetRequiredService<GrainHost>();
        var state = await grains.Plan(plan).CallAsync(p => p.StateAsync());
        var director = state.Person(state.Director)!;
        var made = await grains.Subject(director.Subject).CallAsync(
            subject => subject.MakeWayInAsync(Caller.Server(director.Id), WaysIn.ForAccount(director, plan, TimeSpan.FromDays(1))));
        return made.Token;
    }

    private static async Task<string> InviteAsync(TableServer server)
    {
        var chair = await server.EnterAsync("Ingrid");
        var state = await server.Services.GetRequiredService<GrainHost>().Plan(chair.Plan).CallAsync(p => p.StateAsync());
        var guest = state.People.Single(person => person.Name == Guest);
        await server.Services.GetRequiredService<Outbox>().InviteAsync(Caller.Server(state.Director), chair.Plan, guest.Id, "w-held", "http://localhost/in#abc");
        return guest.Email!;
    }

    // Sign-in mail goes all the same.
    private static async Task SignInMailedAsync(TableServer server)
    {
        var chair = await server.EnterAsync("Ingrid");
        var state = await server.Services.GetRequiredService<GrainHost>().Plan(chair.Plan).CallAsync(p => p.StateAsync());
        var address = state.Person(state.Director)!.Email!;
        await server.Services.GetRequiredService<Outbox>().SignInAsync(address);
        await Mailbox.ArrivedAsync(server.Data, address);
    }
}
