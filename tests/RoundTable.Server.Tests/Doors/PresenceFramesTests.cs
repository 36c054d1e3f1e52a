using RoundTable.Domain.Ids;
using RoundTable.Server.Doors.Presence;
using RoundTable.Server.Doors.Wire;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Tests.Doors;

public class PresenceFramesTests
{
    private static readonly PresenceEntry Anna = new("c-1", PersonId.From("p-anna"), "Anna", null, false, 100, null, 1);
    private static readonly ReaderId Bram = new("c-2");
    private static readonly ReaderId Cees = new("c-3");
    private readonly HandTime _time = new();
    private readonly object _section = new();
    private readonly PresenceFrames _frames;

    public PresenceFramesTests() => _frames = new PresenceFrames(_time);

    [Fact]
    public void OlderPicture_ToldAgainWhenTheNewerIsOnItsWay_DoesNotWinFromIt()
    {
        var here = Here(1);
        var left = new PresencePicture([], [], [Anna.Client]) { Series = _section, Number = 2 };
        _frames.Changes(here, Bram);
        _time.Pass(TimeSpan.FromMinutes(1));
        _frames.Changes(left, Bram);
        _time.Pass(TimeSpan.FromMinutes(1));

        var again = ClockIn(_frames.Everybody(here, Cees));

        Assert.InRange(again, 0UL, ClockIn(_frames.Changes(left, Cees)!.Bytes) - 1);
    }

    [Fact]
    public void SamePicture_ToldAgainAfterAWhile_IsListenedTo()
    {
        var here = Here(1);
        var first = ClockIn(_frames.Changes(here, Bram)!.Bytes);
        _time.Pass(PresenceClock.AgainAfter);

        var second = ClockIn(_frames.Everybody(here, Bram));
        _time.Pass(PresenceClock.AgainAfter);

        Assert.True(second > first);
        Assert.True(ClockIn(_frames.Everybody(here, Bram)) > second);
    }

    [Fact]
    public void Picture_AfterOneThatWasToldAgain_IsListenedTo()
    {
        _frames.Changes(Here(1), Bram);
        _time.Pass(PresenceClock.AgainAfter);
        var again = ClockIn(_frames.Everybody(Here(1), Bram));

        Assert.True(ClockIn(_frames.Changes(Here(2), Bram)!.Bytes) > again);
    }

    [Fact]
    public void Clocks_HoweverOftenSomebodyAsks_FitIn32BitsAndDoNotOutrunTheNextServer()
    {
        for (var picture = 1; picture <= 1_000; picture++)
        {
            _frames.Changes(Here(picture), Bram);
            for (var i = 0; i < 10; i++)
                _frames.Everybody(Here(picture), Bram);
            _time.Pass(TimeSpan.FromMilliseconds(100));
        }

        var last = ClockIn(_frames.Changes(Here(1_001), Bram)!.Bytes);
        _time.Pass(TimeSpan.FromSeconds(1));

        Assert.InRange(last, 1UL, uint.MaxValue);
        Assert.True(ClockIn(new PresenceFrames(_time).Changes(new PresencePicture([Anna], [Anna], []), Bram)!.Bytes) > last);
    }

    private PresencePicture Here(long number) => new([Anna], [Anna], []) { Series = _section, Number = number };

    private static ulong ClockIn(byte[] body)
    {
        var message = new FrameReader(body);
        message.Number();
        var update = new FrameReader(message.Bytes());
        Assert.Equal(1UL, update.Number());
        Assert.Equal(Anna.Client, update.Number());
        return update.Number();
    }

    private sealed class HandTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

        public void Pass(TimeSpan time) => _now += time;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
