using RoundTable.Domain.Commands;
using RoundTable.Journal.Tests;
using RoundTable.Server.Hubs;
using RoundTable.Server.Tests.Harness;
using RoundTable.Server.Tests.Servers;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>The loss oracle and the privacy oracle, in one run.</summary>
[Collection<PostgresCollection>]
public class LossOracleTests(PostgresServer postgres)
{
    // What honest writers hear who come back to another server than they were at, or to one without its database.
    private static readonly string[] Passing = [RefusalCodes.SectionMissingDependencies, RequestCodes.Unavailable];

    [Fact]
    public async Task OneServerKilledAgainAndAgain_LosesNothingAcknowledgedAndShowsNothingToOutsiders()
    {
        var folder = TempFolders.Next();
        Ledger ledger;
        await using (var fleet = await Fleet.StartAsync([folder]))
            ledger = await OracleRun.RunAsync(fleet, folder, OracleOptions.Read(), _ => fleet.KillAndStartAsync(0));

        AssertHonest(ledger, await StoredWords.InFolderAsync(folder));
    }

    [Fact]
    public async Task ThreeServersAndTheirDatabaseKilledAgainAndAgain_LoseNothingAcknowledgedAndShowNothingToOutsiders()
    {
        var folder = TempFolders.Next();
        var database = await postgres.CreateDatabaseAsync();
        var keys = await postgres.CreateDatabaseAsync();
        Ledger ledger;
        await using (var fleet = await Fleet.StartAsync(
            [folder, folder, folder], $"--RoundTable:Store:Postgres={database}", $"--RoundTable:Keys:Postgres={keys}", MasterKey.Argument))
        {
            var faults = new Faults(
                _ => CutAsync(database),
                _ => CrashAsync(),
                chance => fleet.KillAndStartAsync(chance.Next(fleet.Addresses.Count)));
            ledger = await OracleRun.RunAsync(fleet, folder, OracleOptions.Read(), faults.NextAsync);
        }

        AssertHonest(ledger, await StoredWords.InDatabaseAsync(database, keys, MasterKey.Text));
    }

    // A record may be left out when the section is read again: what was refused must not be one.
    private static void AssertHonest(Ledger ledger, string stored)
    {
        Assert.All(ledger.Acknowledged, token => Assert.Contains(token, stored, StringComparison.Ordinal));
        Assert.All(ledger.Hostile, token => Assert.DoesNotContain(token, stored, StringComparison.Ordinal));
        Assert.DoesNotContain(ledger.Troubles, trouble => !Passing.Any(code => trouble.Contains(code, StringComparison.Ordinal)));
    }

    // Each kind once, in any order, then by chance.
    private sealed class Faults(params Func<Random, Task>[] kinds)
    {
        private Queue<Func<Random, Task>>? _first;

        public Task NextAsync(Random chance)
        {
            if (_first is null)
            {
                chance.Shuffle(kinds);
                _first = new(kinds);
            }

            return _first.TryDequeue(out var first) ? first(chance) : kinds[chance.Next(kinds.Length)](chance);
        }
    }

    private async Task CrashAsync()
    {
        await postgres.StopAsync();
        await postgres.StartAsync();
    }

    // Every connection of every server, in the middle of whatever it does.
    private static Task CutAsync(string database) => PostgresServer.ExecuteAsync(
        database, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
}
