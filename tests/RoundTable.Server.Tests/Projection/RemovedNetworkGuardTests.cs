using RoundTable.Server.Tests.Projection.Guards;

namespace RoundTable.Server.Tests.Projection;

/// <summary>
/// Each guard of hub, doors and routes counts: without it the projection property fails over the network, and for that reason.
/// </summary>
public sealed class RemovedNetworkGuardTests
{
    private const int AtOnce = 2;
    private const int First = 71_001;
    private const int MostWorlds = 60;
    private static readonly UnguardedCode Code = new(NetworkGuard.All);

    public static TheoryData<string> Guards => [.. NetworkGuard.All.Select(guard => guard.Name)];

    [Theory]
    [MemberData(nameof(Guards))]
    public async Task Bytes_WithoutAGuardOfTheNetwork_AreFoundToLeak(string name)
    {
        var guard = NetworkGuard.All.Single(g => g.Name == name);
        var find = Code.Without<Func<int, int, Task<string[]>>>(guard, WorldRun.FindAtServerAsync);
        var others = new List<string>();
        var start = guard.Near ?? First;
        for (var first = start; first < start + MostWorlds; first += AtOnce)
        {
            var found = await find(first, AtOnce);
            if (found.Any(leak => leak.Contains(guard.Found, StringComparison.Ordinal)))
                return;
            others.AddRange(found);
        }

        Assert.Fail($"without the guard \"{name}\" no \"{guard.Found}\" in {MostWorlds} worlds, but: {string.Join("; ", others)}");
    }
}
