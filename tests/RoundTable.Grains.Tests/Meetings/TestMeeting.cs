using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Grains.Tests.Meetings;

/// <summary>The meeting of the test family, from who comes in to its close.</summary>
internal static class TestMeeting
{
    public static async Task HoldAsync(TestTable table)
    {
        PersonId[] seated = [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna];
        var seats = seated.Select(p => new TestSeat(table, p)).ToList();
        foreach (var seat in seats)
            await seat.DoAsync(new EnterRoom(TestFamily.Room));
        var chair = seats[0];
        await chair.DoAsync(new AdmitEveryone(TestFamily.Room));
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
        foreach (var seat in seats)
            await seat.ScoreAsync(5, "zo");
        await chair.DoAsync(new RevealScores(TestFamily.Room, null));
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.ReadBack));
        await chair.DoAsync(new CloseMeeting(new DateOnly(2026, 4, 1), null));
    }
}
