using RoundTable.Domain.Ids;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Subjects;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Grains.Tests.Subjects;

public sealed class OtherServerSubjectTests : TwoTables
{
    private const string Lag = "roundtable.replication.lag";
    private static readonly SubjectId Nadia = TestFamily.SubjectOf(TestFamily.Nadia);
    private static readonly WayInRequest Personal = new(
        "Nadia", Scope.Full, new Landing(TestFamily.Plan, null, null), WayInCode.New, OneTime: false, EndsOtherSessions: true, ReplacesEarlier: true, TimeSpan.FromDays(14));

    [Fact]
    public async Task Session_ThatEndsOnAnotherServer_IsMeasured_AndWhatWasReadAtFirstOrWrittenHereIsNot()
    {
        var wayIn = await Here.Host.Subject(Nadia).CallAsync(s => s.MakeWayInAsync(Caller.Server(TestFamily.Nadia), Personal));
        var entered = (await Here.Get<SubjectCalls>().EnterAsync(wayIn.Token, wayIn.Code, TimeSpan.FromHours(12))).Value!;
        var ended = new Ended();
        Assert.True(await There.Host.Subject(Nadia).CallAsync(s => s.WatchAsync(new ReaderId("r-1"), entered.Session.Id, ended)));
        Assert.Equal(0, There.Meters.Counted(Lag, "subject"));

        await Here.Host.Subject(Nadia).CallAsync(s => s.SignOutEverywhereAsync(""));
        There.Get<StreamNews>().Take(new FeedNotice(MayHaveMissed: true, []));

        await ended.Heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, There.Meters.Counted(Lag, "subject"));
    }

    private sealed class Ended : ISubjectObserver
    {
        public TaskCompletionSource Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void SignedOut() => Heard.TrySetResult();
    }
}
