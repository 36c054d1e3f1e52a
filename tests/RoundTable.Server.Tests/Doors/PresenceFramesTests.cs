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
    private readonly PresenceFrames _frames = new(TimeProvider.System);

    [Fact]
    public void OlderPicture_ToldAgainWhenTheNewerIsOnItsWay_DoesNotWinFromIt()
    {
        var here = new PresencePicture([Anna], [Anna], []);
        var left = new PresencePicture([], [], [Anna.Client]);
        _frames.Changes(here, Bram);
        var first = ClockIn(_frames.Changes(here, Cees)!.Bytes);
        _frames.Changes(left, Bram);

        var again = ClockIn(_frames.Everybody(here, Cees, 1));

        Assert.InRange(again, first + 1, ClockIn(_frames.Changes(left, Cees)!.Bytes) - 1);
    }

    [Fact]
    public void SamePicture_ToldAgain_IsListenedTo()
    {
        var here = new PresencePicture([Anna], [Anna], []);
        _frames.Changes(here, Bram);

        Assert.True(ClockIn(_frames.Everybody(here, Bram, 2)) > ClockIn(_frames.Everybody(here, Bram, 1)));
    }

    private static ulong ClockIn(byte[] body)
    {
        var message = new FrameReader(body);
        message.Number();
        var update = new FrameReader(message.Bytes());
        Assert.Equal(1UL, update.Number());
        Assert.Equal(Anna.Client, update.Number());
        return update.Number();
    }
}
