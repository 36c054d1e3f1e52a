using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Projection.Guards;
using RoundTable.Server.Tests.Projection.Worlds;

namespace RoundTable.Server.Tests.Projection;

/// <summary>
/// Each guard counts: with it taken out of the compiled code the projection property fails, and for that reason. The code itself
/// has no switch: what runs here is a second copy of our own assemblies, in which each can be taken out.
/// </summary>
public sealed class RemovedGuardTests
{
    // Most are found in the first few worlds; the others in the next, of which there are more and more.
    private const int First = 2;
    private const int Fewest = 2;
    private const int AtOnce = 20;
    private const int MostSeeds = 400;

    private static readonly UnguardedCode Code = new(RemovedGuard.All);

    public static TheoryData<string> Guards => [.. RemovedGuard.All.Select(guard => guard.Name)];

    [Theory]
    [MemberData(nameof(Guards))]
    public Task Bytes_WithoutAGuard_AreFoundToLeak(string name) => Code.AssertLeaksAsync(
        RemovedGuard.All.Single(g => g.Name == name), WorldRun.FindAsync, First, MostSeeds, Fewest, count => Math.Min(2 * count, AtOnce));

    [Fact]
    public async Task Mail_ThatSaysWhatItIsAbout_IsFound()
    {
        PartsOfServer stage = null!;
        stage = new PartsOfServer(services => services.AddSingleton<IMailTransport>(provider => new TalkativeMail(stage.Mail, () => stage)));
        await using (stage)
        {
            var found = await WorldRun.RunAsync(stage, Enumerable.Range(1, AtOnce), new Tally());

            Assert.Contains(found, leak => leak.Contains("the family's name by Mail", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Log_ThatSaysWhatAFaultWasAbout_IsFound()
    {
        await using var stage = new PartsOfServer();
        stage.Get<ILoggerFactory>().CreateLogger("RoundTable.Fault").LogWarning("No mail to {Names}.", string.Join(' ', Enumerable.Range(0, 60).Select(number => Marks.Of(1, number))));

        var found = await WorldRun.RunAsync(stage, Enumerable.Range(1, 2), new Tally());

        Assert.Contains(found, leak => leak.Contains("the log holds", StringComparison.Ordinal));
    }
}
