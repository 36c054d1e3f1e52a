using System.Text.RegularExpressions;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>
/// Wire capture (BR-10): the same meeting is held several times with other scores. As long as they are sealed, the frames
/// that reach anybody else are the same, byte for byte and in the same order, apart from the time and random ids; so is all
/// that leaves by the doors of other Yjs clients, as answers over HTTP, in the log, as mail, and what waits for later.
/// </summary>
public sealed class SealedWireTests
{
    private const string Scorer = "who scores";
    private const string Mark = "zqverhaalqz";
    private static readonly string Long = string.Concat(Enumerable.Repeat($"Een heel lang {Mark} met een zin erbij. ", 40));

    [Fact]
    public async Task Frames_ToTheOthers_DependOnNothingButWhoHasScored()
    {
        var low = await HoldAsync((room, who) => [Score(room, 0, "", "")]);
        var high = await HoldAsync((room, who) => [Score(room, 10, Long, Long)]);
        var passed = await HoldAsync((room, who) => [new GiveScore(room, 1, null, "Ik weet het niet.", "", "", ScoreInputMode.Self, ScoreVisibility.Everyone)]);
        var changed = await HoldAsync((room, who) => [Score(room, 3, "Eerst dit.", ""), Score(room, 9, Long, "x"), Score(room, 3, "", "")]);
        var refused = await HoldAsync((room, who) => [Score(room, 4, "Goed.", "")], (room, who) => [Score(room, 11, Long, Mark), Score(room, -1, Mark, ""), Score(room, 5, new string('x', 5_000), Mark)]);
        var refusedToo = await HoldAsync((room, who) => [Score(room, 9, Long, "")], (room, who) => [Score(room, 12, "", ""), Score(room, 99, "Kort.", ""), Score(room, 6, "", new string('y', 9_000))]);
        var leaky = await HoldAsync((room, who) => [Score(room, 10, Long, Long)], leaks: true);

        Assert.All(low.Where(exit => !Talks(exit.Key)), seat => Assert.True(seat.Value.Count > 3, $"{seat.Key} saw nothing: the test would see nothing"));
        AssertSame(low, high, "a high score with long words");
        AssertSame(low, passed, "a pass");
        AssertSame(low, changed, "a score that was changed twice");
        AssertSame(refused, refusedToo, "what was refused before");

        // It would see it: the scorer reads their own score by hub and copy, and a server that talks is found at every exit.
        Assert.NotEqual(low[Scorer], high[Scorer]);
        Assert.NotEqual(low[$"{Scorer} by HTTP"], high[$"{Scorer} by HTTP"]);
        Assert.Throws<Xunit.Sdk.TrueException>(() => AssertSame(low, leaky, "a server that talks"));
        Assert.All(low.Keys.Where(Talks), exit => Assert.Contains(leaky[exit], left => left.Contains(Mark, StringComparison.Ordinal)));
    }

    private static void AssertSame(Dictionary<string, List<string>> one, Dictionary<string, List<string>> other, string difference)
    {
        Assert.Equal(one.Keys.Order(), other.Keys.Order());
        foreach (var (name, left) in one.Where(exit => !exit.Key.StartsWith(Scorer, StringComparison.Ordinal)))
            Assert.True(left.SequenceEqual(other[name]), $"{name} can tell {difference}:\n{string.Join('\n', left.Except(other[name]))}\n---\n{string.Join('\n', other[name].Except(left))}");
    }

    private static bool Talks(string exit) => exit is "the log" or "mail" || exit.Contains(" at /", StringComparison.Ordinal);

    private static GiveScore Score(RoomId room, int value, string why, string oneHigher) =>
        new(room, 1, value, null, why, oneHigher, ScoreInputMode.Self, ScoreVisibility.Everyone);

    // Gives what each of the others received between the opening of the round and the last score.
    private static async Task<Dictionary<string, List<string>>> HoldAsync(
        Func<RoomId, string, IReadOnlyList<GiveScore>> scoresOf, Func<RoomId, string, IReadOnlyList<GiveScore>>? refusedOf = null, bool leaks = false)
    {
        string[] names = ["Nadia", "Sanae", "Peter"];
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Doors:Heartbeat"] = Patience.Enough.ToString());
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

        string[] seats = ["the chair", "another", Scorer];
        await using var exits = await Exits.WatchAsync(server, [.. seats.Zip(others)]);
        var begin = others.Select(other => other.Table.Frames.Count).ToList();

        var done = 0;
        foreach (var name in names[..2])
        {
            foreach (var score in refusedOf?.Invoke(meeting[name].Room, name) ?? [])
                Assert.NotNull(await meeting[name].TryAsync(score));
            foreach (var score in scoresOf(meeting[name].Room, name))
                await meeting[name].DoAsync(score);
            done++;
            foreach (var other in others)
                await other.UntilAsync(room => room.Round?.Done.Count == done);
        }

        // Whatever a score would still cause has come before the answers to these.
        foreach (var other in others)
            await SettledAsync(other);

        var left = others.Select((other, i) => other.Table.Frames.Since(begin[i]).Select(Neutral).ToList())
            .Zip(seats).ToDictionary(pair => pair.Second, pair => pair.First);
        if (leaks)
            await exits.LeakAsync(Mark);
        foreach (var (name, texts) in await exits.ReadAsync())
            left[name] = texts;
        Assert.Equal(leaks, exits.Spans.Contains(Mark, StringComparison.Ordinal));
        return left;
    }

    private static async Task SettledAsync(Seat seat)
    {
        await seat.Table.OpenMeetingAsync(seat.Meeting.Id);
        await seat.Table.OpenPlanAsync(seat.Plan.Id);
    }

    private static string Neutral(string frame) =>
        Regex.Replace(Regex.Replace(frame, "\\d{4}-\\d\\d-\\d\\dT[0-9:.+Z-]+", "TIME"), "\"invocationId\":\"\\d+\"", "\"invocationId\":\"N\"");
}
