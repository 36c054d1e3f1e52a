using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

/// <summary>What is not there and what is not theirs look the same, and cost whoever asks the same.</summary>
public sealed class SamePriceTests
{
    private static readonly SectionId Nowhere = new("t-there-is-none-at-all-0");
    private static readonly MeetingId NoMeeting = new("m-there-is-none-0");

    [Theory]
    [InlineData("hub")]
    [InlineData("door-tokens")]
    [InlineData("history")]
    public async Task Section_OfOthers_TakesAsManyMovesAsOneThatIsNotThere(string door)
    {
        await using var server = await StrictServer.StartAsync("Move", burst: 13);
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var mothers = mother.Plan.Sections.First(s => father.Plan.Sections.All(his => his.Id != s.Id)).Id;
        var fathers = father.Plan.Sections.First(s => mother.Plan.Sections.All(hers => hers.Id != s.Id)).Id;
        Assert.NotEqual(mothers, fathers);

        var tries = await TriesAsync(father, mothers);

        Assert.Equal(await TriesAsync(mother, Nowhere), tries);
        Assert.InRange(tries, 1, 6);

        async Task<int> TriesAsync(Seat who, SectionId section)
        {
            for (var i = 0; ; i++)
            {
                var code = await TryAsync(who, section);
                if (code == "section.too-fast")
                    return i;
                Assert.Equal(RefusalCodes.SectionNotAReader, code);
            }
        }

        async Task<string?> TryAsync(Seat who, SectionId section) => door switch
        {
            "hub" => (await who.Table.OpenSectionAsync(section)).Refusal?.Code,
            "history" => (await (await who.Guest.Browser.GetAsync($"/api/sections/{section}/history")).ProblemAsync()).Code,
            _ => (await (await who.Guest.Browser.PostAsync($"/api/sections/{section}/{door}", new DoorTokenRequest(true))).ProblemAsync()).Code,
        };
    }

    [Fact]
    public async Task MeetingCommand_OfOthers_TakesAsManyMovesAsOneThatIsNotThere()
    {
        await using var server = await StrictServer.StartAsync("Move", burst: 12);
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var meeting = await PlanAsync(director, mother);

        var tries = await TriesAsync(father, meeting);

        Assert.Equal(await TriesAsync(mother, NoMeeting), tries);
        Assert.InRange(tries, 1, 12);

        static async Task<int> TriesAsync(Seat who, MeetingId meeting)
        {
            for (var i = 0; ; i++)
            {
                var code = (await who.Table.CommandAsync(meeting, new CallOffMeeting()))?.Code;
                if (code == "section.too-fast")
                    return i;
                Assert.Equal(RefusalCodes.MeetingNotInRoom, code);
            }
        }
    }

    [Fact]
    public async Task Meeting_ThatIsRefused_TakesNoPlaceOnTheConnection()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:OpenPerConnection"] = "3");
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");

        Assert.Equal(RefusalCodes.MeetingNotInRoom, (await father.Table.OpenMeetingAsync(await PlanAsync(director, mother))).Refusal?.Code);

        Assert.Null((await father.Table.OpenSectionAsync(father.Plan.Sections[0].Id)).Refusal);
    }

    [Fact]
    public async Task Section_ThatIsNotThere_IsRefusedNoSoonerThanALineWouldBeOnDisk()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        await using var father = await Seat.TakeAsync(server, "Mark");
        using var hold = journal.HoldLog();

        var asked = father.Table.OpenSectionAsync(Nowhere);
        await Patience.UntilAsync("it waits for the disk", () => journal.Held > 0, within: asked);
        hold.Release();
        Assert.Equal(RefusalCodes.SectionNotAReader, (await asked).Refusal?.Code);
    }

    [Fact]
    public async Task Connection_WithTooMuchOpen_HearsTheSameOfWhatIsNotTheirsAndWhatIsNotThere()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:OpenPerConnection"] = "2");
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var mothers = mother.Plan.Sections.First(s => father.Plan.Sections.All(his => his.Id != s.Id)).Id;
        var meeting = await PlanAsync(director, mother);

        foreach (var section in new[] { mothers, Nowhere })
            Assert.Equal(RefusalCodes.SectionNotAReader, (await father.Table.OpenSectionAsync(section)).Refusal?.Code);
        foreach (var other in new[] { meeting, NoMeeting })
            Assert.Equal(RefusalCodes.MeetingNotInRoom, (await father.Table.OpenMeetingAsync(other)).Refusal?.Code);

        Assert.Equal("request.too-many-open", (await father.Table.OpenSectionAsync(father.Plan.Sections[0].Id)).Refusal?.Code);
        Assert.Equal("request.too-many-open", (await mother.Table.OpenMeetingAsync(meeting)).Refusal?.Code);
    }

    private static async Task<MeetingId> PlanAsync(Seat director, Seat with)
    {
        var planned = await director.Guest.Browser.PostAsync(
            $"/api/plans/{director.Plan.Id}/meetings",
            new PlanMeetingBody(MeetingKind.Evaluation, TimeProvider.System.GetUtcNow().AddDays(3), [director.Person, with.Person]));
        return (await planned.ReadAsync<MeetingPlannedReply>()).Meeting;
    }
}
