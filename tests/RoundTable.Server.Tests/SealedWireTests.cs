using System.Text.RegularExpressions;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>
/// Wire capture (BR-10): the same meeting is held several times with other scores. As long as they are sealed, the frames
/// that reach anybody else are the same, byte for byte and in the same order, apart from the time and random ids.
/// </summary>
public sealed class SealedWireTests
{
    private const string Scorer = "who scores";
    private static readonly string Long = string.Concat(Enumerable.Repeat("Een heel lang verhaal met een zin erbij. ", 45));

    [Fact]
    public async Task Frames_ToTheOthers_DependOnNothingButWhoHasScored()
    {
        var low = await HoldAsync((room, who) => [Score(room, 0, "", "")]);
        var high = await HoldAsync((room, who) => [Score(room, 10, Long, Long)]);
        var passed = await HoldAsync((room, who) => [new GiveScore(room, null, "Ik weet het niet.", "", "", ScoreInputMode.Self, ScoreVisibility.Everyone)]);
        var changed = await HoldAsync((room, who) => [Score(room, 3, "Eerst dit.", ""), Score(room, 9, Long, "x"), Score(room, 3, "", "")]);

        Assert.All(low, seat => Assert.True(seat.Value.Count > 3, $"{seat.Key} saw nothing: the test would see nothing"));
        AssertSame(low, high, "a high score with long words");
        AssertSame(low, passed, "a pass");
        AssertSame(low, changed, "a score that was changed twice");
        Assert.NotEqual(low[Scorer], high[Scorer]);
    }

    private static void AssertSame(Dictionary<string, List<string>> one, Dictionary<string, List<string>> other, string difference)
    {
        foreach (var (name, frames) in one.Where(seat => seat.Key != Scorer))
            Assert.True(frames.SequenceEqual(other[name]), $"{name} can tell {difference}:\n{string.Join('\n', frames)}\n---\n{string.Join('\n', other[name])}");
    }

    private static GiveScore Score(Domain.Ids.RoomId room, int value, string why, string oneHigher) =>
        new(room, value, null, why, oneHigher, ScoreInputMode.Self, ScoreVisibility.Everyone);

    // Gives what each of the others received between the opening of the round and the last score.
    private static async Task<Dictionary<string, List<string>>> HoldAsync(Func<Domain.Ids.RoomId, string, IReadOnlyList<GiveScore>> scoresOf)
    {
        string[] names = ["Nadia", "Sanae", "Peter"];
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync(names);
        await meeting.MoveAsync(MeetingPhase.Scoring);
        Seat[] others = [meeting.Chair, meeting["Peter"], meeting["Nadia"]];
        foreach (var other in others)
        {
            // The chair sees two rooms. What else the beginning causes has come before the answers.
            await other.Table.NextAsync<MeetingView>(view => view.Rooms.All(room => room.Phase == MeetingPhase.Scoring && room.Round is not null));
            await SettledAsync(other);
        }

        var begin = others.Select(other => other.Table.Frames.Count).ToList();

        var done = 0;
        foreach (var name in names[..2])
        {
            foreach (var score in scoresOf(meeting[name].Room, name))
                await meeting[name].DoAsync(score);
            done++;
            foreach (var other in others)
                await other.UntilAsync(room => room.Round?.Done.Count == done);
        }

        // Whatever a score would still cause has come before the answers to these.
        foreach (var other in others)
            await SettledAsync(other);

        string[] seats = ["the chair", "another", Scorer];
        return others.Select((other, i) => other.Table.Frames.Since(begin[i]).Select(Neutral).ToList())
            .Zip(seats).ToDictionary(pair => pair.Second, pair => pair.First);
    }

    private static async Task SettledAsync(Seat seat)
    {
        await seat.Table.OpenMeetingAsync(seat.Meeting.Id);
        await seat.Table.OpenPlanAsync(seat.Plan.Id);
    }

    private static string Neutral(string frame) =>
        Regex.Replace(Regex.Replace(frame, "\\d{4}-\\d\\d-\\d\\dT[0-9:.+Z-]+", "TIME"), "\"invocationId\":\"\\d+\"", "\"invocationId\":\"N\"");
}
