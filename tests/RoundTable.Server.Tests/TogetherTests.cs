using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests;

/// <summary>Minutes of a child under 12 wait for somebody who reads them together with it (BR-20).</summary>
public class TogetherTests
{
    [Fact]
    public async Task Minutes_OfAChildUnderTwelve_AreOpenedByTheDirectorAndTheParentWithAuthority_NotByTheOther()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        var director = await server.EnterAsync("Ingrid");
        var path = $"/api/plans/{director.Plan}";
        var born = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddYears(-8);
        var child = (await (await director.Browser.PostAsync($"{path}/people", new AddPersonBody("Milan de Wit", PersonRole.Child, BirthDate: born))).ReadAsync<PersonAddedReply>()).Person;
        var mother = await server.EnterAsync("Nadia");
        (await director.Browser.PostAsync($"{path}/relations", new RelationBody(RelationKind.AuthorityOver, mother.Desk.Person, child))).EnsureSuccessStatusCode();
        var planned = await (await director.Browser.PostAsync(
            $"{path}/meetings", new PlanMeetingBody(MeetingKind.Evaluation, TimeProvider.System.GetUtcNow(), [director.Desk.Person, mother.Desk.Person, child]))).ReadAsync<MeetingPlannedReply>();
        await using var chair = await director.ConnectAsync();
        await chair.OpenPlanAsync(director.Plan);
        var view = (await chair.OpenMeetingAsync(planned.Meeting)).View!;
        var room = view.Rooms.Single().Id;
        foreach (var command in new Domain.Commands.MeetingCommand[]
        {
            new Domain.Commands.EnterRoom(room),
            new Domain.Commands.AdmitEveryone(room),
            new Domain.Commands.MoveToPhase(room, MeetingPhase.Scoring),
            new Domain.Commands.GiveScore(room, 1, 5, null, "", "", ScoreInputMode.Self, ScoreVisibility.Everyone),
            new Domain.Commands.RevealScores(room, "Milan is er niet."),
            new Domain.Commands.NoteAbsence(child, "Speelt buiten."),
            new Domain.Commands.NoteAbsence(mother.Desk.Person, "Is ziek."),
            new Domain.Commands.CloseMeeting(new DateOnly(2030, 4, 2), null),
        })
            Assert.Null(await chair.CommandAsync(planned.Meeting, command));
        var plan = await chair.NextAsync<PlanView>(p => p.Deliveries.Any(d => d.Recipient == child));
        var delivery = plan.Deliveries.Single(d => d.Recipient == child);
        Assert.Equal((DeliveryState.Blocked, BlockedBy.Together), (delivery.State, delivery.BlockedBy));
        var task = Assert.Single(plan.Tasks, t => t.Kind == TaskKind.ReadTogether);
        Assert.Equal((child, delivery.Id.Value), (task.Person!.Value, task.About));

        var together = $"/api/minutes/{delivery.MinutesId}/of/{child}/together";
        var minutes = await (await director.Browser.GetAsync(together)).ReadAsync<MinutesReply>();

        Assert.Equal("Voor Milan de Wit", minutes.Title);
        Assert.Contains("Hallo Milan de Wit", minutes.Html, StringComparison.Ordinal);
        var own = await (await director.Browser.GetAsync($"/api/minutes/{delivery.MinutesId}")).ReadAsync<MinutesReply>();
        Assert.NotEqual(own.Hash, minutes.Hash);
        Assert.Equal((404, "minutes.unknown"), await (await director.Browser.GetAsync($"/api/minutes/{delivery.MinutesId}/of/{director.Desk.Person}/together")).ProblemAsync());
        await using var hers = await mother.ConnectAsync();
        var waits = Assert.Single((await hers.OpenPlanAsync(mother.Plan)).View!.YoungChildren);
        Assert.Equal((child, false, delivery.MinutesId), (waits.Child, waits.Helps, Assert.Single(waits.Minutes).Id));
        Assert.Equal(minutes.Html, (await (await mother.Browser.GetAsync(together)).ReadAsync<MinutesReply>()).Html);
        var father = await server.EnterAsync("Mark");
        Assert.Equal((404, "minutes.unknown"), await (await father.Browser.GetAsync(together)).ProblemAsync());

