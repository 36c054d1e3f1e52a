using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>Somebody of one family with the ids of another: every door is shut, and shut as if there were nothing behind it.</summary>
public sealed class ForeignIdsTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private readonly TableServer _server = demo.Server;

    [Fact]
    public async Task Hub_WithIdsOfAnotherFamily_KnowsNothing()
    {
        await using var stranger = await Seat.TakeAsync(_server, "Miriam");
        await using var mother = await Seat.TakeAsync(_server, "Nadia");
        var table = stranger.Table;
        var item = new ItemId("i-0000000000000000");

        Assert.Equal("plan.not-a-member", (await table.OpenPlanAsync(mother.Plan.Id)).Refusal?.Code);
        Assert.Equal("meeting.not-in-room", (await table.OpenMeetingAsync(mother.Meeting.Id)).Refusal?.Code);
        Assert.Equal("meeting.not-in-room", (await table.CommandAsync(mother.Meeting.Id, new EnterRoom(mother.Room)))?.Code);
        Assert.Equal("meeting.not-in-room", (await stranger.TryAsync(new EnterRoom(mother.Room)))?.Code);
        Assert.Equal("plan.not-a-member", (await table.CommandAsync(mother.Plan.Id, new AcknowledgeMinutes(new MinutesId("x"))))?.Code);
        foreach (var section in mother.Plan.Sections)
        {
            Assert.Equal("section.not-a-reader", (await table.OpenSectionAsync(section.Id)).Refusal?.Code);
            Assert.Equal(
                "section.not-a-reader",
                (await table.ReleaseAsync(stranger.Plan.Id, section.Id, item, stranger.Plan.Sections[0].Id))?.Code);
            Assert.Equal("plan.not-a-member", (await table.ReleaseAsync(mother.Plan.Id, section.Id, item, section.Id))?.Code);
        }
    }

    [Fact]
    public async Task Father_WithTheIdsOfTheOtherSide_GetsNothing()
    {
        await using var father = await Seat.TakeAsync(_server, "Mark");
        await using var mother = await Seat.TakeAsync(_server, "Nadia");
        var hidden = mother.Plan.Sections.Where(section => !section.Audience.Contains(father.Person)).ToList();

        Assert.NotEmpty(hidden);
        foreach (var section in hidden)
            Assert.Equal("section.not-a-reader", (await father.Table.OpenSectionAsync(section.Id)).Refusal?.Code);
        Assert.Equal("meeting.not-in-room", (await father.TryAsync(new EnterRoom(mother.Room)))?.Code);
        foreach (var commitment in mother.Plan.Commitments.Where(c => hidden.Exists(section => section.Id == c.Audience)))
        {
            var answer = new AnswerCommitment(commitment.Id, commitment.TextVersion, CommitmentAnswer.Agree, null);
            Assert.Equal("commitment.unknown", (await father.Table.CommandAsync(father.Plan.Id, answer))?.Code);
        }
    }

    [Fact]
    public async Task Api_WithIdsOfAnotherFamily_KnowsNothing()
    {
        var stranger = await _server.EnterAsync("Miriam");
        var mother = await _server.EnterAsync("Nadia");
        var plan = $"/api/plans/{mother.Plan}";
        var browser = stranger.Browser;

        Assert.Equal((404, "plan.not-a-member"), await (await browser.GetAsync(plan)).ProblemAsync());
        Assert.Equal((404, "plan.not-a-member"), await (await browser.PostAsync($"{plan}/people", new AddPersonBody("X", PersonRole.Professional))).ProblemAsync());
        Assert.Equal((404, "plan.not-a-member"), await (await browser.PostAsync($"{plan}/people/{mother.Desk.Person}/invitation")).ProblemAsync());
        Assert.Equal(
            (404, "plan.not-a-member"),
            await (await browser.PostAsync($"{plan}/meetings", new PlanMeetingBody(MeetingKind.Acute, default, [mother.Desk.Person]))).ProblemAsync());
        Assert.Equal((404, "plan.person-unknown"), await (await browser.PostAsync($"/api/plans/{stranger.Plan}/people/{mother.Desk.Person}/invitation")).ProblemAsync());
        Assert.Equal((404, "minutes.unknown"), await (await browser.GetAsync("/api/minutes/mi-unknown")).ProblemAsync());
        Assert.Equal((404, "minutes.unknown"), await (await browser.PostAsync("/api/minutes/mi-unknown/acknowledgement")).ProblemAsync());
        Assert.Equal((404, "minutes.unknown"), await (await browser.PostAsync("/api/minutes/mi-unknown/reactions", new ReactionBody("x"))).ProblemAsync());
        Assert.Equal((404, "request.not-found"), await (await browser.GetAsync("/api/plans/..%2F..%2Fetc")).ProblemAsync());
    }

    [Fact]
    public async Task Api_ForSomebodyWhoDoesNotDirect_ArrangesNothing()
    {
        var mother = await _server.EnterAsync("Nadia");
        var plan = $"/api/plans/{mother.Plan}";

        Assert.Equal((403, "plan.not-director"), await (await mother.Browser.PostAsync($"{plan}/people", new AddPersonBody("X", PersonRole.Professional))).ProblemAsync());
        Assert.Equal((403, "plan.not-director"), await (await mother.Browser.PostAsync($"{plan}/people/{mother.Desk.Person}/invitation")).ProblemAsync());
        Assert.Equal((403, "plan.not-director"), await (await mother.Browser.PostAsync("/api/plans", new OpenPlanBody("X", "Y", "Z"))).ProblemAsync());
    }

    [Fact]
    public async Task Api_OfCircleAndSharing_IsForTheDirectorOfThisPlanAlone()
    {
        var stranger = await _server.EnterAsync("Miriam");
        var mother = await _server.EnterAsync("Nadia");
        var plan = $"/api/plans/{mother.Plan}";
        PersonId[] her = [mother.Desk.Person];
        var day = new DateOnly(2040, 1, 1);
        (string Path, object? Body)[] calls =
        [
            ("relations", new RelationBody(RelationKind.SourceOfDanger, her[0], her[0])),
            ("protections", new ProtectionBody(her, her, [], "", ["woord"], "Reden.", day)),
            ("protections/x/end", new ReasonBody("Reden.")),
            ("legal-bases/x/end", new ReasonBody("Reden.")),
            ("sections", new OpenSectionBody(her, "Reden.", her[0], day)),
            ("sections/x/audience", new AudienceBody(her)),
            ("tasks/x/done", null),
            ("handover", new HandoverBody(her[0])),
            ("consents", new AskConsentBody(ConsentKind.ShareData, her, her, [DataCategory.Safety], "Reden.")),
            ("consents/x/given", new RecordConsentBody(her[0], ConsentMedium.Paper)),
            ("legal-bases", new LegalBasisBody("public-task", "Nodig.", "Niet meer.", her, WhyNotInformed: "Nee.")),
            ("deliveries/x/not-shared", new ReasonBody("Reden.")),
            ("deliveries/x/shared-after-all", null),
            ("deliveries/x/sent-again", null),
        ];
        foreach (var (path, body) in calls)
        {
            Assert.Equal((403, "plan.not-director"), await (await mother.Browser.PostAsync($"{plan}/{path}", body)).ProblemAsync());
            Assert.Equal((404, "plan.not-a-member"), await (await stranger.Browser.PostAsync($"{plan}/{path}", body)).ProblemAsync());
        }

        Assert.Equal((422, "plan.no-handover"), await (await mother.Browser.PostAsync($"{plan}/handover/acceptance")).ProblemAsync());
        Assert.Equal((404, "plan.not-a-member"), await (await stranger.Browser.PostAsync($"{plan}/handover/acceptance")).ProblemAsync());
    }

    [Theory]
    [InlineData("/api/me")]
    [InlineData("/api/plans/abc")]
    [InlineData("/api/minutes/abc")]
    public async Task Api_WithoutASession_AsksForOne(string path)
    {
        using var browser = _server.Browse();

        Assert.Equal((401, "session.required"), await (await browser.GetAsync(path)).ProblemAsync());
    }
}
