using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>The loss oracle and the privacy oracle, in one run.</summary>
public class LossOracleTests
{
    [Fact]
    public async Task OneServerKilledAgainAndAgain_LosesNothingAcknowledgedAndShowsNothingToOutsiders()
    {
        var folder = TempFolders.Next();
        await using var fleet = await Fleet.StartAsync([folder]);
        await OracleRun.RunAsync(fleet, folder, OracleOptions.Read(), chance => fleet.KillAndStartAsync(chance.Next(fleet.Addresses.Count)));
    }
}
