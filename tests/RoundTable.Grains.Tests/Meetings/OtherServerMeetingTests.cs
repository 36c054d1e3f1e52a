using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Journal;

namespace RoundTable.Grains.Tests.Meetings;

/// <summary>
/// Who is connected to a meeting is shown by the plan as it is on disk, also when that was changed on another server a moment ago (decision 0015).
/// </summary>
public sealed class OtherServerMeetingTests : TwoTables
{
    private static readonly StreamId Plan = new($"plan/{TestFamily.Plan}");
    private int _words;
    private TestSeat _chair = null!;
    private TestSeat _nadia = null!;
    private TestSeat _loubna = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _chair = new TestSeat(There, TestFamily.Director);
        _nadia = new TestSeat(There, TestFamily.Nadia);
        _loubna = new TestSeat(There, TestFamily.Loubna);
        Assert.NotNull((await _chair.OpenAsync()).Value);
        Assert.NotNull((await _loubna.OpenAsync()).Value);
        foreach (var seat in new[] { _chair, _nadia, _loubna })
            await seat.DoAsync(new EnterRoom(TestFamily.Room));
        await _chair.DoAsync(new AdmitEveryone(TestFamily.Room));
    }

    [Fact]
    public async Task Connected_OnAnotherServer_AfterTheyWereHidden_IsNotShownToWhomTheyAreHiddenFrom()
    {
        await HideNadiaAsync();

        // Nobody has told this server of the plan.
        There.Get<ServerTalk>().Take(Saying(TestFamily.Nadia));

        await ChairSeesAsync(connected: true);
        Assert.DoesNotContain(_loubna.Heard, heard => Shows(heard, connected: true));
    }

    [Fact]
    public async Task Leaving_AfterTheyWereHiddenOnAnotherServer_IsNotShownToWhomTheyAreHiddenFrom()
    {
        Assert.NotNull((await _nadia.OpenAsync()).Value);
        await ChairSeesAsync(connected: true);
        await HideNadiaAsync();
        var before = _loubna.Heard.Count;

        await _nadia.LeaveAsync();

        await ChairSeesAsync(connected: false);
        Assert.DoesNotContain(_loubna.Heard.Skip(before), heard => Shows(heard, connected: false));
    }

    [Fact]
    public async Task Leaving_WhileThePlanCannotBeRead_IsShownWhenItCan()
    {
        Assert.NotNull((await _nadia.OpenAsync()).Value);
        await ChairSeesAsync(connected: true);

        using (There.Journal.RefuseReading(Plan))
        {
            await _nadia.LeaveAsync();
            Assert.True(Shows(_chair.View!, connected: true));
        }

        await ChairSeesAsync(connected: false);
    }

    [Fact]
    public async Task Moved_WhileThePlanCannotBeRead_IsDoneAndShownWhenItCan()
    {
        using (There.Journal.RefuseReading(Plan))
        {
            await _chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
            Assert.NotEqual(MeetingPhase.Scoring, _loubna.Room.Phase);
        }

        await There.UntilAsync(() => _loubna.Room.Phase == MeetingPhase.Scoring, "the others were not shown the phase");
    }

    [Fact]
    public async Task Connected_OnAnotherServer_WhileThePlanCannotBeRead_IsShownWhenItCan()
    {
        using (There.Journal.RefuseReading(Plan))
        {
            There.Get<ServerTalk>().Take(Saying(TestFamily.Nadia));
            await There.UntilAsync(() => There.Journal.ReadingsRefused > 0, "the plan was not read");
            Assert.DoesNotContain(_chair.Heard, heard => Shows(heard, connected: true));
        }

        await ChairSeesAsync(connected: true);
    }

    [Fact]
    public async Task Connected_HeardByTheLifeBefore_IsNotTakenByTheNext()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = There.Host.Meeting(TestFamily.Meeting).CallAsync(_ => goOn.Task);
        var retiring = There.Host.RetireAsync<MeetingGrain>(TestFamily.Meeting.Value);
        There.Get<ServerTalk>().Take(Saying(TestFamily.Nadia));
        goOn.SetResult();
        await busy;
        await retiring;

        // It may have been taken back when nobody listened; who asks what is so now hears nothing.
        Assert.NotNull((await _loubna.OpenAsync()).Value);

        Assert.False(Shows(_loubna.View!, connected: true));
    }

    [Fact]
    public async Task Closed_OnAnotherServer_TakesNobodyInWhereThatIsNotHeard()
    {
        var chair = new TestSeat(Here, TestFamily.Director);
        Assert.Null(await chair.AskAsync("elsewhere-1", new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring)));
        Assert.Null(await chair.AskAsync("elsewhere-2", new RevealScores(TestFamily.Room, "Wij wachten niet.")));
        Assert.Null(await chair.AskAsync("elsewhere-3", new CloseMeeting(new DateOnly(2026, 4, 1), null)));

        Assert.Equal(RefusalCodes.MeetingClosed, (await InviteMarkAsync(There))?.Code);
    }

    [Fact]
    public async Task Invited_OnAnotherServer_WantANoteBeforeTheMeetingClosesWhereThatIsNotHeard()
    {
        await _chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
        await _chair.DoAsync(new RevealScores(TestFamily.Room, "Wij wachten niet."));
        Assert.Null(await InviteMarkAsync(Here));

        Assert.Equal(RefusalCodes.MeetingAbsenceNoteMissing, (await _chair.AskAsync(new CloseMeeting(new DateOnly(2026, 4, 1), null)))?.Code);
    }

    [Fact]
    public async Task Written_OnAnotherServer_IsMeasuredByWhatItIs_AndWhatWasReadAtFirstOrWrittenHereIsNot()
    {
        const string Lag = "roundtable.replication.lag";
        var meeting = new StreamId($"meeting/{TestFamily.Meeting}");
        var (planHead, meetingHead) = (await Here.Journal.HeadAsync(Plan), await Here.Journal.HeadAsync(meeting));
        Assert.Equal((0, 0), (There.Meters.Counted(Lag, "plan"), There.Meters.Counted(Lag, "meeting")));

        await HideNadiaAsync();
        Assert.Null(await new TestSeat(Here, TestFamily.Director).AskAsync("elsewhere", new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring)));
        There.Get<StreamNews>().Take(new FeedNotice(MayHaveMissed: true, []));

        var (ofPlan, ofMeeting) = (await Here.Journal.HeadAsync(Plan) - planHead, await Here.Journal.HeadAsync(meeting) - meetingHead);
        await There.UntilAsync(() => There.Meters.Counted(Lag, "meeting") >= ofMeeting, "what was written elsewhere in the meeting was not measured");
        await There.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());
        Assert.Equal((ofPlan, ofMeeting), (There.Meters.Counted(Lag, "plan"), There.Meters.Counted(Lag, "meeting")));
    }

    private FeedNotice Saying(PersonId who) => new(false, [])
    {
        Messages = [new ServerMessage("other", $"w {++_words} 0 0 0 meeting/{TestFamily.Meeting}\n{who} \n")],
    };

    private static bool Shows(object heard, bool connected) =>
        heard is MeetingView view && view.Rooms[0].Participants.Any(p => p.Person == TestFamily.Nadia && p.Connected == connected);

    private async Task ChairSeesAsync(bool connected)
    {
        await There.UntilAsync(() => Shows(_chair.View!, connected), "the chair was not shown who is connected");

        // Whoever else is told in that turn has been told when the next one has been.
        await There.Host.Meeting(TestFamily.Meeting).CallAsync(m => m.HasSealedScoreAsync(TestFamily.Nadia));
    }

    private static Task<Refusal?> InviteMarkAsync(TestTable table) => table.Get<PlanArranging>().SetupAsync(
        TestFamily.As(TestFamily.Director), TestFamily.Plan, "op-invite", new InviteToMeeting(TestFamily.Meeting, TestFamily.Mark, TestFamily.Room));

    private Task HideNadiaAsync() => TestFamily.ArrangeAsync(Here, new ShieldPerson(TestFamily.Nadia, null, [], [TestFamily.Loubna]));
}
