using RoundTable.Journal.Tests;
using RoundTable.Server.Tests.Harness;
using RoundTable.Server.Tests.Servers;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>The servers of one database are stopped in good order and started again, one after the other, while people type.</summary>
[Collection<PostgresCollection>]
public class RollingRestartTests(PostgresServer postgres)
{
    [Fact]
    public async Task ThreeServers_RestartedOneAfterTheOther_LoseNothingAndNobodySeesMoreThanAReconnect()
    {
        var folder = TempFolders.Next();
        await using var fleet = await Fleet.StartAsync(
            [folder, folder, folder],
            $"--RoundTable:Store:Postgres={await postgres.CreateDatabaseAsync()}",
            $"--RoundTable:Keys:Postgres={await postgres.CreateDatabaseAsync()}",
            MasterKey.Argument,
            "--RoundTable:StopDelay=00:00:01", "--RoundTable:StopSpread=00:00:01");
        var next = 0;

        var ledger = await OracleRun.RunAsync(fleet, folder, OracleOptions.Read() with { Kills = 3 }, _ => fleet.StopAndStartAsync(next++));

        Assert.Equal(3, next);
        Assert.Empty(ledger.Troubles);
    }
}
