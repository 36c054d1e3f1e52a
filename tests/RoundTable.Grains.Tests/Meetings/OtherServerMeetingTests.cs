using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Meetings;
using RoundTable.Journal;

namespace RoundTable.Grains.Tests.Meetings;

/// <summary>
/// Who is connected to a meeting is shown by the plan as it is on disk, also when that was changed on another server a moment ago (decision 0015).
/// </summary>
public sealed class OtherServerMeetingTests : IAsyncLifetime
{
    private static readonly StreamId Plan = new($"plan/{TestFamily.Plan}");
    private TestTable _here = null!;
    private TestTable _there = null!;
    private TestSeat _chair = null!;
    private TestSeat _nadia = null!;
    private TestSeat _loubna = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await TestTable.StartAsync();
        await TestFamily.MakeAsync(_here, protection: false);
        _there = await _here.StartOtherAsync();
        _chair = new TestSeat(_there, TestFamily.Director);
        _nadia = new TestSeat(_there, TestFamily.Nadia);
        _loubna = new TestSeat(_there, TestFamily.Loubna);
        Assert.NotNull((await _chair.OpenAsync()).Value);
        Assert.NotNull((await _loubna.OpenAsync()).Value);
        foreach (var seat in new[] { _chair, _nadia, _loubna })
            await seat.DoAsync(new EnterRoom(TestFamily.Room));
        await _chair.DoAsync(new AdmitEveryone(TestFamily.Room));
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task Connected_OnAnotherServer_AfterTheyWereHidden_IsNotShownToWhomTheyAreHiddenFrom()
    {
        await HideNadiaAsync();

        // Nobody has told this server of the plan.
        _there.Get<ServerTalk>().Take(Saying(TestFamily.Nadia));

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

        using (_there.Journal.RefuseReading(Plan))
        {
            await _nadia.LeaveAsync();
            Assert.True(Shows(_chair.View!, connected: true));
        }

        await ChairSeesAsync(connected: false);
    }

    [Fact]
    public async Task Connected_OnAnotherServer_WhileThePlanCannotBeRead_IsShownWhenItCan()
    {
        using (_there.Journal.RefuseReading(Plan))
        {
            _there.Get<ServerTalk>().Take(Saying(TestFamily.Nadia));
            await _there.UntilAsync(() => _there.Journal.ReadingsRefused > 0, "the plan was not read");
            Assert.DoesNotContain(_chair.Heard, heard => Shows(heard, connected: true));
        }

        await ChairSeesAsync(connected: true);
    }

    [Fact]
    public async Task Connected_HeardByTheLifeBefore_IsNotTakenByTheNext()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = _there.Host.Meeting(TestFamily.Meeting).CallAsync(_ => goOn.Task);
        var retiring = _there.Host.RetireAsync<MeetingGrain>(TestFamily.Meeting.Value);
        _there.Get<ServerTalk>().Take(Saying(TestFamily.Nadia));
        goOn.SetResult();
        await busy;
        await retiring;

        // It may have been taken back when nobody listened; who asks what is so now hears nothing.
        Assert.NotNull((await _loubna.OpenAsync()).Value);

        Assert.False(Shows(_loubna.View!, connected: true));
    }

    private static FeedNotice Saying(PersonId who) => new(false, [])
    {
        Messages = [new ServerMessage("other", $"s 0 0 meeting/{TestFamily.Meeting}\n[\"{who}\"]")],
    };

    private static bool Shows(object heard, bool connected) =>
        heard is MeetingView view && view.Rooms[0].Participants.Any(p => p.Person == TestFamily.Nadia && p.Connected == connected);

    private async Task ChairSeesAsync(bool connected)
    {
        await _there.UntilAsync(() => Shows(_chair.View!, connected), "the chair was not shown who is connected");

        // Whoever else is told in that turn has been told when the next one has been.
        await _there.Host.Meeting(TestFamily.Meeting).CallAsync(m => m.HasSealedScoreAsync(TestFamily.Nadia));
    }

    private Task HideNadiaAsync() => TestFamily.ArrangeAsync(_here, new ShieldPerson(TestFamily.Nadia, null, [], [TestFamily.Loubna]));
}
