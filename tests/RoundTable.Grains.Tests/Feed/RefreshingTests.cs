using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Subjects;
using RoundTable.Grains.Tests.Meetings;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests.Feed;

/// <summary>A server that is told once that another wrote, at a moment when it cannot read: it is not told again.</summary>
public sealed class RefreshingTests : TwoTables
{
    private static readonly SubjectId Nadia = TestFamily.SubjectOf(TestFamily.Nadia);

    [Fact]
    public async Task SignedOut_WhileItCannotBeRead_EndsTheConnectionWhenItCan()
    {
        var entered = await Here.Host.Subject(Nadia).CallAsync(s => s.AdmitAsync(TimeSpan.FromDays(300), null));
        var connection = new Connection();
        Assert.True(await There.Host.Subject(Nadia).CallAsync(s => s.WatchAsync(new ReaderId("connection"), entered.Session.Id, connection)));
        await Here.Host.Subject(Nadia).CallAsync(s => s.SignOutAsync(entered.Session.Id));

        await FailOnceAsync(new StreamId($"subject/{Nadia}"), () => connection.Heard.Count > 0, "the connection of an ended session to end");
    }

    [Fact]
    public async Task TakenOutOfTheReaders_WhileItCannotBeRead_ReachesThePersonWhenItCan()
    {
        var viewer = new Viewer();
        var mark = TestFamily.As(TestFamily.Mark);
        var answer = await There.Host.Plan(TestFamily.Plan).CallAsync(p => p.OpenAsync(mark, new ReaderId("mark"), viewer));
        Assert.Contains(answer.Value!.Sections, s => s.Id == TestFamily.Circle.Section);
        await TestFamily.ArrangeAsync(Here, new ChangeSection(
            TestFamily.Circle.Section, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna]));

        await FailOnceAsync(
            new StreamId($"plan/{TestFamily.Plan}"),
            () => viewer.Heard.OfType<PlanView>().Any(v => v.Sections.All(s => s.Id != TestFamily.Circle.Section)),
            "a plan without the section");
    }

    [Fact]
    public async Task MeetingMovedOn_WhileItCannotBeRead_ReachesThePersonWhenItCan()
    {
        var nadia = new TestSeat(There, TestFamily.Nadia);
        Assert.Null((await nadia.OpenAsync()).Refusal);
        var chair = new TestSeat(Here, TestFamily.Director);
        await chair.DoAsync(new EnterRoom(TestFamily.Room));
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Welcome));

        await FailOnceAsync(
            new StreamId($"meeting/{TestFamily.Meeting}"),
            () => nadia.Heard.OfType<MeetingView>().Any(v => v.Rooms[0].Phase == MeetingPhase.Welcome),
            "the phase to move");
    }

    /// <summary>Tells the other server once, when it cannot read the stream; time goes by until it did.</summary>
    private async Task FailOnceAsync(StreamId stream, Func<bool> happened, string what)
    {
        var head = await Here.Journal.HeadAsync(stream);
        There.Journal.FailReadingOf = stream;
        There.Get<StreamNews>().Take(new FeedNotice(false, [new StreamMoved(stream, head, head)]));

        await There.UntilAsync(happened, $"Waited for {what}.");
        Assert.Null(There.Journal.FailReadingOf);
    }

    private sealed class Connection : Inbox, ISubjectObserver
    {
        public void SignedOut() => Hear(new Out());

        private sealed record Out;
    }

    private sealed class Viewer : Inbox, IPlanObserver
    {
        public void PlanChanged(PlanView view) => Hear(view);

        public void PlanShut(PlanId plan, Refusal refusal) => Hear(refusal);
    }
}
