using System.Net;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Demo;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>The father of family A and his mother, through a whole meeting: not a byte of the hidden address reaches them.</summary>
public class ProtectedWordsTests
{
    // What the casebook protects, who is known to them by an alias only, and who does not exist for them.
    private static readonly string[] Hidden = [
        .. Casebook.Load().Cases.Single(family => family.Id == "A").Protection.SelectMany(relation => relation.Tokens),
        "Sanae", "Lahlou", "Brandsma", "codewoord"];

    [Fact]
    public async Task Father_ThroughAWholeMeeting_ReceivesNoProtectedByte()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia", "Sanae", "Els", "Mark", "Trees", "Joost");
        await meeting.MoveAsync(MeetingPhase.Mapping);
        await OpenEverythingAsync(meeting["Mark"]);
        await OpenEverythingAsync(meeting["Trees"]);
        var shielded = meeting["Nadia"].LiveSection(shielded: true);
        await shielded.OpenAsync();
        await shielded.AddAsync("Wij zitten in de Vlierstraat in Morgenstede, bij De Luwte.");
        await shielded.SavedAsync();
        var open = meeting["Mark"].LiveSection();
        await open.OpenAsync();
        await open.AddAsync("Ik ga elke week wandelen.");
        await open.SavedAsync();
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting["Nadia"].ScoreAsync(4, "In de Vlierstraat is het rustig.", ScoreVisibility.DirectorOnly);
        foreach (var name in new[] { "Sanae", "Els", "Mark", "Trees", "Joost" })
            await meeting[name].ScoreAsync(6, "Het gaat beter.");
        await meeting.Chair.TryAsync(new GiveScore(meeting.Chair.Meeting.Rooms[0].Id, 1, 5, null, "", "", ScoreInputMode.Self, ScoreVisibility.Everyone));
        await meeting.RevealAsync();
        await meeting.MoveAsync(MeetingPhase.Commitments);
        var leak = new ProposeCommitment(
            new("co-1"), "Ik kom naar De  Lu-wte.", meeting["Mark"].Person, null, CommitmentKind.Action, null, "elke week", meeting["Mark"].Plan.Sections[0].Id);
        Assert.Equal("commitment.protected-word", (await meeting.Chair.Table.CommandAsync(meeting.Chair.Plan.Id, leak))?.Code);
        await meeting.CloseAsync();
        await meeting.Chair.Table.NextAsync<Domain.Views.PlanView>(plan => plan.Deliveries.Count > 0 && plan.Deliveries.All(d => d.State != DeliveryState.Queued));

        foreach (var name in new[] { "Mark", "Trees" })
        {
            var seat = meeting[name];
            var mail = Assert.Single(Mailbox.To(server.Data, AddressOf(seat)));
            using var byMail = server.Browse();
            var way = new EnterRequest(Mailbox.TokenIn(mail));
            Assert.Equal((403, "wayin.wrong-code"), await (await byMail.PostAsync("/api/way-in/enter", way)).ProblemAsync());
            var withCode = way with { Code = DemoServer.LinkOf(server.Data, name).Code };
            var landing = (await (await byMail.PostAsync("/api/way-in/enter", withCode)).ReadAsync<EnterReply>()).Landing;
            var minutes = await (await byMail.GetAsync($"/api/minutes/{landing.Minutes}")).ReadAsync<MinutesReply>();
            Assert.Contains("Het gaat beter.", minutes.Html);
            await VisitEverythingAsync(seat, byMail);
            AssertClean(name, $"{mail}\n{byMail.Received}\n{seat.Guest.Browser.Received}\n{seat.Table.Frames.Everything()}");
        }

        Assert.Contains("Vlierstraat", meeting["Nadia"].Table.Frames.Everything());
    }

    private static string AddressOf(Seat seat) =>
        $"{seat.Plan.People.Single(p => p.Id == seat.Person).Name.ToLowerInvariant().Replace(' ', '.')}@post.example";

    private static async Task OpenEverythingAsync(Seat seat)
    {
        foreach (var section in seat.Plan.Sections)
            await seat.Section(section.Id).OpenAsync();
    }

    private static async Task VisitEverythingAsync(Seat seat, Browser byMail)
    {
        var desk = await (await seat.Guest.Browser.GetAsync("/api/me")).ReadAsync<MeReply>();
        await seat.Guest.Browser.GetAsync($"/api/plans/{seat.Plan.Id}");
        foreach (var minutes in desk.Plans.Single().Minutes)
            await seat.Guest.Browser.GetAsync($"/api/minutes/{minutes.Id}");
        foreach (var page in new[] { "/", "/in", $"/plan/{seat.Plan.Id}", $"/meeting/{seat.Meeting.Id}", "/openapi/v1.json" })
            await seat.Guest.Browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.Forbidden, (await byMail.GetAsync($"/api/plans/{seat.Plan.Id}")).StatusCode);
        await byMail.GetAsync("/api/me");
    }

    private static void AssertClean(string who, string bytes)
    {
        var found = Hidden.Where(word => bytes.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.True(found.Count == 0, $"{who} received: {string.Join(", ", found)}");
    }
}
