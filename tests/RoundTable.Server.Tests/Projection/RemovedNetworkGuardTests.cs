using RoundTable.Server.Tests.Projection.Guards;

namespace RoundTable.Server.Tests.Projection;

/// <summary>
/// Each guard of hub, doors and routes counts: without it the projection property fails over the network, and for that reason.
/// </summary>
public sealed class RemovedNetworkGuardTests(NetworkGuardRuns runs) : IClassFixture<NetworkGuardRuns>
{
    public static TheoryData<string> Guards => [.. NetworkGuard.All.Select(guard => guard.Name)];

    [Theory]
    [MemberData(nameof(Guards))]
    public async Task Bytes_WithoutAGuardOfTheNetwork_AreFoundToLeak(string name) => Assert.Null(await runs[name]);
}

/// <summary>The servers without a guard; some at once, since each of them waits for its network.</summary>
public sealed class NetworkGuardRuns : IDisposable
{
    private const int AtOnce = 3;
    private const int WorldsAtOnce = 2;
    private const int First = 71_001;
    private const int MostWorlds = 60;
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Dictionary<string, Task<string?>> _runs;

#pragma warning disable RS0030 // Each is awaited by its test.
    public NetworkGuardRuns() => _runs = NetworkGuard.All.ToDictionary(guard => guard.Name, guard => Task.Run(() => RunAsync(guard)));
#pragma warning restore RS0030

    /// <summary>What was found instead of the leak; null when it was found.</summary>
    internal Task<string?> this[string name] => _runs[name];

    public void Dispose() => _turns.Dispose();

    private async Task<string?> RunAsync(RemovedGuard guard)
    {
        await _turns.WaitAsync();
        try
        {
            var find = new UnguardedCode(guard.Patches).Get<Func<int, int, Task<string[]>>>(WorldRun.FindAtServerAsync);
            var others = new List<string>();
            var start = guard.Near ?? First;
            for (var first = start; first < start + MostWorlds; first += WorldsAtOnce)
            {
                var found = await find(first, WorldsAtOnce);
                if (found.Any(leak => leak.Contains(guard.Found, StringComparison.Ordinal)))
                    return null;
                others.AddRange(found);
            }

            return $"without the guard \"{guard.Name}\" no \"{guard.Found}\" in {MostWorlds} worlds, but: {string.Join("; ", others)}";
        }
        finally
        {
            _turns.Release();
        }
    }
}
