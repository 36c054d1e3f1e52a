using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests;

/// <summary>Emergency access over HTTP, in casebook family A: the reason first, the alert at once, the log, the review.</summary>
public class EmergencyTests
{
    private const string Ingrid = "ingrid.postema@post.example";
    private static readonly EmergencyBody Why = new("Zij neemt niet op en er is ruzie.");

    [Fact]
    public async Task Use_TellsTheDirectorAtOnce_StandsInTheLog_AndEndsWithTheReview()
    {
        await using var server = await DemoServer.StartAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        await using var worker = await Seat.TakeAsync(server, "Tom");
        var section = mother.LiveSection();
        await section.OpenAsync();
        await section.AddAsync("Hij stond bij de deur.");
        await section.SavedAsync();
        var path = $"/api/plans/{worker.Plan.Id}/emergency";
        var browser = worker.Guest.Browser;

        Assert.Equal((404, "emergency.not-running"), await (await browser.GetAsync(path)).ProblemAsync());
        Assert.Equal((400, "request.malformed"), await (await browser.PostAsync(path, new EmergencyBody(""))).ProblemAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync(path, Why)).StatusCode);
        var view = await (await browser.GetAsync(path)).ReadAsync<EmergencyView>();

        Assert.Contains(view.Card, item => item.Text == "Hij stond bij de deur.");
        Assert.NotNull(view.Director?.Phone);
        var plan = await chair.Table.NextAsync<PlanView>(p => p.Tasks.Any(t => t.Kind == TaskKind.ReviewEmergency && t.Person == worker.Person));
        Assert.Equal(Why.Reason, Assert.Single(plan.Emergencies).Reason);
        var mail = (await Mailbox.ArrivedAsync(server.Data, Ingrid))[0];
        Assert.Contains($"/plan/{plan.Id}", mail, StringComparison.Ordinal);
        Assert.All(
            plan.People.SelectMany(p => p.Name.Split(' ')).Where(part => part.Length > 4).Append("nood").Append("ruzie"),
            word => Assert.DoesNotContain(word, mail[mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)..], StringComparison.OrdinalIgnoreCase));
        Assert.Contains(await LookedAsync(mother), line => line.Emergency && line.Person.Id == worker.Person);
        Assert.Contains(await LookedAsync(chair), line => line.Emergency && line.Person.Id == worker.Person);
        Assert.DoesNotContain(await LookedAsync(father), line => line.Emergency);

        var review = $"/api/plans/{plan.Id}/emergencies/{view.Id}/review";
        Assert.Equal((404, "emergency.unknown"), await (await browser.PostAsync(review, new EmergencyReviewBody(EmergencyVerdict.Justified, ""))).ProblemAsync());
        Assert.Equal((422, "reason.required"), await (await chair.Guest.Browser.PostAsync(review, new EmergencyReviewBody(EmergencyVerdict.Misuse, ""))).ProblemAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await chair.Guest.Browser.PostAsync(review, new EmergencyReviewBody(EmergencyVerdict.Misuse, "Dit was niet nodig."))).StatusCode);

        await chair.Table.NextAsync<PlanView>(p => p.Tasks.All(t => t.Kind != TaskKind.ReviewEmergency));
        Assert.Equal((404, "emergency.not-running"), await (await browser.GetAsync(path)).ProblemAsync());
        Assert.Equal((403, "emergency.not-allowed"), await (await browser.PostAsync(path, Why)).ProblemAsync());
    }

    [Fact]
    public async Task Alert_ThatFailedBeforeAHandover_GoesToTheDirectorOfNow()
    {
        var transport = new StuckTransport();
        await using var server = TableServer.Start(
            demo: true,
            settings: settings => settings["RoundTable:Mail:RetryAfter"] = "00:00:00.050",
            services: services => services.AddSingleton<IMailTransport>(transport));
        await server.ReadyAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var worker = await server.EnterAsync("Tom");
        using var browser = worker.Browser;
        (await browser.PostAsync($"/api/plans/{worker.Plan}/emergency", Why)).EnsureSuccessStatusCode();
        Assert.Equal(Ingrid, (await transport.NextAsync()).To.Address);

        await HandOverAsync(server, chair, "nieuw@post.example");
        transport.Break();

        Assert.Equal("nieuw@post.example", (await transport.NextAsync()).To.Address);
    }

    [Fact]
    public async Task WithoutAGround_WhoWorksForTheFather_ReadsWhatAllMayRead_AndNothingOfHerSide()
    {
        await using var server = await DemoServer.StartAsync();
        await using var father = await Seat.TakeAsync(server, "Mark");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        var therapist = await server.EnterAsync("Marijke");
        foreach (var section in new[] { mother.LiveSection(), mother.LiveSection(shielded: true) })
        {
            await section.OpenAsync();
            await section.AddAsync("Wij zijn bij Zusterzorg.");
            await section.SavedAsync();
        }

        await father.DoAsync(new WithdrawConsent(Assert.Single(father.Plan.Consents, c => c.To.Contains(therapist.Desk.Person)).Id));
        using var browser = therapist.Browser;
        Assert.Equal((403, "plan.no-basis"), await (await browser.GetAsync($"/api/plans/{therapist.Plan}")).ProblemAsync());
        var before = browser.Received.Length;

        (await browser.PostAsync($"/api/plans/{therapist.Plan}/emergency", Why)).EnsureSuccessStatusCode();
        var view = await (await browser.GetAsync($"/api/plans/{therapist.Plan}/emergency")).ReadAsync<EmergencyView>();

        Assert.NotEmpty(view.Card);
        Assert.NotEmpty(view.FloorRequirements);
        var received = browser.Received[before..];
        string[] kept = ["Zusterzorg", "Vlierstraat", "Luwte", "Morgenstede", "Vuurtoren", "0917", "paraplu", "trauma", "Rivierenhof", "Sanae", "Els Brandsma"];
        Assert.All(kept, word => Assert.DoesNotContain(word, received, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((403, "plan.no-basis"), await (await browser.GetAsync($"/api/plans/{therapist.Plan}")).ProblemAsync());
    }

    [Fact]
    public async Task Hours_GoBy_AndItIsOver()
    {
        var time = new ShiftedTime();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<TimeProvider>(time));
        await server.ReadyAsync();
        var worker = await server.EnterAsync("Hanneke");
        using var browser = worker.Browser;
        var path = $"/api/plans/{worker.Plan}/emergency";
        (await browser.PostAsync(path, Why)).EnsureSuccessStatusCode();
        (await browser.GetAsync(path)).EnsureSuccessStatusCode();

        time.AddHours(4);

        Assert.Equal((404, "emergency.not-running"), await (await browser.GetAsync(path)).ProblemAsync());
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        Assert.Contains(chair.Plan.Tasks, t => t.Kind == TaskKind.ReviewEmergency && t.Person == worker.Desk.Person);
    }

    private static async Task HandOverAsync(TableServer server, Seat chair, string mail)
    {
        var plan = $"/api/plans/{chair.Plan.Id}";
        var next = await (await chair.Guest.Browser.PostAsync($"{plan}/people", new AddPersonBody("Nieuwe Regisseur", PersonRole.CaseDirector, Email: mail))).ReadAsync<PersonAddedReply>();
        (await chair.Guest.Browser.PostAsync($"{plan}/handover", new HandoverBody(next.Person))).EnsureSuccessStatusCode();
        var state = await server.Services.GetRequiredService<GrainHost>().Plan(chair.Plan.Id).CallAsync(p => p.StateAsync());
        Assert.Null(await server.Services.GetRequiredService<PlanArranging>().SetupAsync(
            new Caller(next.Person, PersonRole.CaseDirector, state.Person(next.Person)!.Subject, ""), chair.Plan.Id, "accept", new AcceptHandover()));
    }

    private static async Task<IReadOnlyList<AccessLineView>> LookedAsync(Seat seat) =>
        (await (await seat.Guest.Browser.GetAsync($"/api/plans/{seat.Plan.Id}/access")).ReadAsync<AccessReply>()).Lines;
}
