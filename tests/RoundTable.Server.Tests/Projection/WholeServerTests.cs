using RoundTable.Server.Tests.Projection.Worlds;

namespace RoundTable.Server.Tests.Projection;

/// <summary>
/// The projection property at the whole server, started as it starts, over real sockets: some people sit at the hub and at both
/// doors for Yjs clients while their family goes on, and in the end everybody, and somebody of another family, asks for everything
/// by every GET route that the API describes, hub and doors, and gets their mail. <see cref="ProjectionTests"/> has many more worlds, without the network.
/// </summary>
public sealed class WholeServerTests(ITestOutputHelper output)
{
    private const int Count = 40;

    // What must have been there over the network.
    private static readonly (string What, int AtLeast)[] Given =
    [
        ("minutes printed", 3), ("minutes read together", 2), ("copies taken", Count * 5), ("emergencies", 5), ("lines of emergencies", 2), ("gave the text of an item by Emergency", 5),
        ("treatment shared", 2), ("gave a reaction to minutes by Minutes", Count), ("kept a reaction to minutes", Count), ("scores of others", Count),
        ("plans erased", Count / 10), ("refused of an erased plan", Count / 2),
    ];

    [Fact]
    public async Task Bytes_ThatLeftOverTheNetwork_HoldWhatIsTheirsAndNothingElse()
    {
        var tally = new Tally();
        await using var server = new WholeServer(mostPrinted: 3);
        await server.ReadyAsync();

        var found = await WorldRun.RunAsync(server, Enumerable.Range(70_001, Count), tally);

        Assert.True(found.Count == 0, string.Join('\n', found));
        output.WriteLine($"{tally}");
        Assert.Equal(Count, tally["worlds"]);
        Assert.InRange(tally["bytes"], Count * 150_000L, long.MaxValue);
        Assert.InRange(tally["bytes of those who came early"], Count * 10_000L, long.MaxValue);
        Assert.InRange(tally["doors open"], Count * 15, long.MaxValue);
        Assert.InRange(tally["doors shut"], Count * 15, long.MaxValue);
        Assert.All(Given, given => Assert.True(tally[given.What] >= given.AtLeast, $"{given.What}: {tally[given.What]}"));
    }
}
