using RoundTable.Journal.Tests;
using RoundTable.Server.Tests.Harness;
using RoundTable.Server.Tests.Servers;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>The loss oracle and the privacy oracle, in one run.</summary>
[Collection<PostgresCollection>]
public class LossOracleTests(PostgresServer postgres)
{
    [Fact]
    public async Task OneServerKilledAgainAndAgain_LosesNothingAcknowledgedAndShowsNothingToOutsiders()
    {
        var folder = TempFolders.Next();
        await using var fleet = await Fleet.StartAsync([folder]);
        await OracleRun.RunAsync(fleet, folder, OracleOptions.Read(), _ => fleet.KillAndStartAsync(0));
    }

    [Fact]
    public async Task ThreeServersAndTheirDatabaseKilledAgainAndAgain_LoseNothingAcknowledgedAndShowNothingToOutsiders()
    {
        var folder = TempFolders.Next();
        var database = await postgres.CreateDatabaseAsync();
        await using var fleet = await Fleet.StartAsync(
            [folder, folder, folder], $"--RoundTable:Store:Postgres={database}", $"--RoundTable:Keys:Postgres={await postgres.CreateDatabaseAsync()}", MasterKey.Argument);
        await OracleRun.RunAsync(fleet, folder, OracleOptions.Read(), chance => chance.Next(4) switch
        {
            0 => CutAsync(database),
            1 => CrashAsync(),
            _ => fleet.KillAndStartAsync(chance.Next(fleet.Addresses.Count)),
        });
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
