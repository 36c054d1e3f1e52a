using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class WatchingTests
{
    [Fact]
    public async Task Server_StartedAboveItsDataFolder_IsNotWokenByItsOwnWrites()
    {
        using var server = await ServerProcess.StartAsync(TempFolders.Next());

        Assert.Equal(0, server.Watched());
    }
}
