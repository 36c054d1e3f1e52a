using System.Net;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class SealedInvitationTests
{
    [Fact]
    public async Task Invitation_OfSomebodyWithASealedScore_WaitsForTheReveal()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia", "Sanae", "Peter");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting["Nadia"].ScoreAsync(4, "Rust, maar spanning.");

        Assert.Equal((409, "wayin.score-sealed"), await (await InviteAsync(meeting, "Nadia")).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await meeting["Nadia"].Guest.Browser.GetAsync("/api/me")).StatusCode);

        await meeting.RevealAsync();
        var invitation = await (await InviteAsync(meeting, "Nadia")).ReadAsync<InvitationReply>();

        await meeting["Nadia"].Table.NextAsync<SignedOutEvent>();
        Assert.Equal((401, "session.required"), await (await meeting["Nadia"].Guest.Browser.GetAsync("/api/me")).ProblemAsync());
        using var browser = server.Browse();
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(invitation.Link!), invitation.Code))).ReadAsync<EnterReply>();
    }

    [Fact]
    public async Task Invitation_OfSomebodyWithoutAScoreYet_IsMade()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia", "Sanae", "Peter");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting["Sanae"].ScoreAsync(4, "Rust, maar spanning.");

        Assert.Equal(HttpStatusCode.OK, (await InviteAsync(meeting, "Peter")).StatusCode);
    }

    private static Task<HttpResponseMessage> InviteAsync(MeetingRun meeting, string name) =>
        meeting.Chair.Guest.Browser.PostAsync($"/api/plans/{meeting.Chair.Plan.Id}/people/{meeting[name].Person}/invitation");
}
