using System.Net;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class StopTests
{
    [Fact]
    public async Task Server_AskedToStop_IsNotReadyWhileItServesOn_AndAskedAgainItStopsInGoodOrder()
    {
        using var server = await ServerProcess.StartAsync(TempFolders.Next(), demo: true, "--RoundTable:StopDelay=00:10:00");
        using var watcher = new Browser(server.Address);
        await watcher.UntilReadyIsAsync(HttpStatusCode.OK);

        await server.AskToStopAsync();

        await watcher.UntilReadyIsAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await watcher.GetAsync("/health/live")).StatusCode);
        await server.AskToStopAsync();
        Assert.Equal(0, await server.StoppedAsync());
    }
}
