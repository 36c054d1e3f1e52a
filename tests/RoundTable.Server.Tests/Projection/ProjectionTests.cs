using RoundTable.Server.Tests.Projection.Worlds;

namespace RoundTable.Server.Tests.Projection;

/// <summary>
/// The projection property: whatever a family and those around it are and do, the bytes that leave for somebody hold what is theirs
/// to see, and nothing else. Who may see what is said by <see cref="Truth"/>, which knows nothing of the server's code.
/// </summary>
/// <remarks>
/// These worlds live in the server's own parts as the server puts them together (journal on disk and sealed, grains, sessions,
/// projections, composing and rendering of minutes, log of access and its reader, copies of everything about somebody, history, outbox and postman, the log), with
/// its clock moved over birthdays and ends of grounds, and without its network. Hub, doors and HTTP are in
/// <see cref="WholeServerTests"/>, for fewer worlds. That each guard counts is shown in <see cref="RemovedGuardTests"/>.
/// </remarks>
public sealed class ProjectionTests(ITestOutputHelper output)
{
    private const int Count = 800;
    private const int AtOnce = 100;

    // What must have been there to be given to some and kept from others, and how often at least in a hundred worlds.
    private static readonly (string What, int PerHundred)[] Given =
    [
        ("viewers", 500), ("mails", 200), ("minutes read", 250), ("people shielded later", 15), ("sections with other data", 2), ("minutes read with a child", 5), ("minutes read with a child, not by the director", 1), ("words written with a child", 4), ("scores given with a child", 6), ("lines of access", 1_000), ("items released", 10), ("copies taken", 800), ("items in copies", 1_000), ("items moved", 5),
        ("gave the text of an item by Section", 800), ("gave the text of an item by Minutes", 400), ("gave a commitment by Plan", 150),
        ("gave words of a child by Plan", 100), ("gave a consent by Plan", 60), ("gave why somebody scored by Meeting", 150),
        ("gave a name by Plan", 2_000), ("gave an alias by Plan", 100), ("gave a protected word by Plan", 100), ("gave a room by Meeting", 200),
        ("kept a person", 300), ("kept a name", 500), ("kept a section", 500), ("kept the text of an item", 1_000), ("kept a protected word", 500),
        ("kept words of a child", 500), ("kept a commitment", 1_000), ("kept a consent", 500), ("kept a room", 100),
        ("emergencies", 20), ("lines of emergencies", 30), ("gave the text of an item by Emergency", 8), ("kept an emergency", 500),
        ("treatment shared", 10), ("scores of others", 100),
        ("late protections", 40), ("items withheld", 10), ("kept a word that is protected later", 100),
        ("second meetings", 10), ("invited later", 10), ("seats beside a round", 3), ("handovers", 8), ("handovers after the minutes", 1), ("plans erased", 12), ("plans that ran out", 6), ("refused of an erased plan", 1_500),
        ("emergency steps", 5), ("steps that are kept from somebody", 1), ("legal bases stopped", 2),
        ("meetings called off", 15), ("reminders", 20), ("tasks to call", 20), ("tasks to give a code", 20), ("tasks about mail that came back", 50),
        ("kept why somebody scored", 300), ("kept a remark with an answer", 100), ("kept the family's name", 20),
    ];

    [Fact]
    public async Task Bytes_ThatLeftForAnybody_HoldWhatIsTheirsAndNothingElse()
    {
        var tally = new Tally();
        for (var first = 1; first <= Count; first += AtOnce)
        {
            await using var stage = new PartsOfServer();
            var found = await WorldRun.RunAsync(stage, Enumerable.Range(first, AtOnce), tally);
            Assert.True(found.Count == 0, string.Join('\n', found));
        }

        output.WriteLine($"{tally}");
        Assert.Equal(Count, tally["worlds"]);
        Assert.InRange(tally["bytes"], Count * 40_000L, long.MaxValue);
        Assert.All(Given, given => Assert.True(tally[given.What] >= given.PerHundred * Count / 100, $"{given.What}: {tally[given.What]}"));
    }
}