        // The child looks at the same screen: what others said to their minutes is not on it.
        (await director.Browser.PostAsync($"/api/minutes/{delivery.MinutesId}/reactions", new ReactionBody("Het was een moeilijk gesprek."))).EnsureSuccessStatusCode();
        Assert.Single((await (await director.Browser.GetAsync($"/api/minutes/{delivery.MinutesId}")).ReadAsync<MinutesReply>()).Reactions);
        Assert.Empty((await (await director.Browser.GetAsync(together)).ReadAsync<MinutesReply>()).Reactions);

        // A word of it that the director may not know: then somebody else reads it with the child.
        var relation = new ProtectionRelation(new ProtectionId("melder"), [], [director.Desk.Person], [], "", ["Hallo"], "in vertrouwen", null);
        Assert.Null(await server.Services.GetRequiredService<PlanArranging>()
            .SetupAsync(Caller.Server(director.Desk.Person), director.Plan, "op-protect", new SetProtection(relation)));
        Assert.Equal((404, "minutes.unknown"), await (await director.Browser.GetAsync(together)).ProblemAsync());

        // That somebody asked in vain stands in the log, also of somebody of another plan.
        var stranger = await server.EnterAsync("Miriam");
        Assert.Equal((404, "minutes.unknown"), await (await stranger.Browser.GetAsync($"/api/minutes/{delivery.MinutesId}")).ProblemAsync());
        var asked = new List<string>();
        await foreach (var line in server.Services.GetRequiredService<IJournal>().ReadAsync(new StreamId($"access/{director.Plan}")))
        {
            if (Encoding.UTF8.GetString(line.Payload.Span).Contains("minutes.unknown", StringComparison.Ordinal))
                asked.Add(line.Actor.Person.Split(':')[0]);
        }

        Assert.Equal([director.Desk.Person.Value, father.Desk.Person.Value, "subject"], asked);
    }

    [Fact]
    public async Task WordsOfAChildUnderTwelve_WrittenDownByAHelper_ReachOnlyThoseWhomItNamed()
    {
        await using var server = await DemoServer.StartAsync();
        var director = await server.EnterAsync("Ingrid");
        var mother = await server.EnterAsync("Nadia");
        var born = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddYears(-8);
        var child = (await (await director.Browser.PostAsync(
            $"/api/plans/{director.Plan}/people", new AddPersonBody("Milan de Wit", PersonRole.Child, BirthDate: born))).ReadAsync<PersonAddedReply>()).Person;
        await using var helper = await director.ConnectAsync();
        var young = Assert.Single((await helper.OpenPlanAsync(director.Plan)).View!.YoungChildren, y => y.Child == child);
        Assert.True(young.Helps);
        Assert.Contains(young.Readers, p => p.Id == mother.Desk.Person);
        await using var hers = await mother.ConnectAsync();
        await hers.OpenPlanAsync(mother.Plan);

        Assert.Null(await helper.CommandAsync(director.Plan, new Domain.Commands.WriteWithChild(
            new("cw-stil"), child, ChildWordsKind.HouseOfWorries, "Dit blijft bij mij.", false, [])));
        Assert.Null(await helper.CommandAsync(director.Plan, new Domain.Commands.WriteWithChild(
            new("cw-mama"), child, ChildWordsKind.HouseOfDreams, "Ik wil een konijn.", true, [mother.Desk.Person])));
        Assert.Equal("child-words.unknown", (await hers.CommandAsync(mother.Plan, new Domain.Commands.WriteWithChild(
            new("cw-zelf"), child, ChildWordsKind.Statement, "Ik schrijf voor Milan.", false, [mother.Desk.Person])))!.Code);

        var heard = Assert.Single((await hers.NextAsync<PlanView>(p => p.ChildWords.Count > 0)).ChildWords);
        Assert.Equal(("Ik wil een konijn.", director.Desk.Person), (heard.Text, heard.Helper!.Value));
        Assert.Empty((await helper.OpenPlanAsync(director.Plan)).View!.ChildWords);
        Assert.DoesNotContain("Dit blijft bij mij", hers.Frames.Everything(), StringComparison.Ordinal);
        Assert.DoesNotContain("cw-stil", helper.Frames.Everything(), StringComparison.Ordinal);
    }
}
