using RoundTable.Server.Tests.Projection.Guards;

namespace RoundTable.Server.Tests.Projection;

/// <summary>
/// Each guard counts: with it taken out of the compiled code the projection property fails, and for that reason. The code itself
/// has no switch: what runs here is a second copy of our own assemblies with a few instructions changed.
/// </summary>
public sealed class RemovedGuardTests
{
    private const int AtOnce = 20;
    private const int MostSeeds = 400;

    public static TheoryData<string> Guards => [.. RemovedGuard.All.Select(guard => guard.Name)];

    [Theory]
    [MemberData(nameof(Guards))]
    public async Task Bytes_WithoutAGuard_AreFoundToLeak(string name)
    {
        var guard = RemovedGuard.All.Single(g => g.Name == name);
        var find = new UnguardedCode(guard.Patches).Get<Func<int, int, Task<string[]>>>(WorldRun.FindAsync);
        var others = new List<string>();
        for (var first = 1; first <= MostSeeds; first += AtOnce)
        {
            var found = await find(first, AtOnce);
            if (found.Any(leak => leak.Contains(guard.Found, StringComparison.Ordinal)))
                return;
            others.AddRange(found);
        }

        Assert.Fail($"without the guard \"{name}\" no \"{guard.Found}\" in {MostSeeds} worlds, but: {string.Join("; ", others)}");
    }
}
