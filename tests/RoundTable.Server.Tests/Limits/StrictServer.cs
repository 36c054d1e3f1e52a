using Microsoft.Extensions.DependencyInjection;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

/// <summary>With the demo, on a clock that stands still: what a person spent does not come back.</summary>
internal static class StrictServer
{
    /// <param name="limit">Of what each person has little.</param>
    /// <param name="burst">How much.</param>
    public static async Task<TableServer> StartAsync(string limit, int burst)
    {
        var server = TableServer.Start(
            demo: true,
            settings: settings =>
            {
                settings[$"RoundTable:Limits:Person{limit}sPerSecond"] = "1";
                settings[$"RoundTable:Limits:Person{limit}Burst"] = $"{burst}";
                settings["RoundTable:Limits:LongestWait"] = "00:00:00.100";
            },
            services: services => services.AddSingleton<TimeProvider>(new StandingTime()));
        await server.ReadyAsync();
        return server;
    }
}
