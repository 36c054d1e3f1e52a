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
    public Task Bytes_WithoutAGuardOfTheNetwork_AreFoundToLeak(string name) => Code.AssertLeaksAsync(
        NetworkGuard.All.Single(g => g.Name == name), WorldRun.FindAtServerAsync, First, MostWorlds, AtOnce, _ => AtOnce);
}
