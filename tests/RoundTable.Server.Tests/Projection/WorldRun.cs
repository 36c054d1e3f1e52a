using System.Collections.Concurrent;
using RoundTable.Domain.Plans;
using RoundTable.Server.Erasure;
using RoundTable.Server.Tests.Projection.Worlds;

namespace RoundTable.Server.Tests.Projection;

/// <summary>Runs worlds that live on one stage at once; days go by for all of them together.</summary>
internal static class WorldRun
{
    private const int Rounds = 3;
    private const int StepsPerRound = 9;
    private const int OneInOld = 1_200;
    private static readonly TimeSpan Weeks = TimeSpan.FromDays(16);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(366 * 20);

    /// <summary>What went wrong in each world in which something did: its first leak, or what somebody did not get.</summary>
    public static async Task<string[]> FindAsync(int first, int count)
    {
        await using var stage = new PartsOfServer();
        return [.. await RunAsync(stage, Enumerable.Range(first, count), new Tally())];
    }

    /// <summary>The same over the network of a whole server, for short lives.</summary>
    public static async Task<string[]> FindAtServerAsync(int first, int count)
    {
        await using var server = new WholeServer(mostPrinted: 0);
        await server.ReadyAsync();
        return [.. await RunAsync(server, Enumerable.Range(first, count), new Tally(), world => world.LiveQuietlyAsync())];
    }

    public static async Task<IReadOnlyList<string>> RunAsync(PartsOfServer stage, IEnumerable<int> seeds, Tally tally)
    {
        var worlds = seeds.Select(seed => new World(stage, seed, tally)).ToList();
        var failures = new Failures();
        await failures.TogetherAsync(worlds, world => world.BuildAsync());
        worlds.ForEach(world => world.MayCallOff());
        for (var round = 0; round < Rounds; round++)
        {
            await failures.TogetherAsync(worlds, world => world.LiveAsync(StepsPerRound));
            await failures.TogetherAsync(worlds, world => world.CallOffAsync());

            // What is gathered before it is shown is shown now; half-way two weeks go by.
            stage.Advance(TimeSpan.FromSeconds(1));
            await failures.TogetherAsync(worlds, world => world.CheckAsync());
            if (round == 1)
                stage.Advance(Weeks);
            await stage.RunDueAsync();
            await failures.TogetherAsync(worlds, world => world.PlanInsteadAsync());
        }

        await failures.TogetherAsync(worlds, world => world.CloseAsync());
        await stage.RunDueAsync();
        await failures.TogetherAsync(worlds, world => world.HandOverAfterwardsAsync());
        await failures.TogetherAsync(worlds, world => world.ProtectAfterwardsAsync());
        await failures.TogetherAsync(worlds, world => world.MeetAgainAsync());
        await stage.RunDueAsync();
        await failures.TogetherAsync(worlds, world => world.LookAroundAsync());
        await failures.TogetherAsync(worlds, world => world.EraseAsync());
        await stage.RunDueAsync();
        await failures.TogetherAsync(worlds, world => world.LookAtErasedAsync());
        stage.Advance(Weeks);
        await stage.RunDueAsync();
        await failures.TogetherAsync(worlds, world => world.HearOfUnreadAsync());
        if (worlds[0].Seed % OneInOld == 1)
            await GrowOldAsync(stage, worlds, failures);
        await failures.TogetherAsync(worlds, world => world.EndAsync());
        failures.Add(FoundInLog(stage, worlds));
        return failures.All;
    }

    // Twenty years after the last that anybody did, the plans that still stand go by themselves.
    private static async Task GrowOldAsync(PartsOfServer stage, IReadOnlyList<World> worlds, Failures failures)
    {
        await stage.RetainAsync(worlds.Count);

        // What is gathered before it is shown is shown now, while it still may be.
        stage.Advance(TimeSpan.FromSeconds(1));
        var standing = new ConcurrentDictionary<World, FamilyPlan>();
        await failures.TogetherAsync(worlds, async world =>
        {
            if (await world.StandingAsync() is not { } state)
                return;
            standing[world] = state;
            await world.CheckAsync();
        });
        stage.Jump(Retention);
        await stage.RetainAsync(worlds.Count);
        stage.Jump(ErasureStream.BetweenLooks);
        await stage.RetainAsync(worlds.Count);
        foreach (var (world, state) in standing)
            world.RunOut(state);
        await failures.TogetherAsync(standing.Keys, world => world.LookAtErasedAsync());
    }

    /// <summary>The same at a whole server, on today's clock, with people at its network.</summary>
    public static Task<IReadOnlyList<string>> RunAsync(WholeServer server, IEnumerable<int> seeds, Tally tally) =>
        RunAsync(server, seeds, tally, world => world.LiveAsync(Rounds * StepsPerRound));

    private static async Task<IReadOnlyList<string>> RunAsync(WholeServer server, IEnumerable<int> seeds, Tally tally, Func<World, Task> live)
    {
        var worlds = seeds.Select(seed => new World(server, seed, tally)).ToList();
        var failures = new Failures();
        await failures.TogetherAsync(worlds, world => world.BuildAsync());
        await failures.TogetherAsync(worlds, world => world.ComeEarlyAsync());
        await failures.TogetherAsync(worlds, live);
        await failures.TogetherAsync(worlds, world => world.CloseAsync());
        await failures.TogetherAsync(worlds, world => world.AwaitMailAsync());
        await failures.TogetherAsync(worlds, world => world.ReactAsync());
        await failures.TogetherAsync(worlds, world => world.HandOverAfterwardsAsync());
        await failures.TogetherAsync(worlds, world => world.ProtectAfterwardsAsync());
        await failures.TogetherAsync(worlds, world => world.VisitEverythingAsync());
        await failures.TogetherAsync(worlds, world => world.EraseOverNetworkAsync());
        await failures.TogetherAsync(worlds, world => world.EndAsync());
        foreach (var world in worlds)
            await world.HangUpAsync();
        failures.Add(FoundInLog(server, worlds));
        return failures.All;
    }

    // The log is for nobody in a plan: ids, and nothing that people wrote or are called.
    private static IEnumerable<string> FoundInLog(Stage stage, IReadOnlyList<World> worlds) =>
        from mark in Marks.In(stage.Logs.All)
        let world = worlds.Single(w => w.Seed == mark.World)
        where !world.Book[mark.Number].IsId
        select $"world {world.Seed}: the log holds {world.Book[mark.Number].What}";

    private sealed class Failures
    {
        private readonly HashSet<World> _over = [];
        private readonly List<string> _all = [];

        public IReadOnlyList<string> All => _all;

        public void Add(IEnumerable<string> more) => _all.AddRange(more);

        public Task TogetherAsync(IEnumerable<World> worlds, Func<World, Task> act) => Parallel.ForEachAsync(
            worlds.Where(world => !_over.Contains(world)).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (world, _) =>
            {
                try
                {
                    await act(world);
                }
                catch (Exception e) when (e is LeakException or MissingException)
                {
                    lock (_all)
                    {
                        _over.Add(world);
                        _all.Add(e.Message);
                    }
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"world {world.Seed} could not go on", e);
                }
            });
    }
}
