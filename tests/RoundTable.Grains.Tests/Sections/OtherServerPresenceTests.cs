using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests.Sections;

/// <summary>
/// Who is in a section on another server comes after the changes of the plan that were committed before it was said (decisions 0015
/// and 0031): who was taken out meanwhile is not shown it. Nobody says it twice, so it is not lost while the plan cannot be read.
/// </summary>
public sealed class OtherServerPresenceTests : TwoTables
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly SectionKey Section = TestFamily.Circle;
    private static readonly StreamId Plan = new($"plan/{TestFamily.Plan}");
    private TestReader _mark = null!;
    private TestReader _loubna = null!;
    private int _words;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _mark = new TestReader(There, TestFamily.Mark, 3);
        _loubna = new TestReader(There, TestFamily.Loubna, 2);
        Assert.Null((await _mark.OpenAsync(Section)).Refusal);
        Assert.Null((await _loubna.OpenAsync(Section)).Refusal);
    }

    [Fact]
    public async Task Presence_SaidUnderAPlanThatTookSomebodyOut_IsNotShownToThemByAServerThatHasNotHeardOfIt()
    {
        var moved = await TakeMarkOutAsync();

        // Nobody has told this server of the plan; another says who is in the section under it.
        There.Get<ServerTalk>().Take(Saying(moved.Head));

        await LoubnaSeesAsync();
        AssertMarkWasShut();
    }

    [Fact]
    public async Task Presence_SaidByAServerThatHadNotHeardOfTheChangeBeforeIt_IsShownByThePlanAfterIt()
    {
        var before = await Here.Journal.HeadAsync(Plan);
        var moved = await TakeMarkOutAsync();

        // What came first is still being read.
        using (There.Journal.HoldReading(Plan))
        {
            There.Get<StreamNews>().Take(new FeedNotice(false, [moved]));
            There.Get<ServerTalk>().Take(Saying(before));
            for (var turn = 0; turn < 5; turn++)
                await PassAsync();
        }

        await LoubnaSeesAsync();
        AssertMarkWasShut();
    }

    [Fact]
    public async Task Notice_OfAChangeAndOfPresence_IsTakenInThatOrder()
    {
        var before = await Here.Journal.HeadAsync(Plan);
        var notice = Saying(before) with { Moved = [await TakeMarkOutAsync()] };
        using var told = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();

        // After the section has been told of the presence, the one who reads the notice is held up until it is shown.
        using var listening = There.Get<ServerTalk>().Join($"section/{Section}", (_, _) =>
        {
            told.Set();
            goOn.Wait(Deadline);
        });
        using var reading = new FeedReading(new SharedFeed(new OneNotice(notice)), There.Get<StreamNews>(), There.Get<ServerTalk>(), NullLogger<FeedReading>.Instance);
        await reading.StartAsync(default);
        try
        {
#pragma warning disable RS0030 // It is awaited at once.
            Assert.True(await Task.Run(() => told.Wait(Deadline)), "the section was not told who is there");
#pragma warning restore RS0030
            await LoubnaSeesAsync();
        }
        finally
        {
            goOn.Set();
        }

        await reading.StopAsync(default);
        AssertMarkWasShut();
    }

    [Fact]
    public async Task Presence_SaidWhileThePlanCannotBeRead_IsShownWhenItCan()
    {
        var head = await Here.Journal.HeadAsync(Plan);
        using (There.Journal.RefuseReading(Plan))
        {
            There.Get<ServerTalk>().Take(Saying(head + 1));
            await UntilAsync(() => There.Journal.ReadingsRefused > 0, "the plan was not read");
        }

        await LoubnaSeesAsync();
    }

    [Fact]
    public async Task Server_GoneWhileThePlanCannotBeRead_TakesItsPeopleWithIt()
    {
        There.Get<ServerTalk>().Take(Saying(await Here.Journal.HeadAsync(Plan)));
        await LoubnaSeesAsync();

        using (There.Journal.RefuseReading(Plan))
        {
            There.Get<StreamNews>().Take(new FeedNotice(true, []) { Listening = false });
            There.Get<ServerTalk>().Take(new FeedNotice(false, []) { Listening = false, Messages = [new ServerMessage("other", "q")] });

            // Whoever asked for the plan before has had the same answer.
            await Assert.ThrowsAsync<JournalUnavailableException>(() => There.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync()));
        }

        There.Get<StreamNews>().Take(new FeedNotice(true, []));
        await UntilAsync(() => !Sees(_loubna, TestFamily.Nadia), "who is gone is still shown");
    }

    [Fact]
    public async Task Presence_HeardByTheLifeBefore_IsNotTakenByTheNextInPlaceOfItsOwn()
    {
        var head = await Here.Journal.HeadAsync(Plan);
        using (There.Journal.HoldReading(Plan))
        {
            // They wait for the plan while the section is dropped from memory.
            There.Get<ServerTalk>().Take(Saying(head + 1, move: 1));
            There.Get<ServerTalk>().Take(Saying(head + 1, move: 2));
            await There.Journal.ReadingHeld;
            await There.Host.RetireAsync<SectionGrain>(Section.ToString());
            await _loubna.NextAsync<Resync>();
        }

        Assert.Null((await _loubna.OpenAsync(Section)).Refusal);
        There.Get<ServerTalk>().Take(Saying(head, TestFamily.Director));

        await UntilAsync(() => Sees(_loubna, TestFamily.Director), "who is there now is not shown");
        Assert.False(Saw(_loubna));
    }

    private FeedNotice Saying(long plan, PersonId? who = null, int move = 1)
    {
        var entry = $$"""{"id":"r-9","person":"{{who ?? TestFamily.Nadia}}","name":"","item":null,"typing":true,"client":9,"fields":null,"move":{{move}}}""";
        return new FeedNotice(false, []) { Messages = [new ServerMessage("other", $"w {++_words} 0 0 0 section/{Section}\nplan {plan}\nr-9 {entry}\n")] };
    }

    private static bool Saw(TestReader reader) => reader.Heard.OfType<PresenceShown>().Any(shown => shown.People.Any(p => p.Person == TestFamily.Nadia));

    private static bool Sees(TestReader reader, PersonId who) => reader.Heard.OfType<PresenceShown>().LastOrDefault()?.People.Any(p => p.Person == who) == true;

    private void AssertMarkWasShut()
    {
        Assert.Contains(_mark.Heard, heard => heard is Shut);
        Assert.False(Saw(_mark));
    }

    private Task LoubnaSeesAsync() => UntilAsync(() => Saw(_loubna), "who stayed in the section was not shown who is there");

    private async Task UntilAsync(Func<bool> happened, string otherwise)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!happened())
        {
            Assert.False(deadline.IsCancellationRequested, otherwise);
            await PassAsync();
        }
    }

    // A turn of the section, and time for its next tick.
    private async Task PassAsync()
    {
        await There.Get<SectionCalls>().ItemsAsync(Section);
        There.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task<StreamMoved> TakeMarkOutAsync()
    {
        var before = await Here.Journal.HeadAsync(Plan);
        var section = (await Here.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Section(Section.Section)!;
        Assert.Null(await Here.Get<PlanArranging>().SetupAsync(
            Caller.Server(TestFamily.Director),
            TestFamily.Plan,
            "without-mark",
            new ChangeSection(section.Id, SectionMode.Live, [.. section.Audience.Where(p => p != TestFamily.Mark)])));
        return new StreamMoved(Plan, before + 1, await Here.Journal.HeadAsync(Plan));
    }

    private sealed class OneNotice(FeedNotice notice) : IJournalFeed
    {
        public int MaxMessageBytes => 100;

        public async IAsyncEnumerable<FeedNotice> WatchAsync([EnumeratorCancellation] CancellationToken ct = default)
        {
            yield return notice;
            await Task.Delay(Timeout.Infinite, ct);
        }

        public ValueTask TellAsync(IReadOnlyList<string> messages, CancellationToken ct = default) => ValueTask.CompletedTask;
    }
}
