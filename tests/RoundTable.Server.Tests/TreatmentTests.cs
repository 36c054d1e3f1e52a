using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Erasure;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions.Sections.History;

namespace RoundTable.Server.Tests;

/// <summary>Treatment content on the wire: its own professional alone lets it in, and only who is named gets a byte of it (BR-65).</summary>
public class TreatmentTests
{
    private const string Words = "De gesprekken helpen.";

    [Fact]
    public async Task Treatment_ReachesWhomItsProfessionalNames_AndNobodyElse()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var father = await Seat.TakeAsync(server, "Mark");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        var therapist = await server.EnterAsync("Marijke");
        await using var table = await therapist.ConnectAsync();
        var before = await table.OpenPlanAsync(therapist.Plan);
        Assert.Contains(father.Person, before.View!.Clients);
        Assert.Equal("treatment.not-theirs", (await director.Table.CommandAsync(director.Plan.Id, new ShareTreatment(father.Person, [], false)))!.Code);

        Assert.Null(await table.CommandAsync(therapist.Plan, new ShareTreatment(father.Person, [father.Person], false)));

        var plan = await table.NextAsync<PlanView>(view => view.Sections.Any(s => s.Treatment is not null));
        var part = plan.Sections.Single(s => s.Treatment is not null);
        Assert.True(part.CanWrite && part.Treatment!.Yours);
        var writer = new SectionClient(table, part.Id);
        await writer.OpenAsync();
        await writer.AddAsync(Words);
        await writer.SavedAsync();
        Assert.Null((await father.Table.OpenSectionAsync(part.Id)).Refusal);
        Assert.Null((await director.Table.OpenSectionAsync(part.Id)).Refusal);
        Assert.Equal("section.not-a-reader", (await mother.Table.OpenSectionAsync(part.Id)).Refusal!.Code);
        Assert.Equal(
            (422, "section.treatment"),
            await (await director.Guest.Browser.PostAsync($"/api/plans/{director.Plan.Id}/sections/{part.Id}/audience", new AudienceBody([.. part.Audience, mother.Person]))).ProblemAsync());

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await director.Guest.Browser.PostAsync($"/api/plans/{director.Plan.Id}/sections/{part.Id}/audience", new AudienceBody([plan.You]))).StatusCode);
        await father.Table.NextAsync<PlanView>(view => view.Sections.All(s => s.Id != part.Id));
        Assert.Equal("section.not-a-reader", (await father.Table.OpenSectionAsync(part.Id)).Refusal!.Code);
    }

    [Fact]
    public async Task Director_WhoTookOver_MayTakeReadersFromATreatmentThatTheyDoNotRead()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var therapist = await server.EnterAsync("Marijke");
        await using var table = await therapist.ConnectAsync();
        await table.OpenPlanAsync(therapist.Plan);
        Assert.Null(await table.CommandAsync(therapist.Plan, new ShareTreatment(father.Person, [father.Person], false)));
        var part = (await table.NextAsync<PlanView>(view => view.Sections.Any(s => s.Treatment is not null))).Sections.Single(s => s.Treatment is not null);
        Assert.Null((await director.Table.OpenSectionAsync(part.Id)).Refusal);
        var plan = $"/api/plans/{director.Plan.Id}";
        using var browser = await HandOverAsync(server, director);
        await director.Table.NextAsync<PlanView>(view => view.Sections.All(s => s.Id != part.Id));
        Assert.Equal("section.not-a-reader", (await director.Table.OpenSectionAsync(part.Id)).Refusal!.Code);

        var narrowed = await browser.PostAsync($"{plan}/sections/{part.Id}/audience", new AudienceBody([therapist.Desk.Person]));

        Assert.Equal(HttpStatusCode.NoContent, narrowed.StatusCode);
        await father.Table.NextAsync<PlanView>(view => view.Sections.All(s => s.Id != part.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Director_WhoTookOver_LooksBackAtNoTreatment_AndItsProfessionalHearsNothingOfMeetings(bool letIn)
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var therapist = await server.EnterAsync("Marijke");
        await using var table = await therapist.ConnectAsync();
        var part = await WriteAsync(table, therapist.Plan, father.Person, Words);
        var common = director.LiveSection();
        await common.OpenAsync();
        await common.AddAsync("Wij praten samen.");
        await common.SavedAsync();
        await director.DoAsync(new EnterRoom(director.Meeting.Rooms[0].Id));
        await director.DoAsync(new MoveToPhase(director.Meeting.Rooms[0].Id, MeetingPhase.Welcome));
        foreach (var named in new[] { part.Id, common.Section })
            await NameAsync(server, director, named);
        using var browser = await HandOverAsync(server, director);
        if (letIn)
            Assert.Null(await table.CommandAsync(therapist.Plan, new ShareTreatment(father.Person, [father.Person], false)));
        var history = $"/api/sections/{part.Id}/history";
        var moments = (await (await browser.GetAsync($"/api/sections/{common.Section}/history")).ReadAsync<HistoryReply>()).Moments;
        Assert.Equal([MomentKind.MeetingStart, MomentKind.Named], moments.Select(m => m.Kind).Order());

        Assert.Equal(letIn ? (422, "section.treatment") : (404, "section.not-a-reader"), await (await browser.GetAsync(history)).ProblemAsync());
        var kept = await (await therapist.Browser.GetAsync(history)).ReadAsync<HistoryReply>();
        Assert.Contains(kept.Steps.SelectMany(step => step.Items), version => version.Item.Text == Words);
        Assert.Empty(kept.Moments);

        var plan = $"/api/plans/{director.Plan.Id}";
        var told = await (await browser.PostAsync($"{plan}/erasure", new EraseBody(director.Plan.FamilyName, "Op verzoek."))).ReadAsync<ErasureReport>();
        var again = await (await browser.GetAsync($"{plan}/erasure")).ReadAsync<ErasureReport>();
        Assert.All([told, again], report => Assert.Equal(letIn, report.Streams.Any(s => s.Name == $"section/{director.Plan.Id}/{part.Id}")));
        var stored = await server.Services.GetRequiredService<ErasureStream>().FindAsync(director.Plan.Id);
        Assert.Contains(stored!.Report.Streams, s => s.Name == $"section/{director.Plan.Id}/{part.Id}");
    }

    [Fact]
    public async Task Reader_WhoIsKeptFromAWordThatStandsThere_IsNotLetIn()
    {
        await using var server = await DemoServer.StartAsync();
        await using var father = await Seat.TakeAsync(server, "Mark");
        var therapist = await server.EnterAsync("Marijke");
        await using var table = await therapist.ConnectAsync();
        var part = await WriteAsync(table, therapist.Plan, father.Person, "Hij vraagt naar de Vlierstraat.");

        Assert.Equal("treatment.readers-apart", (await table.CommandAsync(therapist.Plan, new ShareTreatment(father.Person, [father.Person], false)))!.Code);

        Assert.Equal("section.not-a-reader", (await father.Table.OpenSectionAsync(part.Id)).Refusal!.Code);
    }

    [Fact]
    public async Task Ground_ThatNamesLess_TakesTheCardAwayAtOnce_AndLeavesTheCommitments()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        var browser = director.Guest.Browser;
        var path = $"/api/plans/{director.Plan.Id}";
        var basis = new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1), Categories: [DataCategory.Agreements]);
        var added = await (await browser.PostAsync($"{path}/people", new AddPersonBody("Met Afspraken", PersonRole.Professional, LegalBasis: basis))).ReadAsync<PersonAddedReply>();
        var invitation = await (await browser.PostAsync($"{path}/people/{added.Person}/invitation")).ReadAsync<InvitationReply>();
        using var worker = server.Browse();
        await (await worker.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(invitation.Link!), invitation.Code))).ReadAsync<EnterReply>();

        var view = await (await worker.GetAsync(path)).ReadAsync<PlanView>();

        Assert.Empty(view.Sections);
        Assert.NotEmpty(director.Plan.Sections);
        Assert.Contains((await (await browser.GetAsync(path)).ReadAsync<PlanView>()).Tasks, t => t.Kind == TaskKind.AskBasis && t.Person == added.Person);
        (await browser.PostAsync($"{path}/legal-bases", basis with { To = [added.Person], Categories = [DataCategory.Safety] })).EnsureSuccessStatusCode();
        Assert.NotEmpty((await (await worker.GetAsync(path)).ReadAsync<PlanView>()).Sections);
    }

    // A part of the treatment that its professional alone reads, with one item in it.
    private static async Task<SectionView> WriteAsync(TableClient table, PlanId plan, PersonId client, string words)
    {
        await table.OpenPlanAsync(plan);
        Assert.Null(await table.CommandAsync(plan, new ShareTreatment(client, [], false)));
        var part = (await table.NextAsync<PlanView>(view => view.Sections.Any(s => s.Treatment is not null))).Sections.Single(s => s.Treatment is not null);
        var writer = new SectionClient(table, part.Id);
        await writer.OpenAsync();
        await writer.AddAsync(words);
        await writer.SavedAsync();
        return part;
    }

    // By hand: in a treatment nobody but its professional may any more.
    private static async Task NameAsync(TableServer server, Seat director, SectionId section)
    {
        var named = JsonSerializer.SerializeToUtf8Bytes(new { name = "Voor de regie", seq = 1 }, DomainJson.Options);
        await server.Services.GetRequiredService<IJournal>().AppendAsync(
            new Append(new StreamId($"moments/{director.Plan.Id}/{section}"), new Actor(director.Person.Value, "", ""), [new NewRecord("named", 1, named)]));
    }

    private static async Task<Browser> HandOverAsync(TableServer server, Seat director)
    {
        var plan = $"/api/plans/{director.Plan.Id}";
        var next = await (await director.Guest.Browser.PostAsync($"{plan}/people", new AddPersonBody("Nieuwe Regisseur", PersonRole.CaseDirector))).ReadAsync<PersonAddedReply>();
        var invitation = await (await director.Guest.Browser.PostAsync($"{plan}/people/{next.Person}/invitation")).ReadAsync<InvitationReply>();
        var browser = server.Browse();
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(invitation.Link!), invitation.Code))).ReadAsync<EnterReply>();
        (await director.Guest.Browser.PostAsync($"{plan}/handover", new HandoverBody(next.Person))).EnsureSuccessStatusCode();
        (await browser.PostAsync($"{plan}/handover/acceptance")).EnsureSuccessStatusCode();
        return browser;
    }
}
