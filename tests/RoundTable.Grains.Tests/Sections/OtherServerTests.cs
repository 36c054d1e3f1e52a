using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Tests.Meetings;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Sections;

/// <summary>A server that has heard of what was written, and not yet of who may no longer read it.</summary>
public sealed class OtherServerTests : TwoTables
{
    private static readonly SectionKey Section = TestFamily.Circle;

    [Fact]
    public async Task Written_AfterAReaderWasTakenOut_DoesNotReachTheReader()
    {
        var mark = new TestReader(There, TestFamily.Mark, 3);
        var loubna = new TestReader(There, TestFamily.Loubna, 2);
        Assert.Null((await mark.OpenAsync(Section)).Refusal);
        Assert.Null((await loubna.OpenAsync(Section)).Refusal);

        await TakeMarkOutAsync();
        var nadia = new TestReader(Here, TestFamily.Nadia, 1);
        await nadia.OpenAsync(Section);
        nadia.MakeItem("i-aaaaaaaaaaaaaaaa", "Niet voor Mark");
        await nadia.PushToDiskAsync();
        There.Get<StreamNews>().Take(new FeedNotice(false, [new StreamMoved(Section.Stream, 1, 1)]));

        await loubna.NextAsync<SectionUpdate>();
        await mark.NextAsync<Shut>();
        Assert.DoesNotContain(mark.Heard, m => m is SectionUpdate);
    }

    [Fact]
    public async Task Told_WithTheRecordItself_IsShownWithoutBeingRead()
    {
        var (mark, moved) = await TypedElsewhereAsync();
        There.Journal.FailReading = 1;

        There.Get<StreamNews>().Take(new FeedNotice(false, [moved]));

        Assert.Equal("p-nadia", (await mark.NextAsync<SectionUpdate>()).Clients[1].Value);
        Assert.Equal(1, There.Journal.FailReading);
    }

    [Fact]
    public async Task Told_UnderAPlanThatTookAReaderOut_DoesNotReachTheReader()
    {
        var loubna = new TestReader(There, TestFamily.Loubna, 2);
        Assert.Null((await loubna.OpenAsync(Section)).Refusal);
        var (mark, moved) = await TypedElsewhereAsync(TakeMarkOutAsync);

        // Nobody has told this server of the plan.
        There.Get<StreamNews>().Take(new FeedNotice(false, [moved]));

        await loubna.NextAsync<SectionUpdate>();
        await mark.NextAsync<Shut>();
        Assert.DoesNotContain(mark.Heard, m => m is SectionUpdate);
    }

    [Fact]
    public async Task Told_ToSomebodyWhoTypesAtThatMoment_IsMergedAndBothAreWritten()
    {
        var (mark, moved) = await TypedElsewhereAsync();
        mark.MakeItem("i-bbbbbbbbbbbbbbbb", "Van Mark");

        // What Mark types is built on what was before, and meets the other's on disk: it is told of while it is on its way there.
        There.Journal.Before = (Section.Stream, () =>
        {
            There.Get<StreamNews>().Take(new FeedNotice(false, [moved]));
            return Task.CompletedTask;
        }
        );
        await mark.PushToDiskAsync();

        Assert.Single(mark.Heard.OfType<SectionUpdate>());
        Assert.Equal(2, await Here.Journal.HeadAsync(Section.Stream));
        Assert.Equal(2, (await There.Get<SectionCalls>().ItemsAsync(Section)).Count);
        Assert.Equal(1, There.Meters.Counted("roundtable.replication.overtaken", "section"));
    }

    [Fact]
    public async Task WrittenHere_AfterAReaderWasTakenOutElsewhere_DoesNotReachTheReader()
    {
        var mark = new TestReader(There, TestFamily.Mark, 3);
        var loubna = new TestReader(There, TestFamily.Loubna, 2);
        Assert.Null((await mark.OpenAsync(Section)).Refusal);
        Assert.Null((await loubna.OpenAsync(Section)).Refusal);
        await TakeMarkOutAsync();

        // Nobody has told this server of it yet.
        loubna.MakeItem("i-aaaaaaaaaaaaaaaa", "Niet voor Mark");
        await loubna.PushToDiskAsync();

        await mark.NextAsync<Shut>();
        Assert.DoesNotContain(mark.Heard, m => m is SectionUpdate);
        Assert.DoesNotContain(loubna.Heard, m => m is Resync);
        Assert.Equal(1, There.Meters.Counted("roundtable.replication.overtaken", "plan"));
    }

    [Fact]
    public async Task Typed_BySomebodyWhoWasTakenOutElsewhere_IsNotWritten()
    {
        var mark = new TestReader(There, TestFamily.Mark, 3);
        Assert.Null((await mark.OpenAsync(Section)).Refusal);
        await TakeMarkOutAsync();

        mark.MakeItem("i-aaaaaaaaaaaaaaaa", "Te laat");
        await mark.PushAsync();

        await mark.NextAsync<Shut>();
        var loubna = new TestReader(There, TestFamily.Loubna, 2);
        Assert.Null((await loubna.OpenAsync(Section)).Refusal);
        Assert.Empty(loubna.Items.Keys);
    }

    [Fact]
    public async Task Score_WithAWordThatBecameProtectedElsewhere_IsRefused()
    {
        foreach (var person in new[] { TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna })
            await new TestSeat(Here, person).DoAsync(new EnterRoom(TestFamily.Room));
        var chair = new TestSeat(Here, TestFamily.Director);
        Assert.Null(await chair.AskAsync("admit", new AdmitEveryone(TestFamily.Room)));
        Assert.Null(await chair.AskAsync("scoring", new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring)));
        var nadia = new TestSeat(There, TestFamily.Nadia);
        Assert.Null((await nadia.OpenAsync()).Refusal);
        var plan = Here.Host.Plan(TestFamily.Plan);
        Assert.Null(await plan.CallAsync(p => p.SetupAsync(Caller.Server(TestFamily.Director), "protected", new SetProtection(new ProtectionRelation(
            ProtectionId.From("prot-1"), [TestFamily.Nadia], [TestFamily.Loubna], [], "adres", ["Vlierstraat"], "ernstig geweld", new DateOnly(2026, 8, 1))))));

        // Nobody has told this server of it yet.
        var refusal = await nadia.AskAsync("op-score", TestSeat.Score(3, "Wij slapen in de Vlierstraat"));

        Assert.NotNull(refusal);
        Assert.Null(await nadia.AskAsync("op-other", TestSeat.Score(3, "Wij slapen ergens anders")));
    }

    [Fact]
    public async Task Plan_ThatMovedOnElsewhereInOtherMatters_CostsNobodyAnything()
    {
        var loubna = new TestReader(There, TestFamily.Loubna, 2);
        Assert.Null((await loubna.OpenAsync(Section)).Refusal);
        await SetAudienceAsync("without-mark", p => p != TestFamily.Mark);
        await SetAudienceAsync("with-mark", _ => true, TestFamily.Mark);

        loubna.MakeItem("i-aaaaaaaaaaaaaaaa", "Gewoon door");
        await loubna.PushToDiskAsync();

        Assert.DoesNotContain(loubna.Heard, m => m is Resync);
    }

    [Fact]
    public async Task Open_BySomebodyWhoWasTakenOut_IsRefused()
    {
        var loubna = new TestReader(There, TestFamily.Loubna, 2);
        Assert.Null((await loubna.OpenAsync(Section)).Refusal);
        await TakeMarkOutAsync();

        var opened = await new TestReader(There, TestFamily.Mark, 3).OpenAsync(Section);

        Assert.Equal(RefusalCodes.SectionNotAReader, opened.Refusal?.Code);
    }

    /// <summary>Mark reads on the other server; Nadia types here, and the notice says what she typed.</summary>
    private async Task<(TestReader Mark, StreamMoved Moved)> TypedElsewhereAsync(Func<Task>? before = null)
    {
        var mark = new TestReader(There, TestFamily.Mark, 3);
        Assert.Null((await mark.OpenAsync(Section)).Refusal);
        if (before is not null)
            await before();
        var nadia = new TestReader(Here, TestFamily.Nadia, 1);
        await nadia.OpenAsync(Section);
        nadia.MakeItem("i-aaaaaaaaaaaaaaaa", "Van Nadia");
        await nadia.PushToDiskAsync();
        var plan = new StreamId($"plan/{TestFamily.Plan}");
        var records = await Here.Journal.ReadAsync(Section.Stream).ToListAsync();
        return (mark, new StreamMoved(Section.Stream, 1, records.Count) { Told = new ToldRecords(records, new StreamAt(plan, await Here.Journal.HeadAsync(plan))) });
    }

    private Task TakeMarkOutAsync() => SetAudienceAsync("without-mark", p => p != TestFamily.Mark);

    private async Task SetAudienceAsync(string operation, Func<PersonId, bool> stays, params PersonId[] more)
    {
        var plan = Here.Host.Plan(TestFamily.Plan);
        var section = (await plan.CallAsync(p => p.StateAsync())).Section(Section.Section)!;
        PersonId[] audience = [.. section.Audience.Where(stays), .. more];
        Assert.Null(await Here.Get<PlanArranging>().SetupAsync(
            Caller.Server(TestFamily.Director), TestFamily.Plan, operation, new ChangeSection(section.Id, SectionMode.Live, audience)));
    }
}
